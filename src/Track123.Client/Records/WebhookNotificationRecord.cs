using Track123.Records;

namespace Track123;

/// <summary>
/// A webhook notification as one flat row for files and databases. Times are ISO 8601 text; absent values are null.
/// </summary>
public sealed class WebhookNotificationRecord
{
    internal WebhookNotificationRecord(WebhookNotification notification)
    {
        var (parcel, ocean) = (notification.Tracking, notification.OceanShipment);
        var cargoEvent = ocean?.LastEvent ?? notification.AirShipment?.LastEvent;
        this.Kind = notification.Kind.ToString();
        this.TrackingNumber = RecordText.ToSingleLine(notification.TrackingNumber) ?? "";
        this.CarrierCode = RecordText.ToSingleLine(notification.CarrierCode);
        this.OrderNumber = RecordText.ToSingleLine(parcel?.OrderNumber ?? ocean?.OrderNumber);
        this.NumberType = RecordText.FormatNumberType(ocean?.NumberType);
        this.TransitStatus = notification.TransitStatus?.ToString();
        this.StatusText = RecordText.ToSingleLine(notification.StatusText);
        this.TransitSubStatus = RecordText.ToSingleLine(parcel?.TransitSubStatus);
        this.StatusDescription = RecordText.ToSingleLine(parcel?.StatusDescription);
        (this.LastEventLocalTime, this.LastEventTimeZone, this.LastEventUtcTime) = cargoEvent is null
            ? RecordText.FormatTimes(parcel?.LastEvent)
            : (RecordText.FormatLocal(cargoEvent.LocalTime), null, RecordText.FormatUtc(cargoEvent.Time));
        this.LastEventLocation = RecordText.ToSingleLine(parcel?.LastEvent?.Location ?? cargoEvent?.Location);
        this.LastEventDescription = RecordText.ToSingleLine(parcel?.LastEvent?.Description ?? cargoEvent?.Description);
        this.SignatureStatus = notification.SignatureResult.Status.ToString();
        this.SignatureReason = RecordText.ToSingleLine(notification.SignatureResult.Reason);
        this.SignedUtcTime = RecordText.FormatUtc(notification.Timestamp);
        this.ReceivedUtcTime = RecordText.FormatUtc(notification.ReceivedTime);
        this.DeduplicationKey = notification.DeduplicationKey;
        this.Account = RecordText.ToSingleLine(notification.Account);
    }

    /// <summary>The kind of shipment: <c>Parcel</c>, <c>Ocean</c> or <c>Air</c>.</summary>
    public string Kind { get; }

    /// <summary>The tracking number.</summary>
    public string TrackingNumber { get; }

    /// <summary>The carrier's code.</summary>
    public string? CarrierCode { get; }

    /// <summary>For a parcel, your own order number; for an ocean shipment, the one that the service created.</summary>
    public string? OrderNumber { get; }

    /// <summary>
    /// The type of an ocean number: <c>Booking</c>, <c>BillOfLading</c> or <c>Container</c>; else null.
    /// </summary>
    public string? NumberType { get; }

    /// <summary>The name of the parcel's transit status, such as <c>InTransit</c>; null for cargo.</summary>
    public string? TransitStatus { get; }

    /// <summary>The status of the parcel or shipment, as the service sent it.</summary>
    public string? StatusText { get; }

    /// <summary>The parcel's sub-status, as the service sent it; null for cargo.</summary>
    public string? TransitSubStatus { get; }

    /// <summary>The description of the sub-status.</summary>
    public string? StatusDescription { get; }

    /// <summary>The local time of the last event, such as <c>2026-03-31T14:30:00</c>; null if it is unknown.</summary>
    public string? LastEventLocalTime { get; }

    /// <summary>
    /// The time zone of <see cref="LastEventLocalTime"/>, such as <c>+08:00</c>; null if it is unknown.
    /// </summary>
    public string? LastEventTimeZone { get; }

    /// <summary>The same time in UTC, such as <c>2026-03-31T06:30:00Z</c>; null if it is unknown.</summary>
    public string? LastEventUtcTime { get; }

    /// <summary>The location of the last event.</summary>
    public string? LastEventLocation { get; }

    /// <summary>The carrier's description of the last event.</summary>
    public string? LastEventDescription { get; }

    /// <summary>The name of the result of checking the signature, such as <c>Valid</c>.</summary>
    public string SignatureStatus { get; }

    /// <summary>The reason for <see cref="SignatureStatus"/> in words.</summary>
    public string? SignatureReason { get; }

    /// <summary>The time of signing, in UTC.</summary>
    public string? SignedUtcTime { get; }

    /// <summary>The time of receipt, in UTC.</summary>
    public string ReceivedUtcTime { get; }

    /// <summary>A key that is equal for all notifications with the same content.</summary>
    public string DeduplicationKey { get; }

    /// <summary>
    /// The name of the connection whose key signed the notification; null if the signature is not valid, or the
    /// connection has no name.
    /// </summary>
    public string? Account { get; }
}
