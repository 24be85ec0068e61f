using Track123.Cargo;

namespace Track123.Commands;

/// <summary>
/// Base of the cmdlets for registered ocean shipments: order number, tracking number and type tell one from another.
/// </summary>
public abstract class OceanShipmentCmdlet : CargoCmdlet
{
    private protected OceanShipmentCmdlet()
    {
    }

    /// <summary>
    /// The order number that the service made when the shipment was registered. It is on the result of the registration
    /// and on the shipment.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Order Number", "Order #", "Order No", "Order No.", "OrderNo", "Order_Number", "Order_No")]
    public string? OrderNumber { get; set; }

    /// <summary>What the tracking number is: Booking, BillOfLading or Container, or the service's 1, 2 or 3.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Number Type", "Number_Type", "Type")]
    [ArgumentCompleter(typeof(NumberTypeText))]
    public string? NumberType { get; set; }

    /// <summary>Makes the row for a number of the current record.</summary>
    private protected (CargoRow Row, string? Error) ReadRow(long row, string? number)
    {
        var (type, error) = NumberTypeText.Read(this.NumberType);
        return this.WithNewCarrier(
            new() { Row = row, OrderNumber = this.OrderNumber, TrackingNumber = number, NumberType = type },
            this.FindRegistrationError() ?? error);
    }

    private string? FindRegistrationError() =>
        string.IsNullOrWhiteSpace(this.OrderNumber)
        && this.InputObject?.BaseObject is OceanRegistrationResult
        {
            Status: RegistrationStatus.Rejected or RegistrationStatus.Failed or RegistrationStatus.Skipped
        } result
            ? $"It was not registered and so has no order number ({result.Status}). {result.Reason}"
            : null;
}
