using Track123.Records;

namespace Track123;

/// <summary>
/// An ocean shipment as one flat row for files and databases. Times are ISO 8601 text; absent values are null.
/// </summary>
public sealed class OceanShipmentRecord
{
    internal OceanShipmentRecord(OceanShipment shipment)
    {
        var last = shipment.LastEvent;
        this.TrackingNumber = RecordText.ToSingleLine(shipment.TrackingNumber) ?? "";
        this.NumberType = RecordText.FormatNumberType(shipment.NumberType);
        this.CarrierCode = RecordText.ToSingleLine(shipment.CarrierCode);
        this.OrderNumber = RecordText.ToSingleLine(shipment.OrderNumber);
        this.SearchStatus = shipment.SearchStatus.ToString();
        this.SearchStatusText = RecordText.ToSingleLine(shipment.SearchStatusText);
        this.ContainerCount = shipment.Containers.Count;
        this.ContainerNumbers = RecordText.Join(shipment.Containers.Select(c => c.ContainerNumber));
        this.VesselNames = RecordText.Join(shipment.Containers.Select(c => c.VesselName));
        this.EventCount = shipment.Containers.Sum(c => c.Events.Count);
        this.LastEventLocalTime = RecordText.FormatLocal(last?.LocalTime);
        this.LastEventUtcTime = RecordText.FormatUtc(last?.Time);
        this.LastEventLocation = RecordText.ToSingleLine(last?.Location);
        this.LastEventStatus = RecordText.ToSingleLine(last?.Status);
        this.LastEventDescription = RecordText.ToSingleLine(last?.Description);
        this.LastEventVesselName = RecordText.ToSingleLine(last?.VesselName);
        this.LastEventVoyage = RecordText.ToSingleLine(last?.Voyage);
        this.CreatedTime = RecordText.FormatLocal(shipment.CreatedTime);
        this.CustomerEmail = RecordText.ToSingleLine(shipment.CustomerEmail);
        this.RetrievedUtcTime = RecordText.FormatUtc(shipment.RetrievedTime);
        this.Account = RecordText.ToSingleLine(shipment.Account);
    }

    /// <summary>The tracking number.</summary>
    public string TrackingNumber { get; }

    /// <summary>
    /// The type of the number: <c>Booking</c>, <c>BillOfLading</c> or <c>Container</c>; null if it is unknown.
    /// </summary>
    public string? NumberType { get; }

    /// <summary>The carrier's code.</summary>
    public string? CarrierCode { get; }

    /// <summary>The order number that the service created.</summary>
    public string? OrderNumber { get; }

    /// <summary>The name of the status of the service's lookups, such as <c>InTransit</c>.</summary>
    public string SearchStatus { get; }

    /// <summary>The status of the service's lookups, as the service sent it.</summary>
    public string? SearchStatusText { get; }

    /// <summary>The number of containers.</summary>
    public int ContainerCount { get; }

    /// <summary>The containers' numbers, separated by a comma and a space.</summary>
    public string? ContainerNumbers { get; }

    /// <summary>The names of the containers' vessels without repetition, separated by a comma and a space.</summary>
    public string? VesselNames { get; }

    /// <summary>The number of events of all containers.</summary>
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

    /// <summary>The name of the vessel of the last event.</summary>
    public string? LastEventVesselName { get; }

    /// <summary>The number of the voyage of the last event.</summary>
    public string? LastEventVoyage { get; }

    /// <summary>The time of registration. Its time zone is not documented.</summary>
    public string? CreatedTime { get; }

    /// <summary>The customer's e-mail address.</summary>
    public string? CustomerEmail { get; }

    /// <summary>The time at which the shipment was read from the service, in UTC.</summary>
    public string RetrievedUtcTime { get; }

    /// <summary>The account: the name of the connection; null if the connection has no name.</summary>
    public string? Account { get; }
}
