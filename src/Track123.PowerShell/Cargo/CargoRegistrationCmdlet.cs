using System.Collections;
using Track123.Cargo;

namespace Track123.Commands;

/// <summary>Base class of the cmdlets that register cargo.</summary>
public abstract class CargoRegistrationCmdlet : CargoCmdlet
{
    private PipedRowSource? piped;
    private InputRow? current;
    private long rows;

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

    /// <summary>
    /// The names of columns that are not recognized by default, such as @{ TrackingNumber = 'Master' }. The keys are
    /// parameter names.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? ColumnMap { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        this.piped = new(this, this.ReadColumnMap(this.ColumnMap));
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        this.RequireInput();
        foreach (var row in this.piped!.Read())
        {
            this.current = row;
            var number = this.GetField(nameof(this.TrackingNumber));
            if (row.Error is { } error)
            {
                this.Pipeline.Reject(++this.rows, number, error);
            }
            else
            {
                this.Pipeline.Add(++this.rows, number);
            }
        }
    }

    /// <summary>Returns the value of a field of the current row by the name of its parameter.</summary>
    private protected string? GetField(string name) => this.current!.GetField(name);

    /// <summary>Creates the row for a tracking number of the current record.</summary>
    private protected (CargoRow Row, string? Error) ReadRow(long row, string? number)
    {
        var given = this.GetField(nameof(this.CarrierCode));
        var (carrier, error) = this.ReadCarrier(given);
        var item = new CargoRow
        {
            Row = row,
            TrackingNumber = number,
            CarrierCode = carrier ?? given,
            CustomerEmail = this.GetField(nameof(this.CustomerEmail)),
            NumberCheck = this.GetNumberCheck(),
            InputObject = new(this.current!.InputObject),
        };
        return (item, error);
    }
}
