namespace Track123.Commands;

/// <summary>Deletes parcels from the account. One that is gone already is no error.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "Track123Tracking",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = ByNumber)]
[OutputType(typeof(void))]
public sealed class RemoveTrack123TrackingCommand : ParcelCmdlet
{
    private readonly RowFeed<ParcelReference, ChangeResult> feed;

    /// <summary>Makes the cmdlet.</summary>
    public RemoveTrack123TrackingCommand() => this.feed = new(
        this,
        () => this.Client.BeginDeletion(this.Log, this.StoppingToken),
        waiting => Describe([.. waiting.Select(parcel => parcel.TrackingNumber)]),
        "Delete",
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

    private void Write(ChangeResult result)
    {
        if (result.Status is ChangeStatus.AlreadyDone)
        {
            this.WriteVerbose($"'{result.TrackingNumber}' was gone already. {result.Reason}".TrimEnd());
        }
        else if (result.Status is ChangeStatus.Rejected or ChangeStatus.Failed)
        {
            this.WriteError(Track123Error.From(result, result.Status.ToString()));
        }
    }
}
