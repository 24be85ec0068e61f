namespace Track123.Client.Tests.Cargo;

public sealed class CargoQueryTests
{
    [Fact]
    public async Task Query_sends_the_documented_request()
    {
        var (lookups, service) = await Ocean("""{"accepted":[{"trackingNo":"A","orderNo":"O1","type":2}],"rejected":[]}""", Reference("A", "O1"));
        var request = Assert.Single(service.Requests);
        Assert.Equal(("POST", "tk/v2.1/ocean/track/query"), (request.Method, request.Path()));
        Assert.Equal("""[{"orderNo":"O1","trackingNo":"A","type":2}]""", request.Body);
        Assert.Equal("A", Shipments(lookups).Single().TrackingNumber);
        Assert.Equal(service.Now, Shipments(lookups)[0].RetrievedTime);
        Assert.Empty(Missing(lookups));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"trackingNo":"B","orderNo":"O2","error":{"code":"A0400","msg":"trackingNo not registered"}}""")]
    [InlineData("""[{"trackingNo":"B","error":{"code":"A0400","msg":"trackingNo not registered"}}]""")]
    [InlineData("""{"content":[{"trackingNo":"B","error":{"code":"A0400","msg":"trackingNo not registered"}}]}""")]
    public async Task Number_without_a_record_is_not_registered_with_or_without_a_rejection(string rejected)
    {
        var (lookups, _) = await Ocean($$"""{"accepted":[{"trackingNo":"A"}],"rejected":{{rejected}}}""", Reference("A", "O1"), Reference("B", "O2"));
        Assert.Single(Shipments(lookups));
        var missing = Assert.Single(Missing(lookups));
        Assert.Equal(("B", Track123ErrorKind.TrackingNotRegistered), (missing.TrackingNumber, missing.Error!.Kind));
        Assert.Contains("'B'", missing.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_rejections_keep_the_reason_of_the_service()
    {
        var (lookups, _) = await Ocean("""{"rejected":[{"trackingNo":"A","error":{"code":"A0400","msg":"type is wrong"}}]}""", Reference("A", "O1"));
        var missing = Assert.Single(Missing(lookups));
        Assert.Equal((Track123ErrorKind.TrackingRejected, "A0400"), (missing.Error!.Kind, missing.Error!.Code));
        Assert.Contains("type is wrong", missing.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Number_queried_with_two_order_numbers_is_missing_only_for_the_unknown_one()
    {
        var (lookups, _) = await Ocean("""{"accepted":[{"trackingNo":"A","orderNo":"O1"}]}""", Reference("A", "O1"), Reference("A", "O2"));
        Assert.Single(Shipments(lookups));
        Assert.Equal("A", Assert.Single(Missing(lookups)).TrackingNumber);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"accepted":null}""")]
    [InlineData("true")]
    [InlineData("[]")]
    public async Task Response_without_content_reports_every_number_as_missing(string data)
    {
        var (lookups, _) = await Ocean(data, Reference("A", "O1"), Reference("B", "O2"));
        Assert.Equal(["A", "B"], Missing(lookups).Select(m => m.TrackingNumber));
    }

    [Fact]
    public async Task Invalid_reference_is_reported_and_not_sent()
    {
        var (lookups, service) = await Ocean(
            "{}", Reference("A", " "), Reference("B", "O2", OceanNumberType.Unknown), Reference(null, "O3"));
        Assert.Empty(service.Requests);
        Assert.All(Missing(lookups), m => Assert.Equal(Track123ErrorKind.InvalidRequest, m.Error!.Kind));
        Assert.All(
            Missing(lookups).Zip(["'A': The order number is missing", "'B': The number type is missing", "The tracking number is blank"]),
            pair => Assert.StartsWith(pair.Second, pair.First.Error!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Error_message_does_not_contain_the_key()
    {
        var (lookups, _) = await Ocean("""{"rejected":[{"trackingNo":"A","error":{"code":"A0400","msg":"not with k-0123456789abcdef"}}]}""", Reference("A", "O1"));
        Assert.DoesNotContain(
            "k-0123456789abcdef", Assert.Single(Missing(lookups)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Air_query_sends_the_documented_request_and_matches_numbers_without_hyphen()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""{"accepted":[{"trackingNo":"16012345675","aviationStatus":"BOOKED"}]}"""));
        using var client = service.Connect();
        using var run = client.Begin(AirOperations.Lookup, new Log(), default);
        var lookups = await service.Drive(
            run,
            [
                new() { TrackingNumber = "160-1234 5675", CarrierCode = "cathay-pacific" },
                new() { TrackingNumber = "020-00000011" },
                new() { TrackingNumber = "020-00000012" },
            ]);
        var request = Assert.Single(service.Requests);
        Assert.Equal("tk/v2.1/aviation/track/query", request.Path());
        Assert.Equal("""[{"trackingNo":"160-12345675","carrierCode":"cathay-pacific"},{"trackingNo":"020-00000011"}]""", request.Body);
        Assert.Equal(AirStatus.Booked, Assert.Single(lookups[0].Records).Status);
        Assert.Equal(
            [("020-00000011", Track123ErrorKind.TrackingNotRegistered), ("020-00000012", Track123ErrorKind.InvalidRequest)],
            lookups.Where(l => l.Error is not null).Select(l => (l.TrackingNumber, l.Error!.Kind)));
    }

    private static CargoRow Reference(string? number, string order, OceanNumberType type = OceanNumberType.BillOfLading) =>
        new() { TrackingNumber = number, OrderNumber = order, NumberType = type };

    private static List<OceanShipment> Shipments(List<LookupOutcome<OceanShipment>> lookups) =>
        [.. lookups.SelectMany(l => l.Records)];

    private static List<LookupOutcome<OceanShipment>> Missing(List<LookupOutcome<OceanShipment>> lookups) =>
        lookups.FindAll(l => l.Error is not null);

    private static async Task<(List<LookupOutcome<OceanShipment>> Lookups, ScriptedService Service)> Ocean(string data, params CargoRow[] references)
    {
        var service = new ScriptedService(_ => ScriptedService.Success(data));
        using var client = service.Connect();
        using var run = client.Begin(OceanOperations.Lookup, new Log(), default);
        return (await service.Drive(run, references), service);
    }
}
