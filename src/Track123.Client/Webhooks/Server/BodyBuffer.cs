namespace Track123.Webhooks.Server;

/// <summary>
/// A request's body while it arrives. It takes memory as bytes arrive, whatever length the sender announced. The first
/// 64 KiB are always available, the rest comes from a budget that all connections share.
/// </summary>
internal sealed class BodyBuffer(BodyBudget budget) : IDisposable
{
    private const int FreeBytes = 64 * 1024;

    private readonly MemoryStream stream = new();
    private int reserved;

    /// <summary>The number of bytes so far.</summary>
    public int Length => (int)this.stream.Length;

    /// <summary>Appends bytes.</summary>
    /// <exception cref="RejectedRequestException">The budget is used up.</exception>
    public void Append(byte[] buffer, int offset, int count)
    {
        var needed = Math.Max(0, this.Length + count - FreeBytes) - this.reserved;
        if (!budget.TryReserve(needed))
        {
            throw new RejectedRequestException(503, "Too many large bodies at a time.");
        }

        this.reserved += needed;
        this.stream.Write(buffer, offset, count);
    }

    /// <summary>Copies the body.</summary>
    public byte[] ToArray() => this.stream.ToArray();

    /// <summary>Returns the reserved bytes to the budget.</summary>
    public void Dispose()
    {
        budget.Release(this.reserved);
        this.stream.Dispose();
    }
}

/// <summary>The memory that all large bodies share.</summary>
internal sealed class BodyBudget(long max)
{
    private long used;

    public bool TryReserve(int count)
    {
        if (Interlocked.Add(ref this.used, count) <= max)
        {
            return true;
        }

        this.Release(count);
        return false;
    }

    public void Release(int count) => Interlocked.Add(ref this.used, -count);
}
