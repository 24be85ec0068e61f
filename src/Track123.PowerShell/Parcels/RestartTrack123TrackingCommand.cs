namespace Track123.Commands;

/// <summary>Has parcels looked up anew at their carriers, which the service does once in six hours at most.</summary>
[Cmdlet(VerbsLifecycle.Restart, "Track123Tracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(RetrackResult))]
public sealed class RestartTrack123TrackingCommand : ParcelCmdlet
{
    private readonly RowFeed<ParcelReference, RetrackResult> feed;

    /// <summary>Makes the cmdlet.</summary>
    public RestartTrack123TrackingCommand() => this.feed = new(
        this,
        () => this.Client.BeginRetrack(this.Log, this.StoppingToken),
        waiting => Describe([.. waiting.Select(parcel => parcel.TrackingNumber)]),
        "Look up anew",
        this.Write);

    /// <inheritdoc />
    protected override void ProcessRecord() => this.ReadParcels(
        (row, number, carrier) => this.feed.Add(new() { Row = row, TrackingNumber = number, CarrierCode = carrier }),
        (row, reason) => this.feed.Reject(new() { Row = row }, reason));

    /// <inheritdoc />
    protected override void EndProcessing() => this.feed.Complete();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.feed.Dispose();
    }

    private void Write(RetrackResult result)
    {
        this.WriteObject(result);
        if (result.Status is RetrackStatus.Rejected or RetrackStatus.Failed)
        {
            this.WriteError(Track123Error.From(result, result.Status.ToString()));
        }
    }
}
