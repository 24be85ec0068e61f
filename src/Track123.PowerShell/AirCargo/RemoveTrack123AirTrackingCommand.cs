namespace Track123.Commands;

/// <summary>Deletes registered air waybills from the account. One that is gone already is no error.</summary>
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
    private protected override ICargoFeed CreateFeed() =>
        CargoWork.Delete(this, this.References(), () => this.Client.BeginAirDeletion(this.Log, this.StoppingToken));
}
