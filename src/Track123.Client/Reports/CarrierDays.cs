using Track123.Measures;

namespace Track123.Reports;

/// <summary>The days that one carrier's parcels were, or have been, in transit.</summary>
internal sealed class CarrierDays(string name)
{
    public string Name { get; } = name;

    public DayHistogram Delivered { get; } = new();

    public DayHistogram InTransit { get; } = new();

    public int Count => this.Delivered.Count + this.InTransit.Count;

    /// <summary>Combines several carriers into one.</summary>
    public static CarrierDays Combine(string name, IEnumerable<CarrierDays> carriers)
    {
        var all = new CarrierDays(name);
        foreach (var carrier in carriers)
        {
            all.Delivered.Add(carrier.Delivered);
            all.InTransit.Add(carrier.InTransit);
        }

        return all;
    }
}
