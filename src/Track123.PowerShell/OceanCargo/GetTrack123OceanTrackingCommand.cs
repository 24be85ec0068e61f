using Track123.Batches;
using Track123.Cargo;
using Track123.OceanCargo;

namespace Track123.Commands;

/// <summary>Gets registered ocean shipments with their containers, in batches of up to 100.</summary>
[Cmdlet(VerbsCommon.Get, "Track123OceanTracking", DefaultParameterSetName = ByNumber)]
[OutputType(typeof(OceanShipment))]
public sealed class GetTrack123OceanTrackingCommand : OceanShipmentCmdlet
{
    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() =>
        new BatchPipeline<CargoRow, LookupOutcome<OceanShipment>>(this, OceanOperations.Lookup, this.ReadRow, this.WriteRecords)
        {
            ToError = Track123Error.FromLookup,
        };
}
