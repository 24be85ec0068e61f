namespace Track123.Commands;

/// <summary>
/// Registers ocean shipments, a hundred in a request, and gives one result for each row, in the order of the rows. Each
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
    /// <summary>What the tracking number is: Booking, BillOfLading or Container, or the service's 1, 2 or 3.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("Number Type", "Number_Type", "Type")]
    [ArgumentCompleter(typeof(NumberTypeText))]
    public string? NumberType { get; set; }

    /// <inheritdoc />
    private protected override ICargoFeed CreateFeed() => CargoWork.Register(
        this,
        new CargoRows<OceanRegistration>(this.Read, row => row.TrackingNumber),
        () => this.Client.BeginOceanRegistration(this.Log, this.StoppingToken),
        result => result.Status);

    private (OceanRegistration Row, string? WhyNot) Read(string? number)
    {
        var (type, whyNot) = NumberTypeText.Read(this.NumberType);
        if (type == OceanNumberType.Container
            && !string.IsNullOrWhiteSpace(number)
            && ContainerNumber.WhyOdd(number) is { } odd)
        {
            this.WriteWarning(odd);
        }

        var (carrier, whichCarrier) = this.ReadCarrier(this.CarrierCode);
        var row = new OceanRegistration
        {
            Row = this.Row,
            TrackingNumber = number,
            CarrierCode = carrier ?? this.CarrierCode,
            NumberType = type,
            CustomerEmail = this.CustomerEmail,
        };
        return (row, whyNot ?? whichCarrier);
    }
}
