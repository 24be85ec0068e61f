namespace Track123.Http;

/// <summary>
/// Spaces the requests to one endpoint for one key: each leaves at least an interval after the one before, whoever sends it. Waiting is first
/// come, first served; a caller that gives up costs nothing. A bucket with a refill timer would let two out around a tick, and so six in a second.
/// Other processes keep the same distance where there is a moment to share with them.
/// </summary>
#pragma warning disable CA1001 // A pacer lives as long as the process, and its semaphore never makes a handle.
internal sealed class Pacer(double requestsPerSecond, TimeProvider clock, SharedMoment? shared = null)
{
    // The service judges on arrival, and arrivals are less even than departures.
    private const double Margin = 1.02;

    // Seconds by which a request may follow the one before it too soon, to catch up with one that was late; any six still take more than a second.
    private const double Slack = 0.003;
    private const double WidestFactor = 2;
    private const double WidenBy = 1.05;
    private const double NarrowBy = 0.999;

    // Holding the file takes less than a millisecond; whoever finds it held this often does without.
    private const int MostTries = 50;
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromMilliseconds(2);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly object gate = new();
    private readonly double narrowest = Margin / requestsPerSecond;
    private double interval = Margin / requestsPerSecond;
    private long next;
    private int waiters;
    private int tries;

    /// <summary>The present spacing.</summary>
    public TimeSpan Interval
    {
        get
        {
            lock (this.gate)
            {
                return TimeSpan.FromSeconds(this.interval);
            }
        }
    }

    /// <summary>How long whoever waits now must still wait; zero if nobody does.</summary>
    public TimeSpan PresentWait
    {
        get
        {
            lock (this.gate)
            {
                var now = clock.GetTimestamp();
                return Volatile.Read(ref this.waiters) > 0 && now < this.next ? clock.GetElapsedTime(now, this.next) : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Completes when the caller may send.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref this.waiters);
        try
        {
            await this.turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                while (this.UntilNext() is { } wait)
                {
                    await clock.Delay(wait, cancellationToken).ConfigureAwait(false);
                }
            }
            finally
            {
                this.turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref this.waiters);
        }
    }

    /// <summary>
    /// Tells that a request leaves only now, because its connection had to be made first: the next one keeps its distance from this moment.
    /// </summary>
    public void Sent()
    {
        lock (this.gate)
        {
            this.Hold(clock.GetTimestamp() + this.Ticks(this.interval - Slack));
        }
    }

    /// <summary>Lets nobody send for a while, and spaces a little wider from then on: the service said it was too much.</summary>
    public void Pause(TimeSpan time)
    {
        lock (this.gate)
        {
            this.Hold(clock.GetTimestamp() + this.Ticks(time.TotalSeconds));
            this.interval = Math.Min(this.interval * WidenBy, this.narrowest * WidestFactor);
        }
    }

    /// <summary>The wait still needed; null when the turn is taken.</summary>
    private TimeSpan? UntilNext()
    {
        lock (this.gate)
        {
            var now = clock.GetTimestamp();
            var taken = false;
            if (now >= this.next && !this.TryShare(theirs =>
            {
                this.next = Math.Max(this.next, theirs);
                taken = now >= this.next;

                // From where it was due, so that timers that wake a little late do not add up.
                return this.next = taken ? Math.Max(this.next + this.Ticks(this.interval), now + this.Ticks(this.interval - Slack)) : this.next;
            }))
            {
                return UntilNextTry;
            }

            if (!taken)
            {
                // Rounded up to a whole millisecond: timers count in those, and one that fires early would only wait again.
                return TimeSpan.FromMilliseconds(Math.Ceiling(clock.GetElapsedTime(now, this.next).TotalMilliseconds));
            }

            this.interval = Math.Max(this.interval * NarrowBy, this.narrowest);
            return null;
        }
    }

    // What other processes can't be told now, because one has the moment in hand, they are told when the next turn is taken.
    private void Hold(long until)
    {
        this.next = Math.Max(this.next, until);
        this.TryShare(theirs => this.next = Math.Max(this.next, theirs));
    }

    /// <summary>Agrees on the next moment with other processes; false if one of them has it in hand.</summary>
    private bool TryShare(Func<long, long> agree)
    {
        var farthest = clock.GetTimestamp() + this.Ticks(SharedMoment.Farthest.TotalSeconds);
        if (shared is null || this.tries == MostTries)
        {
            agree(this.next);
        }
        else if (!shared.TryChange(theirs => agree(theirs is { } t && t < farthest ? t : this.next)))
        {
            this.tries++;
            return false;
        }

        this.tries = 0;
        return true;
    }

    private long Ticks(double seconds) => (long)Math.Ceiling(seconds * clock.TimestampFrequency);
}
