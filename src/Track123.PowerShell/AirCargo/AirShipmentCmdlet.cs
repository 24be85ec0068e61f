namespace Track123.Commands;

/// <summary>Base of the cmdlets for registered air waybills.</summary>
public abstract class AirShipmentCmdlet : CargoCmdlet
{
    private protected AirShipmentCmdlet()
    {
    }

    /// <summary>The airline that the waybill is registered with: its code, such as cathay-pacific, its exact name, or a Carrier.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? CarrierCode { get; set; }

    /// <summary>The airline that the waybills shall have; null where that is not what the cmdlet does.</summary>
    private protected virtual string? CarrierWanted => null;

    /// <summary>How tracking numbers become references to what is registered.</summary>
    private protected CargoRows<AirReference> References() => new(this.Read, row => row.TrackingNumber);

    private (AirReference Row, string? WhyNot) Read(string? number)
    {
        var (carrier, whyNot) = this.ReadCarrier(this.CarrierCode);
        var (wanted, whyNotWanted) = this.ReadCarrier(this.CarrierWanted);
        var row = new AirReference
        {
            Row = this.Row,
            TrackingNumber = number,
            CarrierCode = carrier,
            NewCarrierCode = wanted,
        };
        return (row, whyNot ?? whyNotWanted);
    }
}
