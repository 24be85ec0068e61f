using System.Globalization;
using Track123.Common;

namespace Track123.Measures;

/// <summary>What figures need to know of a parcel.</summary>
internal sealed class MeasuredParcel
{
    private readonly Tracking source;

    public MeasuredParcel(Tracking parcel, DateTimeOffset asOf, int quietDays = int.MaxValue)
    {
        this.source = parcel;
        this.Late = Lateness.Of(parcel, asOf, quietDays);
        this.Days = DaysOf(parcel, asOf);
        this.SilentDays = this.IsDelivered ? null : Lateness.SilentDays(parcel, asOf);
    }

    public Lateness Late { get; }

    /// <summary>Days in transit; null if unknown, and for a parcel that is not in transit and never arrived.</summary>
    public int? Days { get; }

    /// <summary>
    /// Whole days without news, of a parcel that is not delivered: since its last event, else since its registration;
    /// null if both are unknown.
    /// </summary>
    public int? SilentDays { get; }

    public bool IsDelivered => this.source.TransitStatus == TransitStatus.Delivered;

    /// <summary>True if the parcel has a problem in transit, a failed delivery attempt, or is expired.</summary>
    public bool NeedsAttention => this.source.TransitStatus
        is TransitStatus.Abnormal or TransitStatus.DeliveryFailed or TransitStatus.Expired;

    /// <summary>
    /// Whether the parcel was delivered in time; null if it is not delivered, or the announced or actual time is
    /// unknown.
    /// </summary>
    public bool? IsOnTime => this.IsDelivered ? Lateness.IsOnTime(this.source) : null;

    public string Carrier => TerminalText.ToSingleLine(this.source.CarrierName);

    public string Lane => TerminalText.ToSingleLine(this.source.Route);

    /// <summary>The month of shipment, else of registration; empty if both are unknown.</summary>
    public string Month =>
        (this.source.ShipTime ?? this.source.CreatedTime)?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The day of registration, without a known time zone.</summary>
    public DateTime? RegisteredDay => this.source.CreatedTime?.Date;

    /// <summary>The day of the delivery at its place; null if the parcel is not delivered.</summary>
    public DateTime? DeliveredDay =>
        this.IsDelivered ? (LocalTime(this.source.LastEvent) ?? this.source.DeliveredTime)?.Date : null;

    /// <summary>
    /// The day of the first exception or failed delivery at its place, also if the parcel was delivered later; null if
    /// there was none.
    /// </summary>
    public DateTime? ExceptionDay
    {
        get
        {
            var first = this.source.Events.LastOrDefault(
                e => e.TransitStatus is TransitStatus.Abnormal or TransitStatus.DeliveryFailed);
            var isException = this.source.TransitStatus is TransitStatus.Abnormal or TransitStatus.DeliveryFailed;
            return LocalTime(first ?? (isException ? this.source.LastEvent : null))?.Date;
        }
    }

    /// <summary>
    /// True if earlier events have no status, as in a record. Then an exception that is over is not known.
    /// </summary>
    public bool LacksHistory =>
        this.source.Events.Count > 1 && this.source.Events.Skip(1).All(e => e.TransitStatus is null);

    private static DateTime? LocalTime(TrackingEvent? e) => e?.LocalTime ?? e?.Time?.DateTime;

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
