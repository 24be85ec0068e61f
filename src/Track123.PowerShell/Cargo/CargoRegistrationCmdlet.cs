using Track123.Cargo;

namespace Track123.Commands;

/// <summary>Base class of the cmdlets that register cargo.</summary>
public abstract class CargoRegistrationCmdlet : CargoCmdlet
{
    private protected CargoRegistrationCmdlet()
    {
    }

    /// <summary>
    /// The carrier: its code, such as matson or cathay-pacific, its exact name, or a Carrier. It is required, because
    /// the service does not detect carriers of cargo.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? CarrierCode { get; set; }

    /// <summary>The customer's e-mail address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Customer Email", "Customer E-mail", "Customer_Email", "Email Address", "EmailAddress", "Email", "E-mail")]
    public string? CustomerEmail { get; set; }

    /// <summary>Creates the row for a tracking number of the current record.</summary>
    private protected (CargoRow Row, string? Error) ReadRow(long row, string? number)
    {
        var (carrier, error) = this.ReadCarrier(this.CarrierCode);
        var item = new CargoRow
        {
            Row = row,
            TrackingNumber = number,
            CarrierCode = carrier ?? this.CarrierCode,
            CustomerEmail = this.CustomerEmail,
            NumberCheck = this.GetNumberCheck(),
        };
        return (item, error);
    }
}
