using Track123.Client.Tests.Cargo;

namespace Track123.Client.Tests.Batches;

/// <summary>Responses that are hard to match to the items of their request.</summary>
public sealed class ResponseMatchingTests
{
    private const string Duplicate = """{"code":"A0400","msg":"trackNo has been imported"}""";

    [Theory]
    [InlineData("""{"accepted":[{"trackNo":"N1","courierCode":"ups"}],"rejected":[{"trackNo":"N1","courierCode":"dhl","error":ERROR}]}""")]
    [InlineData("""{"accepted":[{"trackNo":"N1"}],"rejected":[{"trackNo":"N1","courierCode":"dhl","error":ERROR}]}""")]
    [InlineData("""{"accepted":[{"trackNo":"N1","courierCode":"ups"}],"rejected":[{"trackNo":"N1","error":ERROR}]}""")]
    public async Task Rejected_parcel_without_index_is_matched_by_number_and_carrier(string data)
    {
        var results = await Parcels(
            data, new() { TrackingNumber = "N1", CarrierCode = "ups" }, new() { TrackingNumber = "N1", CarrierCode = "dhl" });
        Assert.Equal(
            [RegistrationStatus.Registered, RegistrationStatus.AlreadyRegistered], results.Select(r => r.Status));
    }

    [Fact]
    public async Task Rejected_parcel_that_comes_first_is_matched_by_number_and_carrier()
    {
        var results = await Parcels(
            """{"accepted":[{"trackNo":"N1","courierCode":"ups"}],"rejected":[{"trackNo":"N1","courierCode":"dhl","error":ERROR}]}""",
            new() { TrackingNumber = "N1", CarrierCode = "dhl" },
            new() { TrackingNumber = "N1", CarrierCode = "ups" });
        Assert.Equal(
            [RegistrationStatus.AlreadyRegistered, RegistrationStatus.Registered], results.Select(r => r.Status));
    }

    [Fact]
    public async Task Rejected_ocean_shipment_is_matched_by_number_and_carrier()
    {
        var service = Answer("""
            {"accepted":[{"trackingNo":"B1","carrierCode":"oocl","type":1,"orderNo":"O1"}],
             "rejected":[{"trackingNo":"B1","carrierCode":"matson","error":ERROR}]}
            """);
        var results = await service.Run(
            c => c.Begin(OceanOperations.Register, new Log(), default),
            new() { TrackingNumber = "B1", CarrierCode = "oocl", NumberType = OceanNumberType.Booking },
            new() { TrackingNumber = "B1", CarrierCode = "matson", NumberType = OceanNumberType.Booking });
        Assert.Equal(
            [("O1", RegistrationStatus.Registered), (null, RegistrationStatus.AlreadyRegistered)], results.Select(r => (r.OrderNumber, r.Status)));
    }

    [Fact]
    public async Task Rejected_air_waybill_is_matched_by_number_and_carrier()
    {
        var service = Answer("""
            {"accepted":[{"trackingNo":"16012345675","carrierCode":"cathay-pacific"}],
             "rejected":[{"trackingNo":"16012345675","carrierCode":"emirates","error":ERROR}]}
            """);
        var results = await service.Run(
            c => c.Begin(AirOperations.Register, new Log(), default),
            new() { TrackingNumber = "160-12345675", CarrierCode = "cathay-pacific" },
            new() { TrackingNumber = "160-12345675", CarrierCode = "emirates" });
        Assert.Equal(
            [RegistrationStatus.Registered, RegistrationStatus.AlreadyRegistered], results.Select(r => r.Status));
    }

    [Fact]
    public async Task Rejection_without_a_number_does_not_change_an_accepted_row()
    {
        var results = await Parcels(
            """{"accepted":[{"trackNo":"N1"}],"rejected":[{"index":0,"error":{"code":"A0400","msg":"courierCode is invalid"}}]}""",
            new() { TrackingNumber = "N1" },
            new() { TrackingNumber = "N2" });
        Assert.Equal([RegistrationStatus.Registered, RegistrationStatus.Failed], results.Select(r => r.Status));
        Assert.Contains("without saying which", results[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_one_unnamed_rejection_cannot_explain_are_sent_again()
    {
        var service = new ScriptedService(r => ScriptedService.Success(r.Body.Contains("N1", StringComparison.Ordinal)
            ? """{"accepted":[{"trackNo":"N1"}],"rejected":[{"error":{"code":"A0400","msg":"courierCode is invalid"}}]}"""
            : """{"accepted":[{"trackNo":"N2"},{"trackNo":"N3"}]}"""));
        var results = await service.Run(
            c => c.Begin(ParcelOperations.Register, new Log(), default),
            new() { TrackingNumber = "N1" },
            new() { TrackingNumber = "N2" },
            new() { TrackingNumber = "N3" });
        Assert.All(results, r => Assert.Equal(RegistrationStatus.Registered, r.Status));
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task Numbers_echoed_in_another_spelling_are_matched_by_index()
    {
        var results = await Parcels(
            """{"accepted":[{"trackNo":"AB1"},{"trackNo":"CD2"}],"rejected":[{"index":1,"trackNo":"AB1","error":ERROR}]}""",
            new() { TrackingNumber = "ab1" },
            new() { TrackingNumber = "ab 1" },
            new() { TrackingNumber = "cd-2" });
        Assert.Equal(
            [RegistrationStatus.Registered, RegistrationStatus.AlreadyRegistered, RegistrationStatus.Registered], results.Select(r => r.Status));
    }

    private static async Task<List<RegistrationResult>> Parcels(string data, params ParcelRow[] rows) =>
        await Answer(data).Run(c => c.Begin(ParcelOperations.Register, new Log(), default), rows);

    private static ScriptedService Answer(string data) =>
        new(_ => ScriptedService.Success(data.Replace("ERROR", Duplicate, StringComparison.Ordinal)));
}
