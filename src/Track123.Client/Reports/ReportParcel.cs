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
        this.Reason = ActionReason.Of(parcel, this.Measured, quietDays);
        this.LastEvent = IsKnown(parcel.LastEvent) ? new(parcel.LastEvent!) : null;
    }

    public ReportState State { get; }

    public string StatusDescription { get; }

    /// <summary>Why the parcel needs action; null if it does not.</summary>
    public ActionReason? Reason { get; }

    /// <summary>What the figures need to know of the parcel.</summary>
    public MeasuredParcel Measured { get; }

    public ReportEvent? LastEvent { get; }

    public Lateness Late => this.Measured.Late;

    /// <inheritdoc cref="MeasuredParcel.Days" />
    public int? Days => this.Measured.Days;

    public string Number => TerminalText.ToSingleLine(this.source.TrackingNumber);

    public string Order => TerminalText.ToSingleLine(this.source.OrderNumber);

    public string Carrier => this.Measured.Carrier;

    /// <inheritdoc cref="Tracking.Route" />
    public string Lane => this.Measured.Lane;

    public string From => TerminalText.ToSingleLine(this.source.ShipFrom);

    public string To => TerminalText.ToSingleLine(this.source.ShipTo);

    /// <summary>True if the parcel is neither delivered nor expired.</summary>
    public bool IsOpen => !this.source.IsFinal;

    /// <summary>The link to the parcel's page at the main carrier; empty if there is none that is safe.</summary>
    public string Link => TrackingLink.Read(this.source.MainLeg, this.source.TrackingNumber);

    public string Announced => Lateness.Announcement(this.source);

    public int EventCount => this.source.Events.Count(IsKnown);

    /// <summary>The events, newest first.</summary>
    public IEnumerable<ReportEvent> Events => this.source.Events.Where(IsKnown).Select(e => new ReportEvent(e));

    public string LastMileCarrier =>
        TerminalText.ToSingleLine(this.source.LastMile?.Leg is { } leg ? leg.CarrierName ?? leg.CarrierCode : null);

    public string LastMileNumber => TerminalText.ToSingleLine(this.source.LastMile?.TrackingNumber);

    /// <summary>The link to the parcel's page at the last-mile carrier; empty if there is none that is safe.</summary>
    public string LastMileLink =>
        TrackingLink.Read(this.source.LastMile?.Leg, this.source.LastMile?.TrackingNumber);

    /// <summary>
    /// Returns the place in the table: first exceptions, then other parcels that need action, both with the longest
    /// silence first; then the rest, latest event first. The script sorts in the same way.
    /// </summary>
    public (int Rank, long Silence, long Age, int Position) SortKey(int position)
    {
        var rank = this.Measured.NeedsAttention ? 0 : this.Reason is not null ? 1 : 2;
        var time = this.LastEvent?.UtcMinutes;
        return rank == 2
            ? (rank, 0, -time ?? long.MaxValue, position)
            : (rank, -this.Measured.SilentDays ?? long.MaxValue, time ?? long.MaxValue, position);
    }

    // A record has only the last event. The others are without content.
    private static bool IsKnown(TrackingEvent? e) =>
        (e?.LocalTimeText ?? e?.UtcTimeText ?? e?.Description ?? e?.Translation ?? e?.Location ?? e?.TransitSubStatus)
            is not null;
}
