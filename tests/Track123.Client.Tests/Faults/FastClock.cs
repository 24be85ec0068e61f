namespace Track123.Client.Tests.Faults;

/// <summary>The system's clock, run faster: back-off and pacing keep their proportions and nobody waits for them.</summary>
internal sealed class FastClock(int factor) : TimeProvider
{
    private readonly long start = System.GetTimestamp();
    private readonly DateTimeOffset startUtc = System.GetUtcNow();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => this.start + ((System.GetTimestamp() - this.start) * factor);

    public override DateTimeOffset GetUtcNow() => this.startUtc + this.GetElapsedTime(this.start);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private TimeSpan Shorter(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / factor));
}
