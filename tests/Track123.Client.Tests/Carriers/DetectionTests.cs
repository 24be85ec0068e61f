namespace Track123.Client.Tests.Carriers;

public sealed class DetectionTests
{
    [Fact]
    public async Task Recommended_carrier_comes_first_and_only_once()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""
            {"candidates":[{"carrier":"china-ems","confidence":0.41},{"carrier":"china-post","confidence":"0.93"}],
             "recommended_carrier":{"carrier":"china-post","confidence":0.93}}
            """));
        var candidates = await Ask(service, " LB987654321CN ");
        Assert.Equal([("china-post", 0.93, true), ("china-ems", 0.41, false)], candidates.Select(c => (c.CarrierCode, c.Confidence!.Value, c.IsRecommended)));
        Assert.All(candidates, c => Assert.Equal("LB987654321CN", c.TrackingNumber));
        var request = Assert.Single(service.Requests);
        Assert.EndsWith("/tk/v2.1/courier/detection", request.Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("""{"tracking_number":"LB987654321CN"}""", request.Body);
    }

    [Theory]
    [InlineData("""[{"courierCode":"ups"},{"code":"dhl"}]""", 2)]
    [InlineData("""{"recommended_carrier":null,"candidates":[{"carrier":"ups"}]}""", 1)]
    [InlineData("""{"recommended_carrier":{"carrier":"ups"}}""", 1)]
    [InlineData("""{"recommended_carrier":null,"candidates":null}""", 0)]
    [InlineData("[]", 0)]
    [InlineData("null", 0)]
    public async Task Undocumented_response_forms_are_read(string data, int expected)
    {
        var candidates = await Ask(new ScriptedService(_ => ScriptedService.Success(data)), "N1");
        Assert.Equal(expected, candidates.Count);
        Assert.All(candidates, c => Assert.Null(c.Confidence));
    }

    private static async Task<IReadOnlyList<CarrierCandidate>> Ask(ScriptedService service, string number)
    {
        using var client = service.Connect();
        return await service.Drive(client.DetectCarrierAsync(number, NumberCheck.CleanOnly, new Log(), default));
    }
}
