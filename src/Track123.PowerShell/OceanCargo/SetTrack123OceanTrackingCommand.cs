using Track123.Cargo;
using Track123.OceanCargo;

namespace Track123.Commands;

/// <summary>Gives registered ocean shipments another carrier.</summary>
[Cmdlet(VerbsCommon.Set, "Track123OceanTracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(void))]
public sealed class SetTrack123OceanTrackingCommand : OceanShipmentCmdlet
{
    /// <summary>The carrier that the shipments shall have: its code, such as oocl, its exact name, or a Carrier.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("New Carrier Code", "New_Carrier_Code", "NewCarrier", "New Carrier", "NewCourierCode")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? NewCarrierCode { get; set; }

    /// <inheritdoc />
    private protected override string? GivenNewCarrier => this.NewCarrierCode;

    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => new BatchPipeline<CargoRow, ChangeResult>(
        this, OceanOperations.ChangeCarrier, this.ReadRow, this.WriteFailure, ChangeCarrierAction);
}
