using System.Text.Json;

namespace Track123.Client.Tests.Parcels;

public sealed class TrackingWalkTests
{
    [Fact]
    public async Task All_parcels_are_walked_by_cursor()
    {
        var service = new ScriptedService(r => Cursor(r) switch
        {
            "" => Page(["A", "B"], "c1"),
            "c1" => Page(["C", "D"], "c2"),
            _ => Page(["E"], ""),
        });
        var pages = await Walk(service, new TrackingQuery { PageSize = 2 });
        Assert.Equal(["A", "B", "C", "D", "E"], pages.SelectMany(p => p.Trackings).Select(t => t.TrackingNumber));
        Assert.Equal("""{"cursor":"","queryPageSize":2}""", service.Requests[0].Body);
        Assert.Equal(3, service.Requests.Count);
    }

    [Theory]
    [InlineData("""{"content":[],"cursor":"more"}""")]
    [InlineData("""{"content":null,"cursor":"more"}""")]
    [InlineData("""{"content":[{"trackNo":"A"}],"cursor":null}""")]
    [InlineData("""{"content":[{"trackNo":"A"}]}""")]
    [InlineData("""{"content":[{"trackNo":"A"}],"cursor":"x","totalPages":"1","currentPage":"1"}""")]
    [InlineData("""{"content":[{"trackNo":"A"}],"cursor":"x","totalElements":1}""")]
    [InlineData("""[{"trackNo":"A"}]""")]
    [InlineData("""{"trackNo":"A"}""")]
    [InlineData("null")]
    public async Task Whatever_says_end_ends_the_walk(string accepted)
    {
        var service = new ScriptedService(_ => ScriptedService.Success($$"""{"accepted":{{accepted}},"rejected":null}"""));
        await Walk(service, new TrackingQuery());
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_cursor_seen_before_is_no_way_on()
    {
        var service = new ScriptedService(r => Page(["A"], Cursor(r) switch { "a" => "b", "b" => "a", _ => "a" }));
        var pages = await Walk(service, new TrackingQuery());
        Assert.Equal(3, pages.Count);
    }

    [Fact]
    public async Task Numbers_go_out_by_the_hundred_and_come_back_in_the_order_asked_for()
    {
        var service = new ScriptedService(r =>
        {
            using var body = JsonDocument.Parse(r.Body);
            var numbers = body.RootElement.GetProperty("trackNoInfos").EnumerateArray().Select(i => i.GetProperty("trackNo").GetString()!).Reverse();
            return Page([.. numbers], "");
        });
        var numbers = Enumerable.Range(1, 250).Select(i => $"N{i}").ToList();
        var pages = await Walk(service, new TrackingQuery { TrackingNumbers = numbers.ConvertAll(n => (n, (string?)null)) });
        Assert.Equal(numbers, pages.SelectMany(p => p.Trackings).Select(t => t.TrackingNumber));
        Assert.Equal(3, service.Requests.Count);
        Assert.StartsWith("""{"trackNoInfos":[{"trackNo":"N1"},{"trackNo":"N2"}""", service.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"trackNo":"B","error":{"code":"A0400","msg":"trackNo not registered"}}]""")]
    [InlineData("""{"trackNo":"B","error":{"code":"A0400","msg":"trackNo not registered"}}""")]
    [InlineData("""{"content":[{"trackNo":"B","error":{"code":"A0400","msg":"trackNo not registered"}}]}""")]
    [InlineData("null")]
    public async Task A_number_without_record_is_missing_once_whether_the_service_says_so_or_not(string rejected)
    {
        var service = new ScriptedService(_ => ScriptedService.Success($$"""{"accepted":{"content":[{"trackNo":"A"}],"cursor":""},"rejected":{{rejected}}}"""));
        var page = Assert.Single(await Walk(service, new TrackingQuery { TrackingNumbers = [("A", null), ("B", "ups")] }));
        Assert.Equal("A", Assert.Single(page.Trackings).TrackingNumber);
        var missing = Assert.Single(page.Missing);
        Assert.Equal("B", missing.TrackingNumber);
        Assert.Equal(Track123ErrorKind.TrackingNotRegistered, missing.Error.Kind);
    }

    [Fact]
    public async Task Order_numbers_and_a_time_window_are_the_contracts_fields()
    {
        var service = new ScriptedService(_ => Page([], ""));
        await Walk(service, new TrackingQuery { OrderNumbers = ["SO-1"], CreatedAfter = new(2026, 3, 1), CreatedBefore = new(2026, 3, 31, 23, 59, 59) });
        Assert.Equal(
            """{"orderNos":["SO-1"],"createTimeStart":"2026-03-01 00:00:00","createTimeEnd":"2026-03-31 23:59:59","cursor":"","queryPageSize":100}""",
            Assert.Single(service.Requests).Body);
    }

    private static string Cursor(ScriptedRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetProperty("cursor").GetString()!;
    }

    private static HttpResponseMessage Page(string[] numbers, string cursor) => ScriptedService.Success(
        $$"""{"accepted":{"content":[{{string.Join(',', numbers.Select(n => $$"""{"trackNo":"{{n}}"}"""))}}],"cursor":"{{cursor}}"},"rejected":[]}""");

    private static async Task<List<TrackingPage>> Walk(ScriptedService service, TrackingQuery query)
    {
        using var client = service.Connect();
        var walk = client.BeginQuery(query, new Log());
        var pages = new List<TrackingPage>();
        while (await service.Drive(walk.NextAsync(default)) is { } page)
        {
            pages.Add(page);
            Assert.True(pages.Count < 20);
        }

        return pages;
    }
}
