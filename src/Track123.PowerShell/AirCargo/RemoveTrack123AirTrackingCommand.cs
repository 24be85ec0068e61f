using Track123.AirCargo;
using Track123.Cargo;

namespace Track123.Commands;

/// <summary>Deletes registered air waybills. A waybill that is already deleted does not cause an error.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "Track123AirTracking",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = ByNumber)]
[OutputType(typeof(void))]
public sealed class RemoveTrack123AirTrackingCommand : AirShipmentCmdlet
{
    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => new BatchPipeline<CargoRow, ChangeResult>(
        this, AirOperations.Delete, this.ReadRow, this.WriteDeletion, DeleteAction)
    {
        ConfirmsEachRow = true,
    };
}
