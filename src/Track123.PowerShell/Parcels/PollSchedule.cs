namespace Track123.Commands;

/// <summary>
/// Calculates the poll times for data that rarely changes. The delay starts with the interval, doubles after each poll
/// without a change, and is at most 16 times the interval. The last poll takes place at the end time.
/// </summary>
/// <param name="interval">The delay before the first poll and after a change.</param>
/// <param name="end">The end time; null for no limit.</param>
internal sealed class PollSchedule(TimeSpan interval, DateTimeOffset? end)
{
    /// <summary>The maximum delay, as a multiple of the interval.</summary>
    public const int MaxGrowth = 16;

    /// <summary>
    /// The maximum delay if a number was not found, because it may have been registered just before. Contract 2.1
    /// mentions two seconds.
    /// </summary>
    public static readonly TimeSpan RegistrationDelay = TimeSpan.FromSeconds(5);

    private int growth = 1;
    private bool hasPolled;

    /// <summary>The time of the next poll; null before the first delay.</summary>
    public DateTimeOffset? Next { get; private set; }

    /// <summary>Returns the delay until the next poll; null if the end time has passed.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="hasChanged">Whether the last poll showed a change.</param>
    /// <param name="hasMissed">Whether the last poll did not find a number that may have just been registered.</param>
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
