namespace Track123.Commands;

/// <summary>Gives registered ocean shipments another carrier.</summary>
[Cmdlet(VerbsCommon.Set, "Track123OceanTracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(void))]
public sealed class SetTrack123OceanTrackingCommand : OceanShipmentCmdlet
{
    /// <summary>The code of the carrier that the shipments shall have, such as oocl.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("New Carrier Code", "New_Carrier_Code", "NewCarrier", "New Carrier", "NewCourierCode")]
    public string? NewCarrierCode { get; set; }

    /// <inheritdoc />
    private protected override string? CarrierWanted => this.NewCarrierCode;

    /// <inheritdoc />
    private protected override ICargoFeed CreateFeed() => CargoWork.ChangeCarrier(
        this, this.References(), () => this.Client.BeginOceanCarrierChange(this.Log, this.StoppingToken));
}
