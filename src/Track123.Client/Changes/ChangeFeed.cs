namespace Track123.Changes;

/// <summary>
/// Compares the parcels of an account with their state at the last successful run. The caller passes all parcels, then
/// reads those that are gone, and commits when the changes have been processed.
/// </summary>
internal sealed class ChangeFeed : IDisposable
{
    private readonly ChangeStateFile file;
    private readonly TimeSpan? stalledAfter;

    private ChangeFeed(ChangeStateFile file, TimeSpan? stalledAfter) =>
        (this.file, this.stalledAfter) = (file, stalledAfter);

    /// <summary>True if there was no state file.</summary>
    public bool IsFirstRun => this.file.IsNew;

    /// <summary>The number of parcels that this run has read.</summary>
    public int Count { get; private set; }

    /// <summary>Opens the state file.</summary>
    /// <param name="path">The path of the state file.</param>
    /// <param name="filter">The filter of the query.</param>
    /// <param name="stalledAfter">The time without news after which a parcel is stalled; null for never.</param>
    /// <param name="cancellationToken">Cancels the reading of the file.</param>
    /// <exception cref="Track123Exception">The file can't be used.</exception>
    public static ChangeFeed Open(
        string path, ChangeFilter filter, TimeSpan? stalledAfter, CancellationToken cancellationToken) =>
        new(ChangeStateFile.Open(path, filter, cancellationToken), stalledAfter);

    /// <summary>Returns the differences of a parcel. A parcel that was passed before has none.</summary>
    /// <param name="tracking">The parcel.</param>
    /// <param name="isBaseline">Whether the parcel is only recorded, and counts as reported.</param>
    public IReadOnlyList<TrackingChange> Compare(Tracking tracking, bool isBaseline)
    {
        if (!this.file.TryTake(KnownParcel.KeyOf(tracking), out var before))
        {
            return [];
        }

        this.Count++;
        var current = KnownParcel.Create(tracking, before);
        if (isBaseline)
        {
            this.file.Write(current);
            return [];
        }

        var kinds = new List<TrackingChangeKind>();
        var newEvents = before is null ? tracking.Events : FindNewEvents(tracking, before, current);
        if (before is null)
        {
            kinds.Add(TrackingChangeKind.New);
        }
        else
        {
            AddDifferences(kinds, before, current, newEvents);
            current = Merge(before, current, hasNews: kinds.Count > 0, tracking.RetrievedTime);
        }

        if (!tracking.IsFinal && !current.IsStalled
            && tracking.RetrievedTime - current.NewsTime >= this.stalledAfter)
        {
            kinds.Add(TrackingChangeKind.Stalled);
            current = current with { IsStalled = true };
        }

        this.file.Write(current);
        return kinds.Count == 0 ? [] : kinds.ConvertAll(kind => new TrackingChange
        {
            Kind = kind,
            TrackingNumber = tracking.TrackingNumber,
            CarrierCode = current.CarrierCode,
            PreviousCarrierCode = before?.CarrierCode,
            OrderNumber = tracking.OrderNumber,
            PreviousTransitStatus = ReadStatus(before),
            PreviousTransitStatusText = ToNull(before?.StatusText),
            PreviousTransitSubStatus = ToNull(before?.SubStatus),
            NewEvents = newEvents,
            LastEventTime = tracking.LastEventTime,
            DetectedTime = tracking.RetrievedTime,
            Account = tracking.Account,
            Tracking = tracking,
        });
    }

    /// <summary>Returns the parcels of the last run that this run has not read.</summary>
    /// <param name="now">The current time.</param>
    public IEnumerable<TrackingChange> FindGone(DateTimeOffset now) =>
        this.file.FindRemaining().Select(parcel => new TrackingChange
        {
            Kind = TrackingChangeKind.Gone,
            TrackingNumber = parcel.TrackingNumber,
            CarrierCode = parcel.CarrierCode,
            PreviousCarrierCode = parcel.CarrierCode,
            OrderNumber = parcel.OrderNumber,
            PreviousTransitStatus = ReadStatus(parcel),
            PreviousTransitStatusText = ToNull(parcel.StatusText),
            PreviousTransitSubStatus = ToNull(parcel.SubStatus),
            LastEventTime = parcel.LastEventTime,
            DetectedTime = now,
            Account = this.file.Account,
        });

    /// <summary>
    /// Keeps the parcels of the last run that this run has not read. Call it instead of <see cref="FindGone"/> if the
    /// service may not have sent all parcels.
    /// </summary>
    /// <returns>The number of these parcels.</returns>
    public int KeepMissing()
    {
        var missing = this.file.FindRemaining().ToList();
        missing.ForEach(this.file.Write);
        return missing.Count;
    }

    /// <summary>Makes this run the last successful one.</summary>
    /// <exception cref="Track123Exception">The state file can't be written.</exception>
    public void Commit() => this.file.Commit();

    public void Dispose() => this.file.Dispose();

    private static List<TrackingEvent> FindNewEvents(
        Tracking tracking, KnownParcel before, KnownParcel current) =>
        current.Events.AsSpan().SequenceEqual(before.Events)
            ? []
            : EventTimes.FindNew(tracking, before.Events, current.Events);

    private static void AddDifferences(
        List<TrackingChangeKind> kinds,
        KnownParcel before,
        KnownParcel current,
        IReadOnlyList<TrackingEvent> newEvents)
    {
        // The service may omit the carrier.
        if (current.CarrierCode is not null
            && !string.Equals(before.CarrierCode, current.CarrierCode, StringComparison.OrdinalIgnoreCase))
        {
            kinds.Add(TrackingChangeKind.CarrierChanged);
        }

        if (before.StatusText != current.StatusText || before.SubStatus != current.SubStatus)
        {
            kinds.Add(TrackingChangeKind.StatusChanged);
        }

        if (newEvents.Count > 0)
        {
            kinds.Add(TrackingChangeKind.NewEvents);
        }
    }

    private static KnownParcel Merge(KnownParcel before, KnownParcel current, bool hasNews, DateTimeOffset now)
    {
        var isNewer = current.LastEventTime > (before.LastEventTime ?? DateTimeOffset.MinValue);
        return current with
        {
            CarrierCode = current.CarrierCode ?? before.CarrierCode,
            Events = current.Events.AsSpan().SequenceEqual(before.Events)
                ? before.Events
                : EventTimes.Remember(before.Events, current.Events),
            NewsTime = isNewer ? current.NewsTime : hasNews ? now : before.NewsTime,
            IsStalled = before.IsStalled && !hasNews && !isNewer,
        };
    }

    private static TransitStatus? ReadStatus(KnownParcel? parcel) =>
        parcel is null ? null : StatusText.ReadTransitStatus(parcel.StatusText);

    private static string? ToNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
