namespace Track123.InMemory.Common;

/// <summary>
/// Counts the requests admitted during the last second of monotonic time. Rejected requests are not counted, so a
/// caller that keeps retrying is not locked out forever.
/// </summary>
internal sealed class SlidingWindow(TimeProvider time)
{
    private readonly object gate = new();
    private readonly Queue<long> admitted = new();

    /// <summary>Admits a request if fewer than <paramref name="limit"/> were admitted in the last second.</summary>
    /// <returns>True if it was admitted.</returns>
    public bool TryEnter(int limit)
    {
        lock (this.gate)
        {
            // The time is read under the lock, so that the queue stays in order of time.
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
