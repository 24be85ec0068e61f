using Track123.AirCargo;
using Track123.Batches;
using Track123.Cargo;

namespace Track123.Commands;

/// <summary>Gets registered air waybills with their events, in batches of up to 100.</summary>
[Cmdlet(VerbsCommon.Get, "Track123AirTracking", DefaultParameterSetName = ByNumber)]
[OutputType(typeof(AirShipment))]
public sealed class GetTrack123AirTrackingCommand : AirShipmentCmdlet
{
    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() =>
        new BatchPipeline<CargoRow, LookupOutcome<AirShipment>>(this, AirOperations.Lookup, this.ReadRow, this.WriteRecords)
        {
            ToError = Track123Error.FromLookup,
        };
}
