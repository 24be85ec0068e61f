using Track123.Parcels;

namespace Track123.Commands;

/// <summary>Refreshes parcels at their carriers, which the service does once in six hours at most.</summary>
[Cmdlet(VerbsLifecycle.Restart, "Track123Tracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(RetrackResult))]
public sealed class RestartTrack123TrackingCommand : ParcelCmdlet
{
    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => new BatchPipeline<ParcelRow, RetrackResult>(
        this, ParcelOperations.Retrack, this.ReadRow, this.WriteOutcome, "Look up anew");
}
