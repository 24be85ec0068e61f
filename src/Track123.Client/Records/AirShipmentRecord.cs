using Track123.Records;

namespace Track123;

/// <summary>
/// An air shipment as one flat row for files and databases. Times are ISO 8601 text; absent values are null.
/// </summary>
public sealed class AirShipmentRecord
{
    internal AirShipmentRecord(AirShipment shipment)
    {
        var last = shipment.LastEvent;
        this.TrackingNumber = RecordText.ToSingleLine(shipment.TrackingNumber) ?? "";
        this.CarrierCode = RecordText.ToSingleLine(shipment.CarrierCode);
        this.Status = shipment.Status.ToString();
        this.StatusText = RecordText.ToSingleLine(shipment.StatusText);
        this.EventCount = shipment.Events.Count;
        this.LastEventLocalTime = RecordText.FormatLocal(last?.LocalTime);
        this.LastEventUtcTime = RecordText.FormatUtc(last?.Time);
        this.LastEventLocation = RecordText.ToSingleLine(last?.Location);
        this.LastEventStatus = RecordText.ToSingleLine(last?.Status);
        this.LastEventDescription = RecordText.ToSingleLine(last?.Description);
        this.CreatedTime = RecordText.FormatLocal(shipment.CreatedTime);
        this.CustomerEmail = RecordText.ToSingleLine(shipment.CustomerEmail);
        this.RetrievedUtcTime = RecordText.FormatUtc(shipment.RetrievedTime);
        this.Account = RecordText.ToSingleLine(shipment.Account);
    }

    /// <summary>The air waybill number.</summary>
    public string TrackingNumber { get; }

    /// <summary>The airline's code.</summary>
    public string? CarrierCode { get; }

    /// <summary>The name of the shipment's status, such as <c>Arrived</c>.</summary>
    public string Status { get; }

    /// <summary>The shipment's status, as the service sent it.</summary>
    public string? StatusText { get; }

    /// <summary>The number of events.</summary>
    public int EventCount { get; }

    /// <summary>The local time of the last event, such as <c>2026-03-31T14:30:00</c>; null if it is unknown.</summary>
    public string? LastEventLocalTime { get; }

    /// <summary>The same time in UTC, such as <c>2026-03-31T06:30:00Z</c>; null if it is unknown.</summary>
    public string? LastEventUtcTime { get; }

    /// <summary>The location of the last event.</summary>
    public string? LastEventLocation { get; }

    /// <summary>The code of the last event, such as <c>DEPA</c>.</summary>
    public string? LastEventStatus { get; }

    /// <summary>The carrier's description of the last event.</summary>
    public string? LastEventDescription { get; }

    /// <summary>The time of registration. Its time zone is not documented.</summary>
    public string? CreatedTime { get; }

    /// <summary>The customer's e-mail address.</summary>
    public string? CustomerEmail { get; }

    /// <summary>The time at which the shipment was read from the service, in UTC.</summary>
    public string RetrievedUtcTime { get; }

    /// <summary>The account: the name of the connection; null if the connection has no name.</summary>
    public string? Account { get; }
}
