namespace Track123;

/// <summary>
/// A body as it comes: it takes memory as bytes arrive, not as a length promises. Small bodies always find room; what is beyond that is drawn from
/// what the listener has for all.
/// </summary>
internal sealed class WebhookBytes(WebhookListener listener)
{
    private byte[] bytes = [];

    public int Length { get; private set; }

    public bool TryAdd(byte[] from, int start, int count)
    {
        if (!listener.TryReserve(this.Length, count))
        {
            return false;
        }

        if (this.Length + count > this.bytes.Length)
        {
            Array.Resize(ref this.bytes, Math.Max(this.Length + count, 2 * this.bytes.Length));
        }

        Buffer.BlockCopy(from, start, this.bytes, this.Length, count);
        this.Length += count;
        return true;
    }

    /// <summary>Gives back what was drawn.</summary>
    public void Release() => listener.Release(this.Length);

    public byte[] ToArray()
    {
        Array.Resize(ref this.bytes, this.Length);
        return this.bytes;
    }
}
