namespace Track123.InMemory;

/// <summary>The machine's time, plus what the account was moved on by.</summary>
internal sealed class SandboxClock(TimeProvider time)
{
    private long offset;

    public DateTimeOffset Now => time.GetUtcNow().ToUniversalTime().AddTicks(Interlocked.Read(ref this.offset));

    public void Advance(TimeSpan by)
    {
        if (by < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(by), by, "The sandbox's clock only moves on.");

        Interlocked.Add(ref this.offset, by.Ticks);
    }
}
