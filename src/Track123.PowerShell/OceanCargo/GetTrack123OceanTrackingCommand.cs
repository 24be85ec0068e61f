namespace Track123.Commands;

/// <summary>Gets registered ocean shipments with their containers, a hundred in a request.</summary>
[Cmdlet(VerbsCommon.Get, "Track123OceanTracking")]
[OutputType(typeof(OceanShipment))]
public sealed class GetTrack123OceanTrackingCommand : OceanShipmentCmdlet
{
    /// <inheritdoc />
    private protected override IRowFeed<OceanReference> CreateFeed() => new CargoLookup<OceanReference, OceanShipment>(
        this, this.NumberOf, (rows, token) => this.Client.GetOceanShipmentsAsync(rows, this.Log, token));
}
