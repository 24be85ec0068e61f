namespace Track123.Reports;

/// <summary>The first parcels in the report's order, and the number of all parcels.</summary>
internal sealed class TopParcels(int max)
{
    private readonly SortedDictionary<(int Rank, long Silence, long Age, int Position), ReportParcel> parcels = [];

    /// <summary>The first parcels, in order.</summary>
    public IReadOnlyCollection<ReportParcel> Parcels => this.parcels.Values;

    /// <summary>The number of parcels added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a parcel.</summary>
    public void Add(ReportParcel parcel)
    {
        this.parcels.Add(parcel.SortKey(this.Count++), parcel);
        if (this.parcels.Count > max)
        {
            this.parcels.Remove(this.parcels.Keys.Last());
        }
    }
}
