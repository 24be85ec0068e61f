namespace Track123.Batches;

/// <summary>
/// Remembers the rows taken in last, by number and qualifier, so that a duplicate is not sent. Memory stays bounded: the last 10,000 rows are
/// always known, 20,000 at most. A duplicate from further back is sent, and the service answers that it has it. Nothing is charged twice; only if
/// the first response to that duplicate is lost, it reads as registered, too.
/// </summary>
internal sealed class DuplicateTracker<TRow>
    where TRow : class, IBatchItem
{
    private const int Half = 10_000;

    private Dictionary<string, PendingRow<TRow>> recent = new(StringComparer.Ordinal);
    private Dictionary<string, PendingRow<TRow>> older = new(StringComparer.Ordinal);

    /// <summary>Returns the earlier row for the same item; null if there is none, and then remembers the row.</summary>
    public PendingRow<TRow>? FindOrAdd(PendingRow<TRow> row)
    {
        var item = row.Item!;
        var key = $"{item.Number}\n{item.Qualifier.ToUpperInvariant()}";
        if (this.recent.TryGetValue(key, out var first) || this.older.TryGetValue(key, out first))
        {
            return first;
        }

        if (this.recent.Count == Half)
        {
            (this.recent, this.older) = (this.older, this.recent);
            this.recent.Clear();
        }

        this.recent[key] = row;
        return null;
    }
}
