namespace Track123.Commands;

/// <summary>Gets parcels of the account: some by number or order number, or all.</summary>
[Cmdlet(VerbsCommon.Get, "Track123Tracking", DefaultParameterSetName = All)]
[OutputType(typeof(Tracking))]
public sealed class GetTrack123TrackingCommand : TrackingNumberCmdlet
{
    private const string All = "All";
    private const string ByOrder = "OrderNumber";
    private const int NumbersPerRequest = 100;

    private readonly List<(string TrackingNumber, string? CarrierCode)> numbers = new(NumbersPerRequest);

    /// <summary>The carrier's code, for numbers that more than one carrier has.</summary>
    [Parameter(ParameterSetName = ByNumber, ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
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

        foreach (var number in read)
        {
            this.Add(number?.Trim());
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (this.numbers.Count > 0)
            this.QueryNumbers();
        else if (this.ParameterSetName == ByOrder)
            this.Query(new TrackingQuery { OrderNumbers = this.OrderNumber });
        else if (this.ParameterSetName == All && !this.MyInvocation.ExpectingInput)
            this.Query(new TrackingQuery { CreatedAfter = this.CreatedAfter, CreatedBefore = this.CreatedBefore });
    }

    private void Add(string? number)
    {
        if (string.IsNullOrEmpty(number))
        {
            this.WriteError(Track123Error.InvalidRequest("A tracking number is blank.", this.InputObject));
            return;
        }

        this.numbers.Add((number!, string.IsNullOrWhiteSpace(this.CarrierCode) ? null : this.CarrierCode!.Trim()));
        if (this.numbers.Count == NumbersPerRequest)
            this.QueryNumbers();
    }

    private void QueryNumbers()
    {
        var query = new TrackingQuery { TrackingNumbers = [.. this.numbers] };
        this.numbers.Clear();
        this.Query(query);
    }

    private void Query(TrackingQuery query)
    {
        var walk = this.Client.BeginQuery(query, this.Log);

        // One by one: a page is asked for only when all before it is written, and Select-Object -First ends it there.
        while (this.Await(walk.NextAsync) is { } page)
        {
            foreach (var tracking in page.Trackings)
            {
                if (this.TransitStatus is null || this.TransitStatus.Contains(tracking.TransitStatus))
                    this.WriteObject(tracking);
            }

            foreach (var missing in page.Missing)
            {
                this.WriteError(Track123Error.From(missing));
            }
        }
    }
}
