using Track123.Cargo;
using Track123.OceanCargo;

namespace Track123.Commands;

/// <summary>Changes the carrier of registered ocean shipments.</summary>
[Cmdlet(VerbsCommon.Set, "Track123OceanTracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(void))]
public sealed class SetTrack123OceanTrackingCommand : OceanShipmentCmdlet
{
    /// <summary>The new carrier of the shipments: its code, such as oocl, its exact name, or a Carrier.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("New Carrier Code", "New_Carrier_Code", "NewCarrier", "New Carrier", "NewCourierCode")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? NewCarrierCode { get; set; }

    /// <inheritdoc />
    private protected override string? NewCarrier => this.NewCarrierCode;

    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => new BatchPipeline<CargoRow, ChangeResult>(
        this, OceanOperations.ChangeCarrier, this.ReadRow, static _ => { }, ChangeCarrierAction);
}
