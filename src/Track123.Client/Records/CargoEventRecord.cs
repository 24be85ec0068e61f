using Track123.Records;

namespace Track123;

/// <summary>
/// An event of an ocean or air shipment as one flat row for files and databases. Times are ISO 8601 text; absent values
/// are null.
/// </summary>
public sealed class CargoEventRecord
{
    internal CargoEventRecord(OceanShipment shipment, OceanContainer container, CargoEvent e)
        : this(
            e,
            shipment.TrackingNumber,
            shipment.CarrierCode,
            shipment.OrderNumber,
            container.ContainerNumber,
            shipment.Account)
    {
        this.NumberType = RecordText.FormatNumberType(shipment.NumberType);
        this.ContainerSize = RecordText.ToSingleLine(container.Size);
        this.ContainerType = RecordText.ToSingleLine(container.Type);
        this.ContainerStatus = container.TransitStatus.ToString();
    }

    internal CargoEventRecord(AirShipment shipment, CargoEvent e)
        : this(
            e,
            shipment.TrackingNumber,
            shipment.CarrierCode,
            orderNumber: null,
            containerNumber: null,
            shipment.Account)
    {
    }

    private CargoEventRecord(
        CargoEvent e,
        string trackingNumber,
        string? carrierCode,
        string? orderNumber,
        string? containerNumber,
        string? account)
    {
        this.TrackingNumber = RecordText.ToSingleLine(trackingNumber) ?? "";
        this.CarrierCode = RecordText.ToSingleLine(carrierCode);
        this.OrderNumber = RecordText.ToSingleLine(orderNumber);
        this.ContainerNumber = RecordText.ToSingleLine(containerNumber);
        this.LocalTime = RecordText.FormatLocal(e.LocalTime);
        this.UtcTime = RecordText.FormatUtc(e.Time);
        this.Status = RecordText.ToSingleLine(e.Status);
        this.StatusDescription = RecordText.ToSingleLine(e.StatusDescription);
        this.TransitStatusText = RecordText.ToSingleLine(e.TransitStatusText);
        this.TransitSubStatus = RecordText.ToSingleLine(e.TransitSubStatus);
        this.Location = RecordText.ToSingleLine(e.Location);
        this.LocationType = RecordText.ToSingleLine(e.LocationType);
        this.Description = RecordText.ToSingleLine(e.Description);
        this.VesselName = RecordText.ToSingleLine(e.VesselName);
        this.Voyage = RecordText.ToSingleLine(e.Voyage);
        this.EventKey = RecordText.ComputeKey(
            trackingNumber, carrierCode, orderNumber, containerNumber, e.LocalTimeText, e.UtcTimeText, e.Status,
            e.Description, e.Location, e.VesselName, e.Voyage);
        this.Account = RecordText.ToSingleLine(account);
    }

    /// <summary>The shipment's tracking number.</summary>
    public string TrackingNumber { get; }

    /// <summary>
    /// The type of an ocean number: <c>Booking</c>, <c>BillOfLading</c> or <c>Container</c>; else null.
    /// </summary>
    public string? NumberType { get; }

    /// <summary>The code of the shipment's carrier.</summary>
    public string? CarrierCode { get; }

    /// <summary>The order number that the service created for an ocean shipment; else null.</summary>
    public string? OrderNumber { get; }

    /// <summary>The container's number; null for air cargo.</summary>
    public string? ContainerNumber { get; }

    /// <summary>The container's size in feet; null for air cargo.</summary>
    public string? ContainerSize { get; }

    /// <summary>The container's type, such as <c>HC</c>; null for air cargo.</summary>
    public string? ContainerType { get; }

    /// <summary>The name of the container's transit status, such as <c>InTransit</c>; null for air cargo.</summary>
    public string? ContainerStatus { get; }

    /// <summary>
    /// The local time at the event's location, such as <c>2026-03-31T14:30:00</c>; null if it is unknown.
    /// </summary>
    public string? LocalTime { get; }

    /// <summary>The same time in UTC, such as <c>2026-03-31T06:30:00Z</c>; null if it is unknown.</summary>
    public string? UtcTime { get; }

    /// <summary>The code of the event, such as <c>DEPA</c> or <c>ARRIVED</c>.</summary>
    public string? Status { get; }

    /// <summary>The description of <see cref="Status"/> for ocean cargo.</summary>
    public string? StatusDescription { get; }

    /// <summary>The transit status after the event, as the service sent it.</summary>
    public string? TransitStatusText { get; }

    /// <summary>The sub-status after the event, as the service sent it.</summary>
    public string? TransitSubStatus { get; }

    /// <summary>The name of the location.</summary>
    public string? Location { get; }

    /// <summary>The type of the location: PRE, POL, POT, POD or PDE.</summary>
    public string? LocationType { get; }

    /// <summary>The carrier's description of the event.</summary>
    public string? Description { get; }

    /// <summary>The name of the vessel.</summary>
    public string? VesselName { get; }

    /// <summary>The number of the voyage.</summary>
    public string? Voyage { get; }

    /// <summary>
    /// A key for the primary key of a table: 32 hexadecimal digits, equal only for the same event of the same shipment
    /// and container.
    /// </summary>
    public string EventKey { get; }

    /// <summary>The account: the name of the connection; null if the connection has no name.</summary>
    public string? Account { get; }
}
