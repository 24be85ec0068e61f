using Track123.Parcels;

namespace Track123.Commands;

/// <summary>Deletes registered parcels. A parcel that is already deleted does not cause an error.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "Track123Tracking",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = ByNumber)]
[OutputType(typeof(void))]
public sealed class RemoveTrack123TrackingCommand : ParcelCmdlet
{
    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => new BatchPipeline<ParcelRow, ChangeResult>(
        this, ParcelOperations.Delete, this.ReadRow, this.WriteDeletion, "Delete");
}
