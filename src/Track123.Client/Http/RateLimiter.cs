namespace Track123.Http;

/// <summary>
/// Spaces the requests to one endpoint for one key: each is sent at least one interval after the one before. Callers
/// wait in order; one that gives up takes no slot. A token bucket would let six out in the second around its tick.
/// </summary>
#pragma warning disable CA1001 // It lives as long as the process, and its semaphore never allocates a handle.
internal sealed class RateLimiter(double requestsPerSecond, TimeProvider clock, SharedSendSchedule? shared = null)
{
    // The service counts arrivals, which are less even than departures.
    private const double Margin = 1.02;

    // Seconds by which a request may follow a late one too soon, to catch up. Six still take more than a second.
    private const double Slack = 0.003;
    private const double MaxWidening = 2;
    private const double WidenBy = 1.05;
    private const double NarrowBy = 0.999;

    // Another process uses the shared schedule for less than a millisecond at a time.
    private const int MaxBusyTries = 50;
    private static readonly TimeSpan BusyDelay = TimeSpan.FromMilliseconds(2);

    // The queue of the callers. It guards no data, so the first one may use the file.
    private readonly SemaphoreSlim queue = new(1, 1);
    private readonly object gate = new();
    private readonly double minInterval = Margin / requestsPerSecond;
    private double interval = Margin / requestsPerSecond;
    private long next;
    private int waiters;

    /// <summary>The current interval between two requests.</summary>
    public TimeSpan Interval => TimeSpan.FromSeconds(this.ReadState().Interval);

    /// <summary>How long the callers that wait now must still wait; zero if there are none.</summary>
    public TimeSpan CurrentDelay
    {
        get
        {
            var (due, now) = (this.ReadState().Next, clock.GetTimestamp());
            return Volatile.Read(ref this.waiters) > 0 && now < due ? clock.GetElapsedTime(now, due) : TimeSpan.Zero;
        }
    }

    /// <summary>Waits until the caller may send.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref this.waiters);
        try
        {
            await this.queue.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var busyTries = 0;
                while (this.RequestSlot(ref busyTries) is { } wait)
                {
                    await clock.Delay(wait, cancellationToken).ConfigureAwait(false);
                }
            }
            finally
            {
                this.queue.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref this.waiters);
        }
    }

    /// <summary>Counts the interval from now, because a request that had to connect first is only sent now.</summary>
    public void MarkSent() => this.DelayUntil(clock.GetTimestamp() + this.ToTicks(this.ReadState().Interval - Slack));

    /// <summary>Delays all callers and widens the interval. Called when the rate limit was exceeded.</summary>
    public void Pause(TimeSpan time)
    {
        lock (this.gate)
        {
            this.interval = Math.Min(this.interval * WidenBy, this.minInterval * MaxWidening);
        }

        this.DelayUntil(clock.GetTimestamp() + this.ToTicks(time.TotalSeconds));
    }

    /// <summary>Returns the wait until the next try; null if the caller may send now.</summary>
    private TimeSpan? RequestSlot(ref int busyTries)
    {
        var (due, spacing) = this.ReadState();
        var slot = new SendSlot(clock.GetTimestamp(), due, this.ToTicks(spacing), this.ToTicks(Slack));
        if (slot.IsDue && shared is not null && busyTries < MaxBusyTries && !shared.TryUpdate(ref slot))
        {
            busyTries++;
            return BusyDelay;
        }

        busyTries = 0;
        lock (this.gate)
        {
            this.next = Math.Max(this.next, slot.Next);
            this.interval = slot.IsDue ? Math.Max(this.interval * NarrowBy, this.minInterval) : this.interval;
        }

        // Rounded up, because timers use whole milliseconds. After an early timer, the caller would have to wait again.
        var wait = clock.GetElapsedTime(slot.Now, slot.Due).TotalMilliseconds;
        return slot.IsDue ? null : TimeSpan.FromMilliseconds(Math.Ceiling(wait));
    }

    private void DelayUntil(long time)
    {
        lock (this.gate)
        {
            if (time <= this.next)
            {
                return;
            }

            this.next = time;
        }

        // This only delays the other processes. If one of them is using the file, the next request shares the delay.
        var slot = new SendSlot(Now: long.MinValue, time, Interval: 0, Slack: 0);
        shared?.TryUpdate(ref slot);
    }

    private (long Next, double Interval) ReadState()
    {
        lock (this.gate)
        {
            return (this.next, this.interval);
        }
    }

    private long ToTicks(double seconds) => (long)Math.Ceiling(seconds * clock.TimestampFrequency);
}
