using System.Text.Json;

namespace Track123.Client.Tests.Parcels;

public sealed class TrackingPagerTests
{
    [Fact]
    public async Task All_pages_are_read_by_cursor()
    {
        var service = new ScriptedService(r => Cursor(r) switch
        {
            "" => Page(["A", "B"], "c1"),
            "c1" => Page(["C", "D"], "c2"),
            _ => Page(["E"], ""),
        });
        var pages = await ReadPages(service);
        Assert.Equal(["A", "B", "C", "D", "E"], pages.SelectMany(p => p).Select(t => t.TrackingNumber));
        Assert.Equal("""{"cursor":"","queryPageSize":100}""", service.Requests[0].Body);
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
    public async Task Every_form_of_the_last_page_ends_the_query(string accepted)
    {
        var service = new ScriptedService(_ => ScriptedService.Success($$"""{"accepted":{{accepted}},"rejected":null}"""));
        await ReadPages(service);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Repeated_cursor_ends_the_query()
    {
        var service = new ScriptedService(r => Page(["N" + Cursor(r)], Cursor(r) switch { "a" => "b", "b" => "a", _ => "a" }));
        var pages = await ReadPages(service);
        Assert.Equal(3, pages.Count);
    }

    [Fact]
    public async Task Page_without_new_records_ends_the_query_even_with_a_new_cursor()
    {
        var pages = 0;
        var service = new ScriptedService(_ => ScriptedService.Success(
            $$$"""{"accepted":{"content":[{"id":"1","trackNo":"A"},{"id":"2","trackNo":"B"}],"cursor":"c{{{++pages}}}"}}"""));
        var all = await ReadPages(service);
        Assert.Equal(["A", "B"], all.SelectMany(p => p).Select(t => t.TrackingNumber));
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task Record_is_a_duplicate_only_if_id_number_and_carrier_are_equal()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""
            {"accepted":{"content":[{"id":"1","trackNo":"A","courierCode":"ups"},{"id":"1","trackNo":"A","courierCode":"dhl"},
             {"id":"1","trackNo":"B","courierCode":"ups"},{"id":"1","trackNo":"A","courierCode":"ups"}],"cursor":""}}
            """));
        var all = await ReadPages(service);
        Assert.Equal(["A ups", "A dhl", "B ups"], all.SelectMany(p => p).Select(t => $"{t.TrackingNumber} {t.CarrierCode}"));
    }

    [Fact]
    public async Task Numbers_are_sent_in_batches_of_100_and_records_returned_in_input_order()
    {
        var service = new ScriptedService(r =>
        {
            using var body = JsonDocument.Parse(r.Body);
            var numbers = body.RootElement.GetProperty("trackNoInfos").EnumerateArray().Select(i => i.GetProperty("trackNo").GetString()!).Reverse();
            return Page([.. numbers], "");
        });
        var numbers = Enumerable.Range(1, 250).Select(i => $"N{i}").ToList();
        var lookups = await LookUp(service, numbers.ConvertAll(n => (n, (string?)null)));
        Assert.Equal(numbers, lookups.SelectMany(l => l.Records).Select(t => t.TrackingNumber));
        Assert.Equal(3, service.Requests.Count);
        Assert.StartsWith("""{"trackNoInfos":[{"trackNo":"N1"},{"trackNo":"N2"}""", service.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"trackNo":"B","error":{"code":"A0400","msg":"trackNo not registered"}}]""")]
    [InlineData("""{"trackNo":"B","error":{"code":"A0400","msg":"trackNo not registered"}}""")]
    [InlineData("""{"content":[{"trackNo":"B","error":{"code":"A0400","msg":"trackNo not registered"}}]}""")]
    [InlineData("null")]
    public async Task Number_without_a_record_is_not_registered_with_or_without_a_rejection(string rejected)
    {
        var service = new ScriptedService(_ => ScriptedService.Success($$"""{"accepted":{"content":[{"trackNo":"A"}],"cursor":""},"rejected":{{rejected}}}"""));
        var lookups = await LookUp(service, [("A", null), ("B", "ups")]);
        Assert.Equal("A", Assert.Single(lookups[0].Records).TrackingNumber);
        Assert.Null(lookups[0].Error);
        Assert.Empty(lookups[1].Records);
        Assert.Equal(Track123ErrorKind.TrackingNotRegistered, lookups[1].Error?.Kind);
        Assert.Contains("'B'", lookups[1].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_of_a_number_with_two_carriers_are_matched_to_their_rows()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""
            {"accepted":{"content":[{"trackNo":"A","localLogisticsInfo":{"courierCode":"dhl"}},{"trackNo":"a","localLogisticsInfo":{"courierCode":"ups"}},
             {"trackNo":"B","localLogisticsInfo":{"courierCode":"x"}},{"trackNo":"B","localLogisticsInfo":{"courierCode":"y"}},{"trackNo":"not asked for"}],
             "cursor":""},"rejected":null}
            """));
        var lookups = await LookUp(service, [("A", "ups"), ("A", "dhl"), ("B", null), ("B", null)]);
        Assert.Equal(["dhl"], lookups[1].Records.Select(t => t.CarrierCode));
        Assert.Equal(["ups"], lookups[0].Records.Select(t => t.CarrierCode));
        Assert.Equal(["x", "y"], lookups[2].Records.Select(t => t.CarrierCode));
        Assert.True(lookups[3].IsDuplicate);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Time_window_is_sent_in_the_documented_fields()
    {
        var service = new ScriptedService(_ => Page([], ""));
        await ReadPages(service, new(2026, 3, 1), new(2026, 3, 31, 23, 59, 59));
        Assert.Equal(
            """{"createTimeStart":"2026-03-01 00:00:00","createTimeEnd":"2026-03-31 23:59:59","cursor":"","queryPageSize":100}""",
            Assert.Single(service.Requests).Body);
    }

    [Fact]
    public async Task Order_number_returns_its_parcels_and_an_unknown_one_is_not_registered()
    {
        var service = new ScriptedService(_ => ScriptedService.Success(
            """{"accepted":{"content":[{"trackNo":"A","orderNo":"SO-1"},{"trackNo":"B","orderNo":"SO-1"}]}}"""));
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.OrderLookup, new Log(), default);
        run.Add(new(1, "SO-1"));
        run.Add(new(2, "SO-2"));
        var lookups = await service.Drive(Take(run));
        Assert.Equal(["A", "B"], lookups[0].Records.Select(t => t.TrackingNumber));
        Assert.Equal(Track123ErrorKind.TrackingNotRegistered, lookups[1].Error?.Kind);
        Assert.Equal("""{"orderNos":["SO-1","SO-2"],"cursor":"","queryPageSize":100}""", Assert.Single(service.Requests).Body);
    }

    [Fact]
    public async Task Order_numbers_that_differ_only_in_punctuation_are_not_mixed_up()
    {
        var service = new ScriptedService(_ => ScriptedService.Success(
            """{"accepted":{"content":[{"trackNo":"A","orderNo":"1-23"},{"trackNo":"B","orderNo":"12-3"}]}}"""));
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.OrderLookup, new Log(), default);
        run.Add(new(1, "12-3"));
        run.Add(new(2, "1-23"));
        var lookups = await service.Drive(Take(run));
        Assert.Equal(["B", "A"], lookups.Select(l => Assert.Single(l.Records).TrackingNumber));
    }

    [Fact]
    public async Task Records_without_id_are_told_apart_by_their_order_number()
    {
        var service = new ScriptedService(_ => ScriptedService.Success(
            """{"accepted":{"content":[{"trackNo":"A","orderNo":"1"},{"trackNo":"A","orderNo":"2"},{"trackNo":"A","orderNo":"2"}]}}"""));
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.Lookup, new Log(), default);
        run.Add(new() { Row = 1, TrackingNumber = "A" });
        var lookup = Assert.Single(await service.Drive(Take(run)));
        Assert.Equal(["1", "2"], lookup.Records.Select(t => t.OrderNumber));
    }

    [Fact]
    public async Task Batches_of_numbers_are_sent_concurrently()
    {
        var service = new ScriptedService(_ => Page([], ""));
        await LookUp(service, Enumerable.Range(1, 500).Select(i => ($"N{i}", (string?)null)).ToList());
        Assert.Equal(5, service.Requests.Count);
        Assert.InRange((service.Requests[^1].Time - service.Requests[0].Time).TotalSeconds, 0.8, 1.1);
    }

    private static string Cursor(ScriptedRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetProperty("cursor").GetString()!;
    }

    private static HttpResponseMessage Page(string[] numbers, string cursor) => ScriptedService.Success(
        $$"""{"accepted":{"content":[{{string.Join(',', numbers.Select(n => $$"""{"trackNo":"{{n}}"}"""))}}],"cursor":"{{cursor}}"},"rejected":[]}""");

    private static async Task<List<LookupOutcome<Tracking>>> LookUp(ScriptedService service, List<(string Number, string? Carrier)> numbers)
    {
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.Lookup, new Log(), default);
        foreach (var (number, carrier) in numbers)
        {
            run.Add(new() { TrackingNumber = number, CarrierCode = carrier });
            if (run.IsBatchFull)
            {
                await run.SendAsync(default);
            }
        }

        return await service.Drive(Take(run));
    }

    private static async Task<List<LookupOutcome<Tracking>>> Take<T>(BatchRun<T, LookupOutcome<Tracking>> run)
        where T : class, IBatchItem
    {
        var all = new List<LookupOutcome<Tracking>>();
        await run.SendAsync(default);
        while (await run.WhenReadyAsync(default))
        {
            while (run.TryTake(out var lookup))
            {
                all.Add(lookup!);
            }
        }

        return all;
    }

    private static async Task<List<IReadOnlyList<Tracking>>> ReadPages(
        ScriptedService service, DateTime? createdAfter = null, DateTime? createdBefore = null)
    {
        using var client = service.Connect();
        var pager = client.BeginQuery(createdAfter, createdBefore, new Log(), default);
        var pages = new List<IReadOnlyList<Tracking>>();
        while (await service.Drive(pager.ReadPageAsync()) is { } page)
        {
            pages.Add(page.Accepted.Content);
            Assert.True(pages.Count < 20);
        }

        return pages;
    }
}
