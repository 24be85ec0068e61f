namespace Track123.Commands;

/// <summary>Base of the cmdlets for registered air waybills.</summary>
public abstract class AirShipmentCmdlet : CargoCmdlet
{
    private protected AirShipmentCmdlet()
    {
    }

    /// <summary>The code of the airline that the waybill is registered with, such as cathay-pacific.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
    public string? CarrierCode { get; set; }

    /// <summary>The airline that the waybills shall have; null where that is not what the cmdlet does.</summary>
    private protected virtual string? CarrierWanted => null;

    /// <summary>How tracking numbers become references to what is registered.</summary>
    private protected CargoRows<AirReference> References() => new(this.Read, row => row.TrackingNumber);

    private (AirReference Row, string? WhyNot) Read(string? number)
    {
        var row = new AirReference
        {
            Row = this.Row,
            TrackingNumber = number,
            CarrierCode = this.CarrierCode,
            NewCarrierCode = this.CarrierWanted,
        };
        return (row, WhyNot: null);
    }
}
