namespace Track123.Reports;

/// <summary>What the report says of all parcels together. Its size does not depend on how many there are.</summary>
internal sealed class ReportFigures
{
    /// <summary>Parcels that stand in the page itself, for each list; all are in the table.</summary>
    public const int MostListed = 50;

    // The service may add states, but an answer of something else must not fill the page with thousands.
    private const int MostStates = 30;

    private readonly Dictionary<ReportState, int> states = [];
    private readonly Dictionary<string, CarrierDays> carriers = new(StringComparer.Ordinal);

    /// <summary>Parcels in all.</summary>
    public int Count { get; private set; }

    /// <summary>Days from shipment to delivery of all that were delivered.</summary>
    public DayCounts Delivered { get; } = new();

    /// <summary>Those that need somebody.</summary>
    public FirstRows Exceptions { get; } = new(MostListed);

    /// <summary>Those that are late.</summary>
    public FirstRows Late { get; } = new(MostListed);

    /// <summary>All.</summary>
    public FirstRows All { get; } = new(MostListed);

    /// <summary>When the first of the records was read from the service.</summary>
    public DateTimeOffset? ReadFrom { get; private set; }

    /// <summary>When the last of them was.</summary>
    public DateTimeOffset? ReadUntil { get; private set; }

    /// <summary>Parcels in each state there is, in the report's order.</summary>
    public IEnumerable<(ReportState State, int Count)> States => this.states
        .OrderBy(s => Array.IndexOf(ReportState.Order, s.Key.Kind)).ThenByDescending(s => s.Value).Select(s => (s.Key, s.Value));

    /// <summary>Carriers with days to show, the one with the most parcels first.</summary>
    public IEnumerable<CarrierDays> Carriers => this.carriers.Values
        .OrderByDescending(c => c.Count).ThenBy(c => c.Name, StringComparer.Ordinal);

    /// <summary>Parcels in one state.</summary>
    public int CountOf(TransitStatus kind) => this.states.Where(s => s.Key.Kind == kind).Sum(s => s.Value);

    /// <summary>Takes a parcel.</summary>
    public void Add(ReportParcel parcel, DateTimeOffset readAt)
    {
        this.Count++;
        var state = this.states.ContainsKey(parcel.State) || this.states.Count < MostStates
            ? parcel.State
            : new(TransitStatus.Unknown, "Other");
        this.states.TryGetValue(state, out var before);
        this.states[state] = before + 1;

        this.ReadFrom = this.ReadFrom is { } from && from < readAt ? from : readAt;
        this.ReadUntil = this.ReadUntil is { } until && until > readAt ? until : readAt;

        this.All.Add(parcel);
        if (parcel.State.NeedsAttention)
            this.Exceptions.Add(parcel);

        if (parcel.Late.Reason != LateReason.None)
            this.Late.Add(parcel);

        if (parcel.Days is { } days)
            this.CountDays(parcel, days);
    }

    private void CountDays(ReportParcel parcel, int days)
    {
        var isDelivered = parcel.State.Kind == TransitStatus.Delivered;
        if (isDelivered)
            this.Delivered.Add(days);

        if (!this.carriers.TryGetValue(parcel.Carrier, out var carrier))
            this.carriers[parcel.Carrier] = carrier = new(parcel.Carrier.Length > 0 ? parcel.Carrier : "Carrier unknown");

        (isDelivered ? carrier.Delivered : carrier.OnTheWay).Add(days);
    }
}

/// <summary>The days that one carrier's parcels took, or have taken so far.</summary>
internal sealed class CarrierDays(string name)
{
    public string Name { get; } = name;

    public DayCounts Delivered { get; } = new();

    public DayCounts OnTheWay { get; } = new();

    public int Count => this.Delivered.Count + this.OnTheWay.Count;

    /// <summary>Several carriers as one.</summary>
    public static CarrierDays Together(string name, IEnumerable<CarrierDays> carriers)
    {
        var all = new CarrierDays(name);
        foreach (var carrier in carriers)
        {
            all.Delivered.Add(carrier.Delivered);
            all.OnTheWay.Add(carrier.OnTheWay);
        }

        return all;
    }
}
