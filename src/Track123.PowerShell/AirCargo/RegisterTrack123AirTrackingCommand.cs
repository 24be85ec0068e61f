namespace Track123.Commands;

/// <summary>
/// Registers air waybills, a hundred in a request, and gives one result for each row, in the order of the rows. Each
/// costs 100 credits.
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
    private protected override ICargoFeed CreateFeed() => CargoWork.Register(
        this,
        new CargoRows<AirRegistration>(this.Read, row => row.TrackingNumber),
        () => this.Client.BeginAirRegistration(this.Log, this.StoppingToken),
        result => result.Status);

    private (AirRegistration Row, string? WhyNot) Read(string? number)
    {
        var (carrier, whyNot) = this.ReadCarrier(this.CarrierCode);
        var row = new AirRegistration
        {
            Row = this.Row,
            TrackingNumber = number,
            CarrierCode = carrier ?? this.CarrierCode,
            CustomerEmail = this.CustomerEmail,
        };
        return (row, whyNot);
    }
}
