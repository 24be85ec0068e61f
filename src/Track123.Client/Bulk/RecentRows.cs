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
    private ForgottenKeys? forgotten;

    /// <summary>The earlier one with the same number; null if there is none, and the given one is remembered.</summary>
    public T? FindOrAdd(IBatchItem item, T row)
    {
        var key = KeyOf(item);
        if (this.rows.TryGetValue(key, out var first))
        {
            return first;
        }

        if (this.oldest.Count == Most)
        {
            var last = this.oldest.Dequeue();
            this.rows.Remove(last);
            (this.forgotten ??= new()).Add(last);
        }

        this.rows.Add(key, row);
        this.oldest.Enqueue(key);
        return null;
    }

    /// <summary>True if there was, almost surely, one with the same number that is forgotten.</summary>
    public bool HasForgotten(IBatchItem item) => this.forgotten?.MayHave(KeyOf(item)) == true;

    // No number contains the line feed, so no two pairs give the same key.
    private static string KeyOf(IBatchItem item) =>
        item.Beside.Length == 0 ? item.Number : $"{item.Number}\n{item.Beside.ToUpperInvariant()}";
}
