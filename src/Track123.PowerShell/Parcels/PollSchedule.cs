namespace Track123.Commands;

/// <summary>
/// When to poll something that changes rarely: after the interval, after twice as long with each poll that showed no change, and after sixteen
/// times the interval at most. The last poll falls on the end of the time.
/// </summary>
/// <param name="interval">The delay after a change.</param>
/// <param name="end">The end of the time; null for no end.</param>
internal sealed class PollSchedule(TimeSpan interval, DateTimeOffset? end)
{
    /// <summary>The maximum factor by which a delay grows.</summary>
    public const int MaxGrowth = 16;

    /// <summary>How long the service may take to find a number that was just registered (contract 2.1 speaks of two seconds).</summary>
    public static readonly TimeSpan RegistrationDelay = TimeSpan.FromSeconds(5);

    private int growth = 1;
    private bool hasPolled;

    /// <summary>When to poll next; null before the first delay.</summary>
    public DateTimeOffset? Next { get; private set; }

    /// <summary>Returns the delay until the next poll; null if the time is over.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="hasChanged">Whether the last poll showed a change.</param>
    /// <param name="hasMissed">Whether the last poll did not find a number that the service may find shortly.</param>
    public TimeSpan? GetDelay(DateTimeOffset now, bool hasChanged, bool hasMissed)
    {
        this.growth = hasChanged || !this.hasPolled ? 1 : Math.Min(this.growth * 2, MaxGrowth);
        this.hasPolled = true;
        var delay = TimeSpan.FromTicks(interval.Ticks * this.growth);
        if (hasMissed && delay > RegistrationDelay)
        {
            delay = RegistrationDelay;
        }

        if (end is { } last && now + delay > last)
        {
            delay = last - now;
        }

        this.Next = now + delay;
        return delay > TimeSpan.Zero ? delay : null;
    }
}
