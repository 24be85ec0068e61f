using Track123.Batches;
using Track123.Parcels;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>Gets registered parcels by tracking number or order number, or all parcels of the account.</summary>
[Cmdlet(VerbsCommon.Get, "Track123Tracking", DefaultParameterSetName = All)]
[OutputType(typeof(Tracking))]
public sealed class GetTrack123TrackingCommand : BatchCmdlet
{
    private const string All = "All";
    private const string ByOrder = "OrderNumber";

    private BatchPipeline? pipedOrders;
    private long orderRows;
    private string? onlyCarrier;

    /// <summary>
    /// The carrier: its code, its exact name, or a Carrier. With numbers, it selects one of several parcels with the
    /// same number. Without numbers, the cmdlet gets only parcels of this carrier. The service has no such filter, so
    /// the cmdlet reads all parcels and filters them.
    /// </summary>
    [Parameter(ParameterSetName = All)]
    [Parameter(ParameterSetName = ByNumber, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? CarrierCode { get; set; }

    /// <summary>
    /// Your own order numbers. Piped objects that have an order number but no tracking number are searched for by it.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByOrder, ValueFromPipelineByPropertyName = true)]
    [Alias(
        "Order Number",
        "Order #",
        "Order No",
        "Order No.",
        "OrderNo",
        "Order_Number",
        "Order_No",
        "Order ID",
        "OrderId",
        "Order_ID",
        "Order")]
    [ValidateNotNullOrEmpty]
    public string[] OrderNumber { get; set; } = [];

    /// <summary>
    /// Gets only parcels registered at or after this time. The time is sent unchanged, because the service does not
    /// document its time zone.
    /// </summary>
    [Parameter(ParameterSetName = All)]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>
    /// Gets only parcels registered at or before this time. The time is sent unchanged, because the service does not
    /// document its time zone.
    /// </summary>
    [Parameter(ParameterSetName = All)]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>
    /// Gets only parcels with one of these statuses. The service has no such filter, so the cmdlet reads all parcels
    /// and filters them.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public TransitStatus[]? TransitStatus { get; set; }

    /// <inheritdoc />
    private protected override long ResultCount => base.ResultCount + (this.pipedOrders?.ResultCount ?? 0);

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (this.ParameterSetName != ByNumber)
        {
            return;
        }

        if (this.ReadOrderNumbers() is not { } orders)
        {
            base.ProcessRecord();
            return;
        }

        if (this.SelectAccount() is { } error)
        {
            this.WriteError(Track123Error.InvalidRequest(error, this.InputObject));
            return;
        }

        this.pipedOrders ??= this.CreateOrderPipeline();
        foreach (var order in orders)
        {
            this.pipedOrders.Add(++this.orderRows, order);
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        for (var i = 0; i < this.OrderNumber.Length; i++)
        {
            this.Pipeline.Add(i + 1, this.OrderNumber[i]);
        }

        base.EndProcessing();
        this.pipedOrders?.Complete();
        if (this.ParameterSetName == All && !this.MyInvocation.ExpectingInput)
        {
            this.WriteAll();
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.pipedOrders?.Dispose();
    }

    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => this.ParameterSetName == ByOrder
        ? this.CreateOrderPipeline()
        : new BatchPipeline<ParcelRow, LookupOutcome<Tracking>>(
            this, ParcelOperations.Lookup, this.ReadRow, this.WriteMatching)
        {
            ToError = Track123Error.FromLookup,
        };

    private BatchPipeline<OrderRow, LookupOutcome<Tracking>> CreateOrderPipeline() => new(
        this, ParcelOperations.OrderLookup, static (row, order) => (new(row, order), null), this.WriteMatching)
    {
        ToError = Track123Error.FromOrderLookup,
    };

    // PowerShell binds -InputObject first, which excludes the parameter set of -OrderNumber.
    private string[]? ReadOrderNumbers()
    {
        if (this.InputObject is not { } row || this.ReadNumbers() is not null)
        {
            return null;
        }

        var property = NamesOf(this.MyInvocation.MyCommand.Parameters[nameof(this.OrderNumber)])
            .Select(name => row.Properties[name])
            .FirstOrDefault(p => p is not null);
        return property is null ? null : LanguagePrimitives.ConvertTo<string[]>(property.Value) ?? [""];
    }

    private (ParcelRow Row, string? Error) ReadRow(long row, string? number)
    {
        var (carrier, error) = this.ReadCarrier(this.CarrierCode);
        var check = this.GetNumberCheck();
        return (new() { Row = row, TrackingNumber = number, CarrierCode = carrier, NumberCheck = check }, error);
    }

    private void WriteAll()
    {
        var (carrier, error) = this.ReadCarrier(this.CarrierCode);
        if (error is not null)
        {
            this.Fail(Track123Error.InvalidRequest(error, this.CarrierCode));
        }

        this.onlyCarrier = InputText.TrimToNull(carrier);
        var query = new ParcelQuery(this, this.CreatedAfter, this.CreatedBefore);
        this.WriteMatching(query.Read());
        if (query.Incompleteness is { } incompleteness)
        {
            this.WriteWarning(incompleteness);
        }
    }

    private void WriteMatching(LookupOutcome<Tracking> lookup) =>
        this.WriteMatching(lookup.IsDuplicate ? [] : lookup.Records);

    // Write one object at a time: PowerShell delays a list that is written as a whole until the pipeline ends.
    private void WriteMatching(IEnumerable<Tracking> trackings)
    {
        foreach (var tracking in trackings)
        {
            if ((this.TransitStatus is null || this.TransitStatus.Contains(tracking.TransitStatus))
                && (this.onlyCarrier is null
                    || string.Equals(tracking.CarrierCode, this.onlyCarrier, StringComparison.OrdinalIgnoreCase)))
            {
                this.WriteObject(tracking);
            }
        }
    }
}
