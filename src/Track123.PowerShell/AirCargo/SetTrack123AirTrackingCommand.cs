using Track123.AirCargo;
using Track123.Cargo;

namespace Track123.Commands;

/// <summary>Changes the airline of registered air waybills.</summary>
[Cmdlet(VerbsCommon.Set, "Track123AirTracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(void))]
public sealed class SetTrack123AirTrackingCommand : AirShipmentCmdlet
{
    /// <summary>The new airline of the waybills: its code, such as emirates, its exact name, or a Carrier.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("New Carrier Code", "New_Carrier_Code", "NewCarrier", "New Carrier", "NewCourierCode")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? NewCarrierCode { get; set; }

    /// <inheritdoc />
    private protected override string? NewCarrier => this.NewCarrierCode;

    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => new BatchPipeline<CargoRow, ChangeResult>(
        this, AirOperations.ChangeCarrier, this.ReadRow, static _ => { }, ChangeCarrierAction);
}
