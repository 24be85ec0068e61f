using Track123.Records;

namespace Track123;

/// <summary>
/// An event of a parcel as one flat row for files and databases. Times are ISO 8601 text; absent values are null.
/// </summary>
public sealed class TrackingEventRecord
{
    internal TrackingEventRecord(TrackingEvent e)
    {
        this.TrackingNumber = RecordText.ToSingleLine(e.TrackingNumber) ?? "";
        this.CarrierCode = RecordText.ToSingleLine(e.CarrierCode);
        this.OrderNumber = RecordText.ToSingleLine(e.OrderNumber);
        this.Leg = e.Leg.ToString();
        this.LegCarrierCode = RecordText.ToSingleLine(e.LegCarrierCode);
        (this.LocalTime, this.TimeZone, this.UtcTime) = RecordText.FormatTimes(e);
        this.TransitStatus = e.TransitStatus?.ToString();
        this.TransitSubStatus = RecordText.ToSingleLine(e.TransitSubStatus);
        this.StatusDescription = RecordText.ToSingleLine(e.StatusDescription);
        this.Location = RecordText.ToSingleLine(e.Location);
        this.Description = RecordText.ToSingleLine(e.Description);
        this.Translation = RecordText.ToSingleLine(e.Translation);
        this.EventKey = RecordText.ComputeKey(
            e.TrackingNumber, e.CarrierCode, e.LocalTimeText, e.UtcTimeText, e.TimeZone, e.Description, e.Location,
            e.TransitSubStatus);
        this.Account = RecordText.ToSingleLine(e.Account);
    }

    /// <summary>The parcel's tracking number.</summary>
    public string TrackingNumber { get; }

    /// <summary>The code of the parcel's main carrier.</summary>
    public string? CarrierCode { get; }

    /// <summary>Your own order number of the parcel.</summary>
    public string? OrderNumber { get; }

    /// <summary>The part of the journey: <c>Main</c> or <c>LastMile</c>.</summary>
    public string Leg { get; }

    /// <summary>The code of the carrier that reported the event.</summary>
    public string? LegCarrierCode { get; }

    /// <summary>
    /// The local time at the event's location, such as <c>2026-03-31T14:30:00</c>; null if it is unknown.
    /// </summary>
    public string? LocalTime { get; }

    /// <summary>The time zone of <see cref="LocalTime"/>, such as <c>+08:00</c>; null if it is unknown.</summary>
    public string? TimeZone { get; }

    /// <summary>The same time in UTC, such as <c>2026-03-31T06:30:00Z</c>; null if it is unknown.</summary>
    public string? UtcTime { get; }

    /// <summary>The name of the transit status after the event, such as <c>InTransit</c>.</summary>
    public string? TransitStatus { get; }

    /// <summary>The service's sub-status, such as <c>IN_TRANSIT_03</c>.</summary>
    public string? TransitSubStatus { get; }

    /// <summary>The description of the sub-status.</summary>
    public string? StatusDescription { get; }

    /// <summary>The location.</summary>
    public string? Location { get; }

    /// <summary>The carrier's description of the event.</summary>
    public string? Description { get; }

    /// <summary>The description in the requested language.</summary>
    public string? Translation { get; }

    /// <summary>
    /// A key for the primary key of a table: 32 hexadecimal digits, equal only for the same event of the same parcel.
    /// </summary>
    public string EventKey { get; }

    /// <summary>The account: the name of the connection; null if the connection has no name.</summary>
    public string? Account { get; }
}
