namespace Track123;

/// <summary>
/// The rows lately taken in, by number and carrier, so that a repeat is not sent. It forgets the oldest, which bounds its memory; a repeat from
/// further back is sent, and the service itself answers that it has it.
/// </summary>
internal sealed class RecentRows
{
    private const int Most = 20_000;

    private readonly Dictionary<(string Number, string Carrier), RegistrationRun.Slot> rows = [];
    private readonly Queue<(string Number, string Carrier)> oldest = new();

    /// <summary>The earlier row with the same number and carrier; null if there is none, and the given one is remembered.</summary>
    public RegistrationRun.Slot? FindOrAdd(ImportItem item, RegistrationRun.Slot slot)
    {
        var key = (item.TrackNo, item.CourierCode?.ToUpperInvariant() ?? "");
        if (this.rows.TryGetValue(key, out var first))
        {
            return first;
        }

        if (this.oldest.Count == Most)
        {
            this.rows.Remove(this.oldest.Dequeue());
        }

        this.rows.Add(key, slot);
        this.oldest.Enqueue(key);
        return null;
    }
}
