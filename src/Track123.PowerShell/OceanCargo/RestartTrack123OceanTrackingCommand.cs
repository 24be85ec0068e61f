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
    private protected override ICargoFeed CreateFeed() =>
        CargoWork.Retrack(this, this.References(), () => this.Client.BeginOceanRetrack(this.Log, this.StoppingToken));
}
