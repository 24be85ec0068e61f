using Track123.Cargo;

namespace Track123.Commands;

/// <summary>
/// Base class of the cmdlets for registered ocean shipments. The order number, the tracking number and the number type
/// identify a shipment.
/// </summary>
public abstract class OceanShipmentCmdlet : CargoCmdlet
{
    private protected OceanShipmentCmdlet()
    {
    }

    /// <summary>
    /// The order number that the service created when the shipment was registered. The registration result and the
    /// shipment have it as OrderNumber.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Order Number", "Order #", "Order No", "Order No.", "OrderNo", "Order_Number", "Order_No")]
    public string? OrderNumber { get; set; }

    /// <summary>The type of the tracking number: Booking (1), BillOfLading (2) or Container (3).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Number Type", "Number_Type", "Type")]
    [ArgumentCompleter(typeof(NumberTypeText))]
    public string? NumberType { get; set; }

    /// <summary>Creates the row for a tracking number of the current record.</summary>
    private protected (CargoRow Row, string? Error) ReadRow(long row, string? number)
    {
        var (type, error) = NumberTypeText.Read(this.NumberType);
        return this.WithNewCarrier(
            new()
            {
                Row = row,
                OrderNumber = this.OrderNumber,
                TrackingNumber = number,
                NumberType = type,
                NumberCheck = this.GetNumberCheck(),
            },
            this.FindRegistrationError() ?? error);
    }

    private string? FindRegistrationError() =>
        string.IsNullOrWhiteSpace(this.OrderNumber)
        && this.InputObject?.BaseObject is OceanRegistrationResult
        {
            Status: RegistrationStatus.Rejected or RegistrationStatus.Failed or RegistrationStatus.Skipped
        } result
            ? $"The shipment has no order number because it was not registered ({result.Status}). {result.Reason}"
            : null;
}
