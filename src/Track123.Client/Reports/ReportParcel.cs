using Track123.Common;
using Track123.Measures;

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
        this.Measured = new(parcel, asOf, quietDays);
        this.LastEvent = parcel.LastEvent is { } last ? new(last) : null;
    }

    public ReportState State { get; }

    public string StatusDescription { get; }

    /// <summary>What the figures need to know of the parcel.</summary>
    public MeasuredParcel Measured { get; }

    public ReportEvent? LastEvent { get; }

    public Lateness Late => this.Measured.Late;

    /// <inheritdoc cref="MeasuredParcel.Days" />
    public int? Days => this.Measured.Days;

    public string Number => TerminalText.ToSingleLine(this.source.TrackingNumber);

    public string Order => TerminalText.ToSingleLine(this.source.OrderNumber);

    public string Carrier => this.Measured.Carrier;

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
        var rank = this.Measured.NeedsAttention ? 0 : this.Late.Reason != LateReason.None ? 1 : 2;
        var time = this.LastEvent?.UtcMinutes;
        return (rank, (rank == 2 ? -time : time) ?? long.MaxValue, position);
    }
}
