namespace Track123.Client.Tests.Faults;

/// <summary>
/// The system clock, accelerated by a factor: back-off and rate limits keep their proportions but take less real time.
/// </summary>
internal sealed class FastClock(int factor) : TimeProvider
{
    private readonly long start = System.GetTimestamp();
    private readonly DateTimeOffset startUtc = System.GetUtcNow();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => this.start + ((System.GetTimestamp() - this.start) * factor);

    public override DateTimeOffset GetUtcNow() => this.startUtc + this.GetElapsedTime(this.start);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

    private TimeSpan Shorten(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / factor));
}
