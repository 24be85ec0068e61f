namespace Track123.Reports;

/// <summary>
/// A parcel as the report shows it. What identifies the recipient stays out: e-mail, remark, who signed, and any field this version does not know.
/// </summary>
internal sealed class ReportParcel
{
    public ReportParcel(Tracking parcel, DateTimeOffset asOf, int quietDays)
    {
        this.Source = parcel;
        this.State = ReportState.Of(parcel);
        this.Number = PlainText.Clean(parcel.TrackingNumber);
        this.Order = PlainText.Clean(parcel.OrderNumber);
        this.Carrier = PlainText.Clean(parcel.CarrierName);
        var meaning = parcel.Meaning ?? PlainText.Clean(parcel.TransitSubStatus);
        this.Meaning = string.Equals(meaning, this.State.Name, StringComparison.OrdinalIgnoreCase) ? "" : meaning;
        this.Route = PlainText.Clean(
            string.IsNullOrEmpty(parcel.ShipFrom) ? parcel.ShipTo
            : string.IsNullOrEmpty(parcel.ShipTo) ? $"from {parcel.ShipFrom}"
            : $"{parcel.ShipFrom} to {parcel.ShipTo}");
        this.Announced = Lateness.Announcement(parcel);
        this.Late = Lateness.Of(parcel, asOf, quietDays);
        this.LastEvent = parcel.LastEvent is { } last ? new(last) : null;
        this.Days = DaysOf(parcel, asOf);
    }

    public Tracking Source { get; }

    public ReportState State { get; }

    public string Number { get; }

    public string Order { get; }

    public string Carrier { get; }

    public string Meaning { get; }

    public string Route { get; }

    public string Announced { get; }

    public Lateness Late { get; }

    public ReportEvent? LastEvent { get; }

    /// <summary>Days in transit; null if unknown, and for a parcel that is not on the way and never arrived.</summary>
    public int? Days { get; }

    /// <summary>Newest first.</summary>
    public IEnumerable<ReportEvent> Events => this.Source.Events.Select(e => new ReportEvent(e));

    /// <summary>0 if it needs somebody, 1 if it is late, else 2: the order of the table.</summary>
    public int Rank => this.State.NeedsAttention ? 0 : this.Late.Reason != LateReason.None ? 1 : 2;

    public string LastMileCarrier => PlainText.Clean(this.Source.LastMile?.Leg is { } leg ? leg.CarrierName ?? leg.CarrierCode : null);

    public string LastMileNumber => PlainText.Clean(this.Source.LastMile?.TrackingNumber);

    // The service's own counters come first. Else both ends are record times, or both are events: the two must not be mixed, for record times have
    // no documented zone.
    private static int? DaysOf(Tracking parcel, DateTimeOffset asOf)
    {
        var isDelivered = parcel.TransitStatus == TransitStatus.Delivered;
        if (!isDelivered && !Lateness.IsOnTheWay(parcel) && parcel.TransitStatus != TransitStatus.Abnormal)
            return null;

        var counted = isDelivered ? parcel.DeliveredDays ?? parcel.TransitDays : parcel.TransitDays;
        if (counted is >= 0)
            return counted;

        if (isDelivered && parcel is { DeliveredTime: { } delivered, ShipTime: { } shipped } && delivered >= shipped)
            return (int)(delivered - shipped).TotalDays;

        if (parcel.Events is not { Count: > 0 } events || events[events.Count - 1].Time is not { } first)
            return null;

        return (isDelivered ? events[0].Time : asOf) is { } end && end >= first ? (int)(end - first).TotalDays : null;
    }
}

/// <summary>An event as the report shows it.</summary>
internal sealed class ReportEvent(TrackingEvent source)
{
    public ReportMoment Moment { get; } = ReportMoment.Of(source);

    /// <summary>What happened: translated where the service did, else in the carrier's words, else the meaning of its code.</summary>
    public string Text { get; } = PlainText.Clean(FirstOf(source.Translation, source.Description, source.Meaning, source.TransitSubStatus));

    /// <summary>The carrier's words, where <see cref="Text"/> is a translation of them.</summary>
    public string Original { get; } =
        string.IsNullOrEmpty(source.Translation) || source.Translation == source.Description ? "" : PlainText.Clean(source.Description);

    public string Place { get; } = PlainText.Clean(source.Location);

    public bool IsLastMile => source.Leg == Leg.LastMile;

    private static string? FirstOf(params string?[] texts) => texts.FirstOrDefault(t => !string.IsNullOrWhiteSpace(t));
}
