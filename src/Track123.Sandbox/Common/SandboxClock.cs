namespace Track123.InMemory.Common;

/// <summary>The sandbox's clock: the machine's time plus the time by which the account was advanced.</summary>
internal sealed class SandboxClock(TimeProvider time)
{
    private long offset;

    public DateTimeOffset Now => time.GetUtcNow().ToUniversalTime().AddTicks(Interlocked.Read(ref this.offset));

    public DateTime UtcNow => this.Now.UtcDateTime;

    public void Advance(TimeSpan by)
    {
        if (by < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(by), by, "The sandbox's clock can only move forward.");
        }

        Interlocked.Add(ref this.offset, by.Ticks);
    }
}
