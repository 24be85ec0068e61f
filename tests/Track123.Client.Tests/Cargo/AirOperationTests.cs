namespace Track123.Client.Tests.Cargo;

public sealed class AirOperationTests
{
    [Theory]
    [InlineData("160-12345675")]
    [InlineData("16012345675")]
    public async Task Registration_sends_the_documented_body_and_matches_numbers_in_any_spelling(string echoed)
    {
        var service = new ScriptedService(_ => ScriptedService.Success(
            $$"""{"accepted":[{"trackingNo":"{{echoed}}","carrierCode":"cathay-pacific"}],"rejected":[]}"""));
        var results = await service.Run(
            c => c.Begin(AirOperations.Register, new Log(), default),
            Row("160-1234 5675"), Row("16012345675"), Row("160-12345676"), Row("160-12345675", carrier: null));
        var request = Assert.Single(service.Requests);
        Assert.Equal(("POST", "tk/v2.1/aviation/track/import"), (request.Method, request.Path()));
        Assert.Equal("""[{"trackingNo":"160-12345675","carrierCode":"cathay-pacific"}]""", request.Body);
        Assert.Equal(
            [RegistrationStatus.Registered, RegistrationStatus.AlreadyRegistered, RegistrationStatus.Rejected, RegistrationStatus.Rejected],
            results.Select(r => r.Status));
        Assert.Equal(
            ["160-12345675", "160-12345675", "160-12345676", "160-12345675"], results.Select(r => r.TrackingNumber));
    }

    [Fact]
    public async Task Customer_email_is_sent()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("{}"));
        await service.Run(c => c.Begin(AirOperations.Register, new Log(), default), new CargoRow { TrackingNumber = "16012345675", CarrierCode = "x", CustomerEmail = "a@example.com" });
        Assert.Equal("""[{"trackingNo":"160-12345675","carrierCode":"x","customerEmail":"a@example.com"}]""", service.Requests[0].Body);
    }

    [Fact]
    public async Task Retrack_carrier_change_and_deletion_send_the_documented_requests()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("true"));
        var row = new CargoRow { TrackingNumber = "16012345675", CarrierCode = "cathay-pacific" };
        var change = new CargoRow { TrackingNumber = "16012345675", CarrierCode = "cathay-pacific", NewCarrierCode = "emirates" };
        Assert.Equal(RetrackStatus.Retracked, Assert.Single(await service.Run(c => c.Begin(AirOperations.Retrack, new Log(), default), row)).Status);
        Assert.Equal(ChangeStatus.Done, Assert.Single(await service.Run(c => c.Begin(AirOperations.ChangeCarrier, new Log(), default), change)).Status);
        Assert.Equal(ChangeStatus.Done, Assert.Single(await service.Run(c => c.Begin(AirOperations.Delete, new Log(), default), row)).Status);
        Assert.Equal(
            [
                ("tk/v2.1/aviation/track/refresh", """{"trackingNo":"160-12345675","carrierCode":"cathay-pacific"}"""),
                ("tk/v2.1/aviation/track/update-carrier", """{"carrierCode":"emirates","details":[{"trackingNo":"160-12345675","carrierCode":"cathay-pacific"}]}"""),
                ("tk/v2.1/aviation/track/delete", """[{"trackingNo":"160-12345675","carrierCode":"cathay-pacific"}]"""),
            ],
            service.Requests.Select(r => (r.Path(), r.Body)));
    }

    [Fact]
    public async Task Blank_carrier_is_omitted_from_the_request()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("null"));
        await service.Run(c => c.Begin(AirOperations.Delete, new Log(), default), new CargoRow { TrackingNumber = "16012345675", CarrierCode = " " });
        Assert.Equal("""[{"trackingNo":"160-12345675"}]""", Assert.Single(service.Requests).Body);
    }

    private static CargoRow Row(string number, string? carrier = "cathay-pacific") => new() { TrackingNumber = number, CarrierCode = carrier };
}
