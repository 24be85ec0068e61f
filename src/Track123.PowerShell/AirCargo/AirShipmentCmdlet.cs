using Track123.Cargo;

namespace Track123.Commands;

/// <summary>Base class of the cmdlets for registered air waybills.</summary>
public abstract class AirShipmentCmdlet : CargoCmdlet
{
    private protected AirShipmentCmdlet()
    {
    }

    /// <summary>
    /// The airline of the registered waybill: its code, such as cathay-pacific, its exact name, or a Carrier.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? CarrierCode { get; set; }

    /// <summary>Creates the row for a tracking number of the current record.</summary>
    private protected (CargoRow Row, string? Error) ReadRow(long row, string? number)
    {
        var (carrier, error) = this.ReadCarrier(this.CarrierCode);
        var check = this.GetNumberCheck();
        return this.WithNewCarrier(
            new() { Row = row, TrackingNumber = number, CarrierCode = carrier, NumberCheck = check }, error);
    }
}
