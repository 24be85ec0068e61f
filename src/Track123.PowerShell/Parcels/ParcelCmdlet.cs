namespace Track123.Commands;

/// <summary>
/// Base of the cmdlets that take parcels by number and, where more than one carrier has the number, by carrier.
/// </summary>
public abstract class ParcelCmdlet : TrackingNumberCmdlet
{
    private protected ParcelCmdlet()
    {
    }

    /// <summary>The carrier's code, such as china-post. Without it the service goes by the number alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
    public string? CarrierCode { get; set; }
}
