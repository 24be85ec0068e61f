using Track123.Measures;

namespace Track123.Reports;

/// <summary>The figures of all parcels together. Their size does not depend on the number of parcels.</summary>
internal sealed class ReportFigures
{
    // The table contains all parcels. Each list in the page contains at most this many.
    private const int MaxListed = 50;

    // The service may add states, but a broken response must not fill the page with thousands.
    private const int MaxStates = 30;

    private readonly Dictionary<ReportState, int> states = [];
    private readonly Dictionary<string, ParcelMeasure> carriers = new(StringComparer.Ordinal);

    public int Count => this.Total.Count;

    /// <summary>The figures of all parcels.</summary>
    public ParcelMeasure Total { get; } = new();

    public TopParcels Exceptions { get; } = new(MaxListed);

    public TopParcels Late { get; } = new(MaxListed);

    public TopParcels All { get; } = new(MaxListed);

    /// <summary>The time the first record was read from the service.</summary>
    public DateTimeOffset? ReadFrom { get; private set; }

    /// <summary>The time the last record was read from the service.</summary>
    public DateTimeOffset? ReadUntil { get; private set; }

    /// <summary>The number of parcels in each state, in the report's order.</summary>
    public IEnumerable<(ReportState State, int Count)> States => this.states
        .OrderBy(s => Array.IndexOf(ReportState.Order, s.Key.Kind))
        .ThenByDescending(s => s.Value)
        .Select(s => (s.Key, s.Value));

    /// <summary>Carriers with days to show, the one with the most parcels first.</summary>
    public IEnumerable<(string Name, ParcelMeasure Measure)> Carriers => this.carriers
        .Where(c => c.Value.DaysCount > 0)
        .OrderByDescending(c => c.Value.DaysCount).ThenBy(c => c.Key, StringComparer.Ordinal)
        .Select(c => (c.Key.Length > 0 ? c.Key : "Carrier unknown", c.Value));

    public void Add(ReportParcel parcel, DateTimeOffset readAt)
    {
        var state = this.states.ContainsKey(parcel.State) || this.states.Count < MaxStates
            ? parcel.State
            : new(TransitStatus.Unknown, "Other");
        this.states.TryGetValue(state, out var before);
        this.states[state] = before + 1;
        this.ReadFrom = this.ReadFrom < readAt ? this.ReadFrom : readAt;
        this.ReadUntil = this.ReadUntil > readAt ? this.ReadUntil : readAt;

        this.All.Add(parcel);
        if (parcel.Measured.NeedsAttention)
        {
            this.Exceptions.Add(parcel);
        }

        if (parcel.Late.Reason != LateReason.None)
        {
            this.Late.Add(parcel);
        }

        this.Total.Add(parcel.Measured);
        if (!this.carriers.TryGetValue(parcel.Carrier, out var carrier))
        {
            this.carriers[parcel.Carrier] = carrier = new();
        }

        carrier.Add(parcel.Measured);
    }
}
