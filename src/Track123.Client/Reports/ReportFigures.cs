using Track123.Measures;

namespace Track123.Reports;

/// <summary>The figures of all parcels together. Their size does not depend on the number of parcels.</summary>
/// <param name="periodDays">The number of days that are compared with as many days before.</param>
internal sealed class ReportFigures(int periodDays)
{
    // The table contains all parcels. The page also contains the first of them, for readers without scripts.
    private const int MaxListed = 50;

    private const int MaxListedPerReason = 10;

    // The service may add states, but a broken response must not fill the page with thousands.
    private const int MaxStates = 30;

    private readonly Dictionary<ReportState, int> states = [];
    private readonly Dictionary<string, (ParcelMeasure Total, DailyMeasures Days)> carriers =
        new(StringComparer.Ordinal);

    private readonly Dictionary<(string From, string To), (string Lane, ParcelMeasure Measure)> lanes = [];
    private readonly SortedDictionary<ActionReason, TopParcels> actions = [];
    private readonly int[] ages = new int[AgeGroup.All.Count];
    private int withoutHistory;

    public int Count => this.Total.Count;

    /// <summary>The figures of all parcels.</summary>
    public ParcelMeasure Total { get; } = new();

    /// <summary>What happened on each of the days of the trend and of the two periods.</summary>
    public DailyMeasures Days { get; } = new(TrendDays(periodDays));

    /// <summary>The number of parcels that are neither delivered nor expired.</summary>
    public int OpenCount { get; private set; }

    /// <summary>The number of late parcels: the announced day is over, or there is no news.</summary>
    public int LateCount { get; private set; }

    public TopParcels All { get; } = new(MaxListed);

    /// <summary>The day of the first registration; null if it is unknown.</summary>
    public DateTime? FirstRegistered { get; private set; }

    /// <summary>True if exceptions that are over are not known of more than a tenth of the parcels.</summary>
    public bool LacksHistory => this.withoutHistory > this.Count / 10;

    /// <summary>The time the first record was read from the service.</summary>
    public DateTimeOffset? ReadFrom { get; private set; }

    /// <summary>The time the last record was read from the service.</summary>
    public DateTimeOffset? ReadUntil { get; private set; }

    /// <summary>The number of parcels in each state, in the report's order.</summary>
    public IEnumerable<(ReportState State, int Count)> States => this.states
        .OrderBy(s => Array.IndexOf(ReportState.Order, s.Key.Kind))
        .ThenByDescending(s => s.Value)
        .Select(s => (s.Key, s.Value));

    /// <summary>The parcels that need action by reason, the most urgent kind and the most parcels first.</summary>
    public IEnumerable<(ActionReason Reason, TopParcels Parcels)> Actions => this.actions
        .OrderBy(a => a.Key.Rank).ThenByDescending(a => a.Value.Count).ThenBy(a => a.Key)
        .Select(a => (a.Key, a.Value));

    /// <summary>The number of open parcels in each age group.</summary>
    public IEnumerable<(AgeGroup Group, int Count)> Ages => AgeGroup.All.Select((group, i) => (group, this.ages[i]));

    /// <summary>The carriers, the one with the most parcels first.</summary>
    public IEnumerable<(string Name, ParcelMeasure Total, DailyMeasures Days)> Carriers => this.carriers
        .OrderByDescending(c => c.Value.Total.Count).ThenBy(c => c.Key, StringComparer.Ordinal)
        .Select(c => (c.Key, c.Value.Total, c.Value.Days));

    /// <summary>The figures by countries of origin and destination, which are empty if unknown.</summary>
    public IReadOnlyDictionary<(string From, string To), (string Lane, ParcelMeasure Measure)> Lanes => this.lanes;

    /// <summary>Returns the number of days that the trend shows.</summary>
    public static int TrendDays(int periodDays) => Math.Max(28, 2 * periodDays);

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
        if (parcel.Reason is { } reason)
        {
            if (!this.actions.TryGetValue(reason, out var group))
            {
                this.actions[reason] = group = new(MaxListedPerReason);
            }

            group.Add(parcel);
        }

        if (parcel.IsOpen)
        {
            this.OpenCount++;
            this.ages[AgeGroup.IndexOf(parcel.Measured.SilentDays)]++;
        }

        this.LateCount += parcel.Late.Reason == LateReason.None ? 0 : 1;
        this.AddMeasures(parcel, readAt);
    }

    private void AddMeasures(ReportParcel parcel, DateTimeOffset readAt)
    {
        if (!this.carriers.TryGetValue(parcel.Carrier, out var carrier))
        {
            this.carriers[parcel.Carrier] = carrier = (new(), new(TrendDays(periodDays)));
        }

        if (!this.lanes.TryGetValue((parcel.From, parcel.To), out var lane))
        {
            this.lanes[(parcel.From, parcel.To)] = lane = (parcel.Lane, new());
        }

        this.Total.Add(parcel.Measured);
        this.Days.Add(parcel.Measured, readAt);
        carrier.Total.Add(parcel.Measured);
        carrier.Days.Add(parcel.Measured, readAt);
        lane.Measure.Add(parcel.Measured);
        this.withoutHistory += parcel.Measured.LacksHistory ? 1 : 0;
        if (parcel.Measured.RegisteredDay is { } day && !(day >= this.FirstRegistered))
        {
            this.FirstRegistered = day;
        }
    }
}
