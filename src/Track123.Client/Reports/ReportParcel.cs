using Track123.Common;

namespace Track123.Reports;

/// <summary>
/// A parcel as the report shows it. What identifies the recipient stays out: e-mail, remark, who signed, unknown
/// fields.
/// </summary>
internal sealed class ReportParcel
{
    private readonly Tracking source;

    public ReportParcel(Tracking parcel, DateTimeOffset asOf, int quietDays)
    {
        this.source = parcel;
        this.State = ReportState.Of(parcel);
        var description = parcel.StatusDescription ?? TerminalText.ToSingleLine(parcel.TransitSubStatus);
        var isRepetition = string.Equals(description, this.State.Name, StringComparison.OrdinalIgnoreCase);
        this.StatusDescription = isRepetition ? "" : description;
        this.Late = Lateness.Of(parcel, asOf, quietDays);
        this.LastEvent = parcel.LastEvent is { } last ? new(last) : null;
        this.Days = DaysOf(parcel, asOf);
    }

    public ReportState State { get; }

    public string StatusDescription { get; }

    public Lateness Late { get; }

    public ReportEvent? LastEvent { get; }

    /// <summary>Days in transit; null if unknown, and for a parcel that is not in transit and never arrived.</summary>
    public int? Days { get; }

    public string Number => TerminalText.ToSingleLine(this.source.TrackingNumber);

    public string Order => TerminalText.ToSingleLine(this.source.OrderNumber);

    public string Carrier => TerminalText.ToSingleLine(this.source.CarrierName);

    public string Route => TerminalText.ToSingleLine(
        string.IsNullOrEmpty(this.source.ShipFrom) ? this.source.ShipTo
        : string.IsNullOrEmpty(this.source.ShipTo) ? $"from {this.source.ShipFrom}"
        : $"{this.source.ShipFrom} to {this.source.ShipTo}");

    public string Announced => Lateness.Announcement(this.source);

    public int EventCount => this.source.Events.Count;

    /// <summary>The events, newest first.</summary>
    public IEnumerable<ReportEvent> Events => this.source.Events.Select(e => new ReportEvent(e));

    public string LastMileCarrier =>
        TerminalText.ToSingleLine(this.source.LastMile?.Leg is { } leg ? leg.CarrierName ?? leg.CarrierCode : null);

    public string LastMileNumber => TerminalText.ToSingleLine(this.source.LastMile?.TrackingNumber);

    /// <summary>
    /// Returns the place in the table: first parcels that need attention, then late ones, both with the longest silence
    /// first; then the rest, latest event first. The script sorts in the same way.
    /// </summary>
    public (int Rank, long Age, int Position) SortKey(int position)
    {
        var rank = this.State.NeedsAttention ? 0 : this.Late.Reason != LateReason.None ? 1 : 2;
        var time = this.LastEvent?.UtcMinutes;
        return (rank, (rank == 2 ? -time : time) ?? long.MaxValue, position);
    }

    // The service's own counters come first. Else both ends are record times, or both are events: they must not be
    // mixed, because record times have no documented zone.
    private static int? DaysOf(Tracking parcel, DateTimeOffset asOf)
    {
        var isDelivered = parcel.TransitStatus == TransitStatus.Delivered;
        if (!isDelivered && !Lateness.IsInTransit(parcel) && parcel.TransitStatus != TransitStatus.Abnormal)
        {
            return null;
        }

        var counted = isDelivered ? parcel.DeliveredDays ?? parcel.TransitDays : parcel.TransitDays;
        if (counted is >= 0)
        {
            return counted;
        }

        if (isDelivered && parcel is { DeliveredTime: { } delivered, ShipTime: { } shipped } && delivered >= shipped)
        {
            return (int)(delivered - shipped).TotalDays;
        }

        if (parcel.Events is not [var newest, ..] || parcel.Events is not [.., var oldest])
        {
            return null;
        }

        return (isDelivered ? newest.Time : asOf) - oldest.Time is { Ticks: >= 0 } span ? (int)span.TotalDays : null;
    }
}
