using Track123.AirCargo;
using Track123.Cargo;

namespace Track123.Commands;

/// <summary>
/// Registers air waybills in batches of up to 100 and outputs one result per row, in input order. Each waybill costs
/// 100 credits.
/// </summary>
[Cmdlet(
    VerbsLifecycle.Register,
    "Track123AirTracking",
    SupportsShouldProcess = true,
    DefaultParameterSetName = ByNumber)]
[OutputType(typeof(AirRegistrationResult))]
public sealed class RegisterTrack123AirTrackingCommand : CargoRegistrationCmdlet
{
    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => new BatchPipeline<CargoRow, AirRegistrationResult>(
        this, AirOperations.Register, this.ReadRow, this.WriteObject, RegisterAction)
    {
        Credits = RegisterCredits,
    };
}
