using Track123.AirCargo;
using Track123.Cargo;

namespace Track123.Commands;

/// <summary>Refreshes registered air waybills from their airlines and outputs one result per row.</summary>
[Cmdlet(
    VerbsLifecycle.Restart,
    "Track123AirTracking",
    SupportsShouldProcess = true,
    DefaultParameterSetName = ByNumber)]
[OutputType(typeof(RetrackResult))]
public sealed class RestartTrack123AirTrackingCommand : AirShipmentCmdlet
{
    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => new BatchPipeline<CargoRow, RetrackResult>(
        this, AirOperations.Retrack, this.ReadRow, this.WriteObject, RetrackAction);
}
