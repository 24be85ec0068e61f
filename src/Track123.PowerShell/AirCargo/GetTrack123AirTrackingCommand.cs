namespace Track123.Commands;

/// <summary>Gets registered air waybills with their events, a hundred in a request.</summary>
[Cmdlet(VerbsCommon.Get, "Track123AirTracking", DefaultParameterSetName = ByNumber)]
[OutputType(typeof(AirShipment))]
public sealed class GetTrack123AirTrackingCommand : AirShipmentCmdlet
{
    /// <inheritdoc />
    private protected override ICargoFeed CreateFeed() => CargoWork.Get(
        this, this.References(), (rows, token) => this.Client.GetAirShipmentsAsync(rows, this.Log, token));
}
