namespace Track123.InMemory;

/// <summary>What a refresh came to.</summary>
/// <param name="Done">Whether it was carried out.</param>
/// <param name="At">When the carrier was last asked on request: now, if it was carried out.</param>
internal readonly record struct RefreshOutcome(bool Done, DateTimeOffset At);

/// <summary>
/// When a number was last refreshed on request. It may be once in six hours; the service's own look-ups, the first one
/// after registration included, do not count.
/// </summary>
internal struct LastRefresh
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    private long ticks;

    /// <summary>Refreshes, unless that was done less than six hours ago.</summary>
    public RefreshOutcome Try(DateTimeOffset now)
    {
        var last = new DateTimeOffset(this.ticks, TimeSpan.Zero);
        if (now - last < Pause)
            return new RefreshOutcome(Done: false, last);

        this.ticks = now.UtcTicks;
        return new RefreshOutcome(Done: true, now);
    }
}
