namespace Track123.InMemory;

/// <summary>
/// Counts what was let in during the last second, by monotonic time. What is refused does not count, so a caller that
/// keeps knocking is not shut out for ever.
/// </summary>
public sealed class SlidingWindow
{
    private readonly object gate = new();
    private readonly Queue<long> admitted = new();
    private readonly TimeProvider time;

    /// <summary>An empty window on the machine's clock.</summary>
    public SlidingWindow()
        : this(TimeProvider.System)
    {
    }

    internal SlidingWindow(TimeProvider time)
    {
        this.time = time;
    }

    /// <summary>Lets one more in, unless <paramref name="limit"/> were let in during the second that ends now.</summary>
    /// <param name="limit">How many any one second may hold. The limit may differ from call to call.</param>
    /// <returns>Whether it was let in.</returns>
    public bool TryEnter(int limit)
    {
        lock (this.gate)
        {
            // Read inside the lock: the queue must stay in order of time.
            var now = this.time.GetTimestamp();
            while (this.admitted.Count > 0 && now - this.admitted.Peek() >= this.time.TimestampFrequency)
                this.admitted.Dequeue();

            if (this.admitted.Count >= limit)
                return false;

            this.admitted.Enqueue(now);
            return true;
        }
    }
}
