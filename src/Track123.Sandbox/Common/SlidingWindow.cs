namespace Track123.InMemory.Common;

/// <summary>
/// Counts the requests admitted during the last second of monotonic time. Refused requests do not count, so a caller
/// that keeps trying is not locked out forever.
/// </summary>
internal sealed class SlidingWindow(TimeProvider time)
{
    private readonly object gate = new();
    private readonly Queue<long> admitted = new();

    /// <summary>Admits one more request, unless the last second already holds <paramref name="limit"/>.</summary>
    /// <returns>True if it was admitted.</returns>
    public bool TryEnter(int limit)
    {
        lock (this.gate)
        {
            // Read inside the lock, because the queue must stay in order of time.
            var now = time.GetTimestamp();
            while (this.admitted.Count > 0 && now - this.admitted.Peek() >= time.TimestampFrequency)
            {
                this.admitted.Dequeue();
            }

            if (this.admitted.Count >= limit)
            {
                return false;
            }

            this.admitted.Enqueue(now);
            return true;
        }
    }
}
