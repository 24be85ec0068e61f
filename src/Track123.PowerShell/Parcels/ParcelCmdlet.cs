namespace Track123.Commands;

/// <summary>
/// Base of the cmdlets that take parcels by number and, where more than one carrier has the number, by carrier.
/// </summary>
public abstract class ParcelCmdlet : TrackingNumberCmdlet
{
    private protected ParcelCmdlet()
    {
    }

    /// <summary>The carrier: its code, such as china-post, its exact name, or a Carrier. Without it the service goes by the number alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? CarrierCode { get; set; }

    /// <summary>Reads the present record: gives each of its numbers with the carrier's code, or says why it can't be used, with a row number from 1.</summary>
    private protected void ReadParcels(Action<long, string?, string?> add, Action<long, string> reject)
    {
        var (code, whyNot) = this.ReadCarrier(this.CarrierCode);
        this.ReadRows(
            (row, number) =>
            {
                if (whyNot is null)
                    add(row, number, code);
                else
                    reject(row, string.IsNullOrWhiteSpace(number) ? whyNot : $"'{number}': {whyNot}");
            },
            reject);
    }
}
