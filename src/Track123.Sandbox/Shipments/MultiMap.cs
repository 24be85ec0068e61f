namespace Track123.InMemory.Shipments;

/// <summary>
/// Finds shipments by a key that several can share. Nearly all keys have only one shipment, which is stored without a
/// list: this saves 60 bytes per shipment.
/// </summary>
internal sealed class MultiMap<T>
    where T : Shipment
{
    private readonly Dictionary<string, T> first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<T>> others = new(StringComparer.Ordinal);

    public IReadOnlyList<T> Find(string key) =>
        !this.first.TryGetValue(key, out var single) ? []
        : this.others.TryGetValue(key, out var list) ? [single, .. list]
        : [single];

    public void Add(string? key, T shipment)
    {
        if (key is null)
        {
            return;
        }

        if (!this.first.ContainsKey(key))
        {
            this.first[key] = shipment;
        }
        else if (this.others.TryGetValue(key, out var list))
        {
            list.Add(shipment);
        }
        else
        {
            this.others.Add(key, [shipment]);
        }
    }

    public void Remove(string? key, T shipment)
    {
        if (key is null)
        {
            return;
        }

        var list = this.others.TryGetValue(key, out var found) ? found : [];
        if (this.first[key] != shipment)
        {
            list.Remove(shipment);
        }
        else if (list.Count > 0)
        {
            this.first[key] = list[0];
            list.RemoveAt(0);
        }
        else
        {
            this.first.Remove(key);
        }

        if (list.Count == 0)
        {
            this.others.Remove(key);
        }
    }
}
