namespace Track123;

/// <summary>
/// What was lately taken in, by number and what stands beside it, so that a repeat is not sent. It forgets the oldest, which bounds its memory; a
/// repeat from further back is sent, and the service itself answers that it has it.
/// </summary>
internal sealed class RecentRows<T>
    where T : class
{
    private const int Most = 20_000;

    private readonly Dictionary<string, T> rows = new(StringComparer.Ordinal);
    private readonly Queue<string> oldest = new();

    /// <summary>The earlier one with the same number; null if there is none, and the given one is remembered.</summary>
    public T? FindOrAdd(IBatchItem item, T row)
    {
        // No number contains the line feed, so no two pairs give the same key.
        var key = item.Beside.Length == 0 ? item.Number : $"{item.Number}\n{item.Beside.ToUpperInvariant()}";
        if (this.rows.TryGetValue(key, out var first))
        {
            return first;
        }

        if (this.oldest.Count == Most)
        {
            this.rows.Remove(this.oldest.Dequeue());
        }

        this.rows.Add(key, row);
        this.oldest.Enqueue(key);
        return null;
    }
}
