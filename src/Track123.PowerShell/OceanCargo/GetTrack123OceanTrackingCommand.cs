namespace Track123.Commands;

/// <summary>Gets registered ocean shipments with their containers, a hundred in a request.</summary>
[Cmdlet(VerbsCommon.Get, "Track123OceanTracking", DefaultParameterSetName = ByNumber)]
[OutputType(typeof(OceanShipment))]
public sealed class GetTrack123OceanTrackingCommand : OceanShipmentCmdlet
{
    /// <inheritdoc />
    private protected override ICargoFeed CreateFeed() => CargoWork.Get(
        this, this.References(), (rows, token) => this.Client.GetOceanShipmentsAsync(rows, this.Log, token));
}
