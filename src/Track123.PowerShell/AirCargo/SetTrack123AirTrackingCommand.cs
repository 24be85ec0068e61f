namespace Track123.Commands;

/// <summary>Gives registered air waybills another airline.</summary>
[Cmdlet(VerbsCommon.Set, "Track123AirTracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(void))]
public sealed class SetTrack123AirTrackingCommand : AirShipmentCmdlet
{
    /// <summary>The code of the airline that the waybills shall have, such as emirates.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("New Carrier Code", "New_Carrier_Code", "NewCarrier", "New Carrier", "NewCourierCode")]
    public string? NewCarrierCode { get; set; }

    /// <inheritdoc />
    private protected override string? CarrierWanted => this.NewCarrierCode;

    /// <inheritdoc />
    private protected override ICargoFeed CreateFeed() => CargoWork.ChangeCarrier(
        this, this.References(), () => this.Client.BeginAirCarrierChange(this.Log, this.StoppingToken));
}
