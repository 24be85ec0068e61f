using Track123.Cargo;
using Track123.OceanCargo;

namespace Track123.Commands;

/// <summary>Has registered ocean shipments looked up anew, and gives one result for each.</summary>
[Cmdlet(
    VerbsLifecycle.Restart,
    "Track123OceanTracking",
    SupportsShouldProcess = true,
    DefaultParameterSetName = ByNumber)]
[OutputType(typeof(RetrackResult))]
public sealed class RestartTrack123OceanTrackingCommand : OceanShipmentCmdlet
{
    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => new BatchPipeline<CargoRow, RetrackResult>(
        this, OceanOperations.Retrack, this.ReadRow, this.WriteOutcome, RetrackAction);
}
