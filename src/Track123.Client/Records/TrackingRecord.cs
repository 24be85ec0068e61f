using Track123.Json;
using Track123.Records;

namespace Track123;

/// <summary>
/// A parcel as one flat row for files and databases. Times are ISO 8601 text; absent values are null.
/// </summary>
public sealed class TrackingRecord
{
    internal TrackingRecord(Tracking tracking)
    {
        var (last, lastMile, window) = (tracking.LastEvent, tracking.LastMile?.Leg, tracking.ExpectedDeliveryWindow);
        this.TrackingNumber = RecordText.ToSingleLine(tracking.TrackingNumber) ?? "";
        this.CarrierCode = RecordText.ToSingleLine(tracking.CarrierCode);
        this.CarrierName = RecordText.ToSingleLine(tracking.CarrierName);
        this.OrderNumber = RecordText.ToSingleLine(tracking.OrderNumber);
        this.TransitStatus = tracking.TransitStatus.ToString();
        this.TransitStatusText = RecordText.ToSingleLine(tracking.TransitStatusText);
        this.TransitSubStatus = RecordText.ToSingleLine(tracking.TransitSubStatus);
        this.StatusDescription = RecordText.ToSingleLine(tracking.StatusDescription);
        this.IsFinal = tracking.IsFinal;
        this.LookupStatus = tracking.LookupStatus.ToString();
        this.LookupStatusText = RecordText.ToSingleLine(tracking.LookupStatusText);
        this.ShipFrom = RecordText.ToSingleLine(tracking.ShipFrom);
        this.ShipTo = RecordText.ToSingleLine(tracking.ShipTo);
        this.LastMileTrackingNumber = RecordText.ToSingleLine(tracking.LastMile?.TrackingNumber);
        this.LastMileCarrierCode = RecordText.ToSingleLine(lastMile?.CarrierCode);
        this.LastMileCarrierName = RecordText.ToSingleLine(lastMile?.CarrierName);
        (this.LastEventLocalTime, this.LastEventTimeZone, this.LastEventUtcTime) = RecordText.FormatTimes(last);
        this.LastEventLocation = RecordText.ToSingleLine(last?.Location);
        this.LastEventDescription = RecordText.ToSingleLine(last?.Description);
        this.LastEventTranslation = RecordText.ToSingleLine(last?.Translation);
        this.EventCount = tracking.Events.Count;
        this.AgeDays = tracking.AgeDays;
        this.TransitDays = tracking.TransitDays;
        this.StayDays = tracking.StayDays;
        this.DeliveredDays = tracking.DeliveredDays;
        this.ReceiptDays = tracking.ReceiptDays;
        this.CreatedTime = RecordText.FormatLocal(tracking.CreatedTime);
        this.OrderTime = RecordText.FormatLocal(tracking.OrderTime);
        this.ShipTime = RecordText.FormatLocal(tracking.ShipTime);
        this.ReceiptTime = RecordText.FormatLocal(tracking.ReceiptTime);
        this.DeliveredTime = RecordText.FormatLocal(tracking.DeliveredTime);
        this.LastTrackingTime = RecordText.FormatLocal(tracking.LastTrackingTime);
        this.NextUpdateTime = RecordText.FormatLocal(tracking.NextUpdateTime);
        this.ExpectedDelivery = RecordText.FormatDate(tracking.ExpectedDelivery);
        this.WindowStartLocalTime = RecordText.FormatLocal(ServiceTime.ReadLocal(window?.StartText));
        this.WindowEndLocalTime = RecordText.FormatLocal(ServiceTime.ReadLocal(window?.EndText));
        this.WindowTimeZone = RecordText.FormatZone(window?.TimeZone);
        this.WindowStartUtcTime = RecordText.FormatUtc(window?.Start);
        this.WindowEndUtcTime = RecordText.FormatUtc(window?.End);
        this.ShipmentType = RecordText.ToSingleLine(tracking.ShipmentType);
        this.ServiceCode = RecordText.ToSingleLine(tracking.Details?.ServiceCode);
        this.Pieces = RecordText.ToSingleLine(tracking.Details?.Pieces);
        this.Weight = RecordText.ToSingleLine(tracking.Details?.Weight);
        this.Dimensions = RecordText.ToSingleLine(tracking.Details?.Dimensions);
        this.SignedBy = RecordText.ToSingleLine(tracking.Details?.SignedBy);
        this.CustomerEmail = RecordText.ToSingleLine(tracking.CustomerEmail);
        this.Remark = RecordText.ToSingleLine(tracking.Remark);
        this.TrackingLink = RecordText.ToSingleLine(tracking.MainLeg?.TrackingLink);
        this.LastMileTrackingLink = RecordText.ToSingleLine(lastMile?.TrackingLink);
        this.Id = RecordText.ToSingleLine(tracking.Id);
        this.RetrievedUtcTime = RecordText.FormatUtc(tracking.RetrievedTime);
        this.Account = RecordText.ToSingleLine(tracking.Account);
    }

    /// <summary>The tracking number.</summary>
    public string TrackingNumber { get; }

    /// <summary>The main carrier's code.</summary>
    public string? CarrierCode { get; }

    /// <summary>The main carrier's English name; its code if the service sends no name.</summary>
    public string? CarrierName { get; }

    /// <summary>Your own order number.</summary>
    public string? OrderNumber { get; }

    /// <summary>The name of the transit status, such as <c>InTransit</c>.</summary>
    public string TransitStatus { get; }

    /// <summary>The transit status, as the service sent it.</summary>
    public string? TransitStatusText { get; }

    /// <summary>The sub-status, as the service sent it, such as <c>ABNORMAL_02</c>.</summary>
    public string? TransitSubStatus { get; }

    /// <summary>The description of the sub-status.</summary>
    public string? StatusDescription { get; }

    /// <summary>True if no more events are expected: the parcel is delivered or expired.</summary>
    public bool IsFinal { get; }

    /// <summary>The name of the status of the service's lookup at the carrier.</summary>
    public string LookupStatus { get; }

    /// <summary>The status of the lookup, as the service sent it: <c>001</c> to <c>006</c>.</summary>
    public string? LookupStatusText { get; }

    /// <summary>The country of origin, as an ISO 3166-1 alpha-2 code.</summary>
    public string? ShipFrom { get; }

    /// <summary>The destination country, as an ISO 3166-1 alpha-2 code.</summary>
    public string? ShipTo { get; }

    /// <summary>The tracking number at the last-mile carrier.</summary>
    public string? LastMileTrackingNumber { get; }

    /// <summary>The last-mile carrier's code.</summary>
    public string? LastMileCarrierCode { get; }

    /// <summary>The last-mile carrier's English name.</summary>
    public string? LastMileCarrierName { get; }

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

    /// <summary>The description of the last event in the requested language.</summary>
    public string? LastEventTranslation { get; }

    /// <summary>The number of events.</summary>
    public int EventCount { get; }

    /// <summary>The number of whole days between the last event and <see cref="RetrievedUtcTime"/>.</summary>
    public int? AgeDays { get; }

    /// <summary>The number of days in transit so far.</summary>
    public int? TransitDays { get; }

    /// <summary>The number of days since the last event, as the service counts them.</summary>
    public int? StayDays { get; }

    /// <summary>The number of days from shipment to delivery.</summary>
    public int? DeliveredDays { get; }

    /// <summary>The number of days from order to receipt by the carrier.</summary>
    public int? ReceiptDays { get; }

    /// <summary>The time of registration. The time zone of this and the next six times is not documented.</summary>
    public string? CreatedTime { get; }

    /// <summary>The time of the order.</summary>
    public string? OrderTime { get; }

    /// <summary>The time of shipment.</summary>
    public string? ShipTime { get; }

    /// <summary>The time at which the carrier received the parcel.</summary>
    public string? ReceiptTime { get; }

    /// <summary>The time of delivery.</summary>
    public string? DeliveredTime { get; }

    /// <summary>The time of the last event, as the service keeps it.</summary>
    public string? LastTrackingTime { get; }

    /// <summary>The time of the service's next lookup.</summary>
    public string? NextUpdateTime { get; }

    /// <summary>The expected date of delivery.</summary>
    public string? ExpectedDelivery { get; }

    /// <summary>The local start of the expected delivery window.</summary>
    public string? WindowStartLocalTime { get; }

    /// <summary>The local end of the expected delivery window.</summary>
    public string? WindowEndLocalTime { get; }

    /// <summary>The time zone of the expected delivery window, such as <c>-07:00</c>.</summary>
    public string? WindowTimeZone { get; }

    /// <summary>The start of the expected delivery window in UTC.</summary>
    public string? WindowStartUtcTime { get; }

    /// <summary>The end of the expected delivery window in UTC.</summary>
    public string? WindowEndUtcTime { get; }

    /// <summary>The type of shipment, as the service sent it.</summary>
    public string? ShipmentType { get; }

    /// <summary>The code of the carrier's shipping service.</summary>
    public string? ServiceCode { get; }

    /// <summary>The number of pieces, as the carrier writes it.</summary>
    public string? Pieces { get; }

    /// <summary>The weight, as the carrier writes it.</summary>
    public string? Weight { get; }

    /// <summary>The dimensions, as the carrier writes them.</summary>
    public string? Dimensions { get; }

    /// <summary>The name of the person who signed for the parcel.</summary>
    public string? SignedBy { get; }

    /// <summary>The recipient's e-mail address.</summary>
    public string? CustomerEmail { get; }

    /// <summary>Your own remark.</summary>
    public string? Remark { get; }

    /// <summary>The address of the parcel's page at the main carrier.</summary>
    public string? TrackingLink { get; }

    /// <summary>The address of the parcel's page at the last-mile carrier.</summary>
    public string? LastMileTrackingLink { get; }

    /// <summary>The record's id, as text, because it can be larger than 2^53.</summary>
    public string? Id { get; }

    /// <summary>The time at which the parcel was read from the service, in UTC.</summary>
    public string RetrievedUtcTime { get; }

    /// <summary>The account: the name of the connection; null if the connection has no name.</summary>
    public string? Account { get; }
}
