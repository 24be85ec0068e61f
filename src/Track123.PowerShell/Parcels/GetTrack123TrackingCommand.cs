using Track123.Batches;
using Track123.Parcels;

namespace Track123.Commands;

/// <summary>Gets registered parcels by tracking number or order number, or all parcels of the account.</summary>
[Cmdlet(VerbsCommon.Get, "Track123Tracking", DefaultParameterSetName = All)]
[OutputType(typeof(Tracking))]
public sealed class GetTrack123TrackingCommand : BatchCmdlet
{
    private const string All = "All";
    private const string ByOrder = "OrderNumber";

    /// <summary>The carrier, if several carriers use the same number: its code, its exact name, or a Carrier.</summary>
    [Parameter(ParameterSetName = ByNumber, ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? CarrierCode { get; set; }

    /// <summary>Your own order numbers.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByOrder)]
    [Alias("OrderNo")]
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
    protected override void ProcessRecord()
    {
        if (this.ParameterSetName == ByNumber)
        {
            base.ProcessRecord();
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
        if (this.ParameterSetName == All && !this.MyInvocation.ExpectingInput)
        {
            this.WriteAll();
        }
    }

    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => this.ParameterSetName == ByOrder
        ? new BatchPipeline<OrderRow, LookupOutcome<Tracking>>(
            this, ParcelOperations.OrderLookup, static (row, order) => (new(row, order), null), this.WriteSelected)
        {
            ToError = Track123Error.FromOrderLookup,
        }
        : new BatchPipeline<ParcelRow, LookupOutcome<Tracking>>(
            this, ParcelOperations.Lookup, this.ReadRow, this.WriteSelected)
        {
            ToError = Track123Error.FromLookup,
        };

    private (ParcelRow Row, string? Error) ReadRow(long row, string? number)
    {
        var (carrier, error) = this.ReadCarrier(this.CarrierCode);
        var check = this.GetNumberCheck();
        return (new() { Row = row, TrackingNumber = number, CarrierCode = carrier, NumberCheck = check }, error);
    }

    // The next page is requested only after this one is written, so that Select-Object -First saves requests.
    private void WriteAll()
    {
        var pager = this.Client.BeginQuery(this.CreatedAfter, this.CreatedBefore, this.Log, this.StoppingToken);
        while (this.Await(_ => pager.ReadPageAsync()) is { } page)
        {
            this.WriteSelected(page.Accepted.Content);
        }
    }

    private void WriteSelected(LookupOutcome<Tracking> lookup) =>
        this.WriteSelected(lookup.IsDuplicate ? [] : lookup.Records);

    // Write one object at a time: PowerShell delays a list that is written as a whole until the pipeline ends.
    private void WriteSelected(IReadOnlyList<Tracking> trackings)
    {
        foreach (var tracking in trackings)
        {
            if (this.TransitStatus is null || this.TransitStatus.Contains(tracking.TransitStatus))
            {
                this.WriteObject(tracking);
            }
        }
    }
}
