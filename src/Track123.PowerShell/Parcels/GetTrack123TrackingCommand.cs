using Track123.Batches;
using Track123.Parcels;

namespace Track123.Commands;

/// <summary>Gets parcels of the account: some by number or order number, or all.</summary>
[Cmdlet(VerbsCommon.Get, "Track123Tracking", DefaultParameterSetName = All)]
[OutputType(typeof(Tracking))]
public sealed class GetTrack123TrackingCommand : BatchCmdlet
{
    private const string All = "All";
    private const string ByOrder = "OrderNumber";

    /// <summary>The carrier, for numbers that more than one has: its code, its exact name, or a Carrier.</summary>
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
    /// Only parcels registered at or after this time. The service does not say in which zone its clock runs; the time
    /// is sent as it is.
    /// </summary>
    [Parameter(ParameterSetName = All)]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>
    /// Only parcels registered at or before this time. The service does not say in which zone its clock runs; the time
    /// is sent as it is.
    /// </summary>
    [Parameter(ParameterSetName = All)]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>
    /// Only parcels that stand like this. The service cannot filter by it, so all are read and the others dropped.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public TransitStatus[]? TransitStatus { get; set; }

    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => this.ParameterSetName == ByOrder
        ? new BatchPipeline<OrderRow, LookupOutcome<Tracking>>(
            this, ParcelOperations.OrderLookup, static (row, order) => (new(row, order), null), this.WriteOrder)
        : new BatchPipeline<ParcelRow, LookupOutcome<Tracking>>(this, ParcelOperations.Lookup, this.ReadRow, this.WriteNumber);

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

    private (ParcelRow Row, string? Error) ReadRow(long row, string? number)
    {
        var (carrier, error) = this.ReadCarrier(this.CarrierCode);
        return (new() { Row = row, TrackingNumber = number, CarrierCode = carrier }, error);
    }

    // A page is requested only when all before it is written, so that Select-Object -First ends the query there.
    private void WriteAll()
    {
        var pager = this.Client.BeginQuery(this.CreatedAfter, this.CreatedBefore, this.Log, this.StoppingToken);
        while (this.Await(_ => pager.ReadPageAsync()) is { } page)
        {
            this.WriteSelected(page.Accepted.Content);
        }
    }

    private void WriteNumber(LookupOutcome<Tracking> lookup) => this.Write(lookup, Track123Error.From);

    private void WriteOrder(LookupOutcome<Tracking> lookup) => this.Write(lookup, Track123Error.OfOrder);

    private void Write(LookupOutcome<Tracking> lookup, Func<Track123Exception, string, ErrorRecord> toRecord)
    {
        if (!lookup.IsDuplicate)
        {
            this.WriteSelected(lookup.Records);
        }

        // A fatal error is reported once, at the end.
        if (lookup.Error is { IsFatal: false } error)
        {
            this.WriteError(toRecord(error, lookup.TrackingNumber));
        }
    }

    // One by one: a list written as a whole is held back until the pipeline ends.
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
