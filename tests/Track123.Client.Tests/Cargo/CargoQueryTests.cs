namespace Track123.Client.Tests.Cargo;

public sealed class CargoQueryTests
{
    [Fact]
    public async Task Query_is_the_contracts()
    {
        var (page, service) = await Ocean("""{"accepted":[{"trackingNo":"A","orderNo":"O1","type":2}],"rejected":[]}""", Reference("A", "O1"));
        var request = Assert.Single(service.Requests);
        Assert.Equal(("POST", "tk/v2.1/ocean/track/query"), (request.Method, request.Path()));
        Assert.Equal("""[{"orderNo":"O1","trackingNo":"A","type":2}]""", request.Body);
        Assert.Equal("A", Assert.Single(page.Shipments).TrackingNumber);
        Assert.Equal(service.Now, page.Shipments[0].RetrievedAt);
        Assert.Empty(page.Missing);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"trackingNo":"B","orderNo":"O2","error":{"code":"A0400","msg":"trackingNo not registered"}}""")]
    [InlineData("""[{"trackingNo":"B","error":{"code":"A0400","msg":"trackingNo not registered"}}]""")]
    [InlineData("""{"content":[{"trackingNo":"B","error":{"code":"A0400","msg":"trackingNo not registered"}}]}""")]
    public async Task Number_without_a_record_is_missing_whether_the_service_says_so_or_not(string rejected)
    {
        var (page, _) = await Ocean($$"""{"accepted":[{"trackingNo":"A"}],"rejected":{{rejected}}}""", Reference("A", "O1"), Reference("B", "O2"));
        Assert.Single(page.Shipments);
        var missing = Assert.Single(page.Missing);
        Assert.Equal(("B", Track123ErrorKind.TrackingNotRegistered), (missing.TrackingNumber, missing.Error.Kind));
        Assert.Contains("'B'", missing.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_refusals_keep_their_reason()
    {
        var (page, _) = await Ocean("""{"rejected":[{"trackingNo":"A","error":{"code":"A0400","msg":"type is wrong"}}]}""", Reference("A", "O1"));
        var missing = Assert.Single(page.Missing);
        Assert.Equal((Track123ErrorKind.TrackingRejected, "A0400"), (missing.Error.Kind, missing.Error.Code));
        Assert.Contains("type is wrong", missing.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Number_under_two_order_numbers_is_missing_for_the_one_that_is_not_there()
    {
        var (page, _) = await Ocean("""{"accepted":[{"trackingNo":"A","orderNo":"O1"}]}""", Reference("A", "O1"), Reference("A", "O2"));
        Assert.Single(page.Shipments);
        Assert.Equal("A", Assert.Single(page.Missing).TrackingNumber);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"accepted":null}""")]
    [InlineData("true")]
    [InlineData("[]")]
    public async Task Answer_without_content_leaves_nobody_out(string data)
    {
        var (page, _) = await Ocean(data, Reference("A", "O1"), Reference("B", "O2"));
        Assert.Equal(["A", "B"], page.Missing.Select(m => m.TrackingNumber));
    }

    [Fact]
    public async Task Reference_that_is_wrong_is_told_and_not_sent()
    {
        var (page, service) = await Ocean("{}", Reference("A", " "), Reference("B", "O2", OceanNumberType.Unknown), Reference(null, "O3"));
        Assert.Empty(service.Requests);
        Assert.All(page.Missing, m => Assert.Equal(Track123ErrorKind.InvalidRequest, m.Error.Kind));
        Assert.All(
            page.Missing.Zip(["'A': The order number is missing", "'B': The number type is missing", "The tracking number is blank"]),
            pair => Assert.StartsWith(pair.Second, pair.First.Error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_is_not_in_what_is_told()
    {
        var (page, _) = await Ocean("""{"rejected":[{"trackingNo":"A","error":{"code":"A0400","msg":"not with k-0123456789abcdef"}}]}""", Reference("A", "O1"));
        Assert.DoesNotContain("k-0123456789abcdef", Assert.Single(page.Missing).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Air_query_is_the_contracts_and_knows_a_number_without_hyphen()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""{"accepted":[{"trackingNo":"16012345675","aviationStatus":"BOOKED"}]}"""));
        using var client = service.Connect();
        var page = await service.Drive(client.GetAirShipmentsAsync(
            [
                new() { TrackingNumber = "160-1234 5675", CarrierCode = "cathay-pacific" },
                new() { TrackingNumber = "020-00000011" },
                new() { TrackingNumber = "020-00000012" },
            ],
            new Log(),
            default));
        var request = Assert.Single(service.Requests);
        Assert.Equal("tk/v2.1/aviation/track/query", request.Path());
        Assert.Equal("""[{"trackingNo":"160-12345675","carrierCode":"cathay-pacific"},{"trackingNo":"020-00000011"}]""", request.Body);
        Assert.Equal(AirStatus.Booked, Assert.Single(page.Shipments).Status);
        Assert.Equal(
            [("020-00000012", Track123ErrorKind.InvalidRequest), ("020-00000011", Track123ErrorKind.TrackingNotRegistered)],
            page.Missing.Select(m => (m.TrackingNumber, m.Error.Kind)));
    }

    private static OceanReference Reference(string? number, string order, OceanNumberType type = OceanNumberType.BillOfLading) =>
        new() { TrackingNumber = number, OrderNumber = order, NumberType = type };

    private static async Task<(CargoPage<OceanShipment> Page, ScriptedService Service)> Ocean(string data, params OceanReference[] references)
    {
        var service = new ScriptedService(_ => ScriptedService.Success(data));
        using var client = service.Connect();
        return (await service.Drive(client.GetOceanShipmentsAsync(references, new Log(), default)), service);
    }
}
