using Track123.Parcels;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>Base class of the cmdlets that identify parcels by tracking number and, optionally, carrier.</summary>
public abstract class ParcelCmdlet : BatchCmdlet
{
    private protected ParcelCmdlet()
    {
    }

    /// <summary>
    /// The carrier: its code, such as china-post, its exact name, or a Carrier. By default, the service uses only the
    /// tracking number.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? CarrierCode { get; set; }

    /// <summary>Creates the row for a tracking number of the current record.</summary>
    private protected (ParcelRow Row, string? Error) ReadRow(long row, string? number)
    {
        var (carrier, error) = this.ReadCarrier(this.CarrierCode);
        var check = this.GetNumberCheck();
        return (new() { Row = row, TrackingNumber = number, CarrierCode = carrier, NumberCheck = check }, error);
    }

    /// <summary>
    /// Reads the tracking numbers of the current record, for cmdlets that don't use batches. It writes an error for
    /// each invalid number.
    /// </summary>
    private protected void ReadParcels(Action<ParcelRow> add) => this.ReadRows(
        (row, number) =>
        {
            var (item, error) = this.ReadRow(row, number);
            if (this.ReadNumber(number) is not { } clean)
            {
                return;
            }

            if (error is null)
            {
                add(item with { TrackingNumber = clean, NumberCheck = NumberCheck.Unchanged });
            }
            else
            {
                this.WriteError(Track123Error.InvalidRequest($"'{clean}': {error}", this.InputObject));
            }
        },
        (_, reason) => this.WriteError(Track123Error.InvalidRequest(reason, this.InputObject)));
}
