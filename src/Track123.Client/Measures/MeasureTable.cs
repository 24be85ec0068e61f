namespace Track123.Measures;

/// <summary>The figures of each group of parcels. Memory grows with the number of groups only.</summary>
internal sealed class MeasureTable(IReadOnlyCollection<TrackingMeasureGroup> groupBy)
{
    private readonly Dictionary<(string? Carrier, string? Lane, string? Month), ParcelMeasure> groups = [];

    /// <summary>The number of parcels.</summary>
    public int Count => this.groups.Values.Sum(group => group.Count);

    /// <summary>Adds a parcel, as of the time when it was read from the service.</summary>
    public void Add(Tracking tracking)
    {
        var parcel = new MeasuredParcel(tracking, tracking.RetrievedTime);
        var key = (
            groupBy.Contains(TrackingMeasureGroup.Carrier) ? parcel.Carrier : null,
            groupBy.Contains(TrackingMeasureGroup.Lane) ? parcel.Lane : null,
            groupBy.Contains(TrackingMeasureGroup.Month) ? parcel.Month : null);
        if (!this.groups.TryGetValue(key, out var group))
        {
            this.groups[key] = group = new();
        }

        group.Add(parcel);
    }

    /// <summary>
    /// Returns the groups, sorted by the properties that they are grouped by, in that order. Without grouping there is
    /// always one.
    /// </summary>
    public IEnumerable<TrackingMeasure> Create()
    {
        if (groupBy.Count == 0 && this.groups.Count == 0)
        {
            return [new TrackingMeasure(null, null, null, new())];
        }

        var sorted = this.groups.OrderBy(_ => 0);
        foreach (var property in groupBy)
        {
            sorted = sorted.ThenBy(
                group => property switch
                {
                    TrackingMeasureGroup.Carrier => group.Key.Carrier,
                    TrackingMeasureGroup.Lane => group.Key.Lane,
                    _ => group.Key.Month,
                },
                StringComparer.OrdinalIgnoreCase);
        }

        return sorted.Select(group =>
            new TrackingMeasure(group.Key.Carrier, group.Key.Lane, group.Key.Month, group.Value));
    }
}
