namespace Track123.Commands;

/// <summary>Gives registered ocean shipments another carrier.</summary>
[Cmdlet(VerbsCommon.Set, "Track123OceanTracking", SupportsShouldProcess = true)]
[OutputType(typeof(ChangeResult))]
public sealed class SetTrack123OceanTrackingCommand : OceanShipmentCmdlet
{
    /// <summary>The code of the carrier that the shipments shall have, such as oocl.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("New Carrier Code", "New_Carrier_Code", "New Carrier", "NewCarrier")]
    public string? NewCarrierCode { get; set; }

    /// <summary>Gives a result for each shipment. By default there is no output.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    private protected override string? CarrierWanted => this.NewCarrierCode;

    /// <inheritdoc />
    private protected override ICargoFeed CreateFeed() =>
        CargoWork.ChangeCarrier(this, this.References(), () => this.Client.BeginOceanCarrierChange(this.Log, this.StoppingToken), this.PassThru);
}
