namespace Track123.Commands;

/// <summary>Gives registered air waybills another airline.</summary>
[Cmdlet(VerbsCommon.Set, "Track123AirTracking", SupportsShouldProcess = true)]
[OutputType(typeof(ChangeResult))]
public sealed class SetTrack123AirTrackingCommand : AirShipmentCmdlet
{
    /// <summary>The code of the airline that the waybills shall have, such as emirates.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("New Carrier Code", "New_Carrier_Code", "New Carrier", "NewCarrier")]
    public string? NewCarrierCode { get; set; }

    /// <summary>Gives a result for each waybill. By default there is no output.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    private protected override string? CarrierWanted => this.NewCarrierCode;

    /// <inheritdoc />
    private protected override ICargoFeed CreateFeed() =>
        CargoWork.ChangeCarrier(this, this.References(), () => this.Client.BeginAirCarrierChange(this.Log, this.StoppingToken), this.PassThru);
}
