namespace Track123.Commands;

/// <summary>Gives registered air waybills another airline.</summary>
[Cmdlet(VerbsCommon.Set, "Track123AirTracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(void))]
public sealed class SetTrack123AirTrackingCommand : AirShipmentCmdlet
{
    /// <summary>The airline that the waybills shall have: its code, such as emirates, its exact name, or a Carrier.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("New Carrier Code", "New_Carrier_Code", "NewCarrier", "New Carrier", "NewCourierCode")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? NewCarrierCode { get; set; }

    /// <inheritdoc />
    private protected override string? CarrierWanted => this.NewCarrierCode;

    /// <inheritdoc />
    private protected override ICargoFeed CreateFeed() => CargoWork.ChangeCarrier(
        this, this.References(), () => this.Client.BeginAirCarrierChange(this.Log, this.StoppingToken));
}
