using Track123.Cargo;
using Track123.OceanCargo;

namespace Track123.Commands;

/// <summary>Refreshes registered ocean shipments from their carriers and outputs one result per row.</summary>
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
        this, OceanOperations.Retrack, this.ReadRow, this.WriteObject, RetrackAction);
}
