using Track123.Cargo;
using Track123.OceanCargo;

namespace Track123.Commands;

/// <summary>
/// Registers ocean shipments in batches of up to 100 and outputs one result per row, in input order. Each shipment
/// costs 100 credits.
/// </summary>
[Cmdlet(
    VerbsLifecycle.Register,
    "Track123OceanTracking",
    SupportsShouldProcess = true,
    DefaultParameterSetName = ByNumber)]
[OutputType(typeof(OceanRegistrationResult))]
public sealed class RegisterTrack123OceanTrackingCommand : CargoRegistrationCmdlet
{
    /// <summary>The type of the tracking number: Booking (1), BillOfLading (2) or Container (3).</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("Number Type", "Number_Type", "Type")]
    [ArgumentCompleter(typeof(NumberTypeText))]
    public string? NumberType { get; set; }

    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => new BatchPipeline<CargoRow, OceanRegistrationResult>(
        this, OceanOperations.Register, this.ReadOceanRow, this.WriteObject, RegisterAction)
    {
        Credits = RegisterCredits,
        GetWarning = static row => row.NumberType == OceanNumberType.Container
            ? ContainerNumber.GetWarning(row.TrackingNumber)
            : null,
    };

    private (CargoRow Row, string? Error) ReadOceanRow(long row, string? number)
    {
        var (type, typeError) = NumberTypeText.Read(this.GetField(nameof(this.NumberType)));
        var (item, error) = this.ReadRow(row, number);
        return (item with { NumberType = type }, typeError ?? error);
    }
}
