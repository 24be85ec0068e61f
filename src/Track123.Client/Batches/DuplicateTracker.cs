namespace Track123.Batches;

/// <summary>
/// Remembers recent rows by number and qualifier, so that the run does not send duplicates. To limit memory, it
/// remembers between 10,000 and 20,000 rows. A duplicate of an older row is sent, and the service
/// responds that it is registered. Nothing is charged twice; only if the first response to that duplicate is lost, the
/// duplicate counts as registered, too.
/// </summary>
internal sealed class DuplicateTracker<TRow>(StringComparer comparer)
    where TRow : class, IBatchItem
{
    private const int GenerationSize = 10_000;

    private Dictionary<string, PendingRow<TRow>> recent = new(comparer);
    private Dictionary<string, PendingRow<TRow>> older = new(comparer);

    /// <summary>
    /// Returns the earlier row for the same item. If there is none, remembers this row and returns null.
    /// </summary>
    public PendingRow<TRow>? FindOrAdd(PendingRow<TRow> row)
    {
        var item = row.Item!;
        var key = $"{item.Number}\n{item.Qualifier}";
        if (this.recent.TryGetValue(key, out var first) || this.older.TryGetValue(key, out first))
        {
            return first;
        }

        if (this.recent.Count == GenerationSize)
        {
            (this.recent, this.older) = (this.older, this.recent);
            this.recent.Clear();
        }

        this.recent[key] = row;
        return null;
    }
}
