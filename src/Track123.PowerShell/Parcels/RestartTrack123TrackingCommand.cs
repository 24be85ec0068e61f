using Track123.Parcels;

namespace Track123.Commands;

/// <summary>
/// Refreshes parcels from their carriers and outputs one result per row. The service refreshes a parcel at most once in
/// six hours.
/// </summary>
[Cmdlet(VerbsLifecycle.Restart, "Track123Tracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(RetrackResult))]
public sealed class RestartTrack123TrackingCommand : ParcelCmdlet
{
    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => new BatchPipeline<ParcelRow, RetrackResult>(
        this, ParcelOperations.Retrack, this.ReadRow, this.WriteObject, "Refresh");
}
