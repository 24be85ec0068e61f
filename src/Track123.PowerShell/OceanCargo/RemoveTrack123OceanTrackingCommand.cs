using Track123.Cargo;
using Track123.OceanCargo;

namespace Track123.Commands;

/// <summary>Deletes registered ocean shipments. A shipment that is already deleted does not cause an error.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "Track123OceanTracking",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = ByNumber)]
[OutputType(typeof(void))]
public sealed class RemoveTrack123OceanTrackingCommand : OceanShipmentCmdlet
{
    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => new BatchPipeline<CargoRow, ChangeResult>(
        this, OceanOperations.Delete, this.ReadRow, this.WriteDeletion, DeleteAction)
    {
        ConfirmsEachRow = true,
    };
}
