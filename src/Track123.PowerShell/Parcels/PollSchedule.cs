namespace Track123.Commands;

/// <summary>
/// When to look next at something that changes rarely: after the interval, after twice as long with each look at which nothing had moved, and after
/// sixteen times the interval at most. The last look falls on the end of the time there is.
/// </summary>
/// <param name="interval">The pause after something has moved.</param>
/// <param name="end">The end of the time there is; null for no end.</param>
internal sealed class PollSchedule(TimeSpan interval, DateTimeOffset? end)
{
    /// <summary>How many times the interval a pause grows to, at most.</summary>
    public const int MostGrowth = 16;

    private int growth = 1;
    private bool hasLooked;

    /// <summary>How long the service may take until it finds what was registered (contract 2.1 speaks of two seconds).</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(5);

    /// <summary>When to look next; null before the first pause.</summary>
    public DateTimeOffset? Next { get; private set; }

    /// <summary>The pause until the next look; null if the time is over.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="hasMoved">True if the look just taken showed anything new.</param>
    /// <param name="hasMissed">True if it did not find what the service may find shortly.</param>
    public TimeSpan? PauseAfterLook(DateTimeOffset now, bool hasMoved, bool hasMissed)
    {
        this.growth = hasMoved || !this.hasLooked ? 1 : Math.Min(this.growth * 2, MostGrowth);
        this.hasLooked = true;
        var pause = TimeSpan.FromTicks(interval.Ticks * this.growth);
        if (hasMissed && pause > Lag)
            pause = Lag;

        if (end is { } last && now + pause > last)
            pause = last - now;

        this.Next = now + pause;
        return pause > TimeSpan.Zero ? pause : null;
    }
}
