namespace Track123.Commands;

/// <summary>Gets parcels of the account: some by number or order number, or all.</summary>
[Cmdlet(VerbsCommon.Get, "Track123Tracking", DefaultParameterSetName = All)]
[OutputType(typeof(Tracking))]
public sealed class GetTrack123TrackingCommand : TrackingNumberCmdlet
{
    private const string All = "All";
    private const string ByOrder = "OrderNumber";

    private readonly RowFeed<ParcelReference, TrackingLookup> numbers;
    private readonly RowFeed<OrderReference, TrackingLookup> orders;
    private long rows;

    /// <summary>Makes the cmdlet.</summary>
    public GetTrack123TrackingCommand()
    {
        this.numbers = new(this, () => this.Client.BeginLookup(this.Log, this.StoppingToken), describe: null, "", this.Write);
        this.orders = new(this, () => this.Client.BeginOrderLookup(this.Log, this.StoppingToken), describe: null, "", this.WriteOrder);
    }

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
    protected override void ProcessRecord()
    {
        if (this.ParameterSetName != ByNumber)
            return;

        if (this.ReadNumbers() is not { } read)
        {
            this.WriteError(Track123Error.InvalidRequest(DescribeNumberless(this.InputObject!), this.InputObject));
            return;
        }

        var whyNot = this.WhyNotOneValue();
        foreach (var number in read)
        {
            this.Add(number?.Trim(), whyNot);
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        foreach (var order in this.OrderNumber)
        {
            this.orders.Add(new() { Row = ++this.rows, OrderNumber = order });
        }

        this.numbers.Complete();
        this.orders.Complete();
        if (this.ParameterSetName == All && !this.MyInvocation.ExpectingInput)
            this.WriteAll();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.numbers.Dispose();
        this.orders.Dispose();
    }

    private void Add(string? number, string? whyNotOneValue)
    {
        var (carrier, whyNot) = whyNotOneValue is null ? this.ReadCarrier(this.CarrierCode) : (null, whyNotOneValue);
        if (string.IsNullOrEmpty(number))
            this.WriteError(Track123Error.InvalidRequest("A tracking number is blank.", this.InputObject));
        else if (whyNot is not null)
            this.WriteError(Track123Error.InvalidRequest($"'{number}': {whyNot}", number));
        else
            this.numbers.Add(new() { Row = ++this.rows, TrackingNumber = number, CarrierCode = carrier });
    }

    // A page is asked for only when all before it is written, so that Select-Object -First ends it there.
    private void WriteAll()
    {
        var walk = this.Client.BeginQuery(
            new TrackingQuery { CreatedAfter = this.CreatedAfter, CreatedBefore = this.CreatedBefore }, this.Log);
        while (this.Await(walk.NextAsync) is { } page)
        {
            this.WriteWanted(page);
        }
    }

    private void Write(TrackingLookup lookup) => this.Write(lookup, (error, number) => Track123Error.From(error, number));

    private void WriteOrder(TrackingLookup lookup) => this.Write(lookup, Track123Error.OfOrder);

    private void Write(TrackingLookup lookup, Func<Track123Exception, string, ErrorRecord> toRecord)
    {
        if (!lookup.IsRepeat)
            this.WriteWanted(lookup.Trackings);

        // What ends the call is told once, at its end.
        if (lookup.Error is { IsFatal: false } error)
            this.WriteError(toRecord(error, lookup.TrackingNumber));
    }

    // One by one: a list given to the pipeline whole is held back until it ends.
    private void WriteWanted(IReadOnlyList<Tracking> trackings)
    {
        foreach (var tracking in trackings)
        {
            if (this.TransitStatus is null || this.TransitStatus.Contains(tracking.TransitStatus))
                this.WriteObject(tracking);
        }
    }
}
