using Track123.Parcels;

namespace Track123.Commands;

/// <summary>Base of the cmdlets that take parcels by number and, if more than one carrier has the number, by carrier.</summary>
public abstract class ParcelCmdlet : BatchCmdlet
{
    private protected ParcelCmdlet()
    {
    }

    /// <summary>The carrier: its code, such as china-post, its exact name, or a Carrier. Without it the service goes by the number alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? CarrierCode { get; set; }

    /// <summary>Makes the row for a number of the current record.</summary>
    private protected (ParcelRow Row, string? Error) ReadRow(long row, string? number)
    {
        var (carrier, error) = this.ReadCarrier(this.CarrierCode);
        return (new() { Row = row, TrackingNumber = number, CarrierCode = carrier }, error);
    }

    /// <summary>Reads the numbers of the current record, for cmdlets that don't use batches; writes an error for each that can't be used.</summary>
    private protected void ReadParcels(Action<string, string?> add) => this.ReadRows(
        (row, number) =>
        {
            var (item, error) = this.ReadRow(row, number);
            var isBlank = string.IsNullOrWhiteSpace(number);
            if (isBlank || error is not null)
            {
                this.WriteError(Track123Error.InvalidRequest(
                    isBlank ? "A tracking number is blank." : $"'{number!.Trim()}': {error}", this.InputObject));
            }
            else
            {
                add(number!.Trim(), item.CarrierCode);
            }
        },
        (_, reason) => this.WriteError(Track123Error.InvalidRequest(reason, this.InputObject)));
}
