using System.Text.Json;

namespace Track123.Client.Tests;

public sealed class SandboxQueryTests
{
    [Fact]
    public async Task Pages_are_in_order_of_registration_and_the_last_cursor_is_empty()
    {
        using var caller = new SandboxCaller();
        string[] numbers = [.. Enumerable.Range(0, 250).Select(i => $"SBTRANSIT{i}")];
        await caller.RegisterAsync(numbers);
        var (seen, pages, cursor) = (new List<string>(), 0, "");
        do
        {
            var answer = await caller.PostAsync(
                SandboxCaller.Query, $$"""{"cursor":{{JsonSerializer.Serialize(cursor)}},"queryPageSize":100}""");
            seen.AddRange(answer.Numbers);
            cursor = answer.Cursor;
            Assert.Contains(
                $$"""totalElements":"250","totalPages":"3","currentPage":"{{++pages}}",""",
                answer.Text, StringComparison.Ordinal);
        }
        while (cursor.Length > 0);
        Assert.Equal(3, pages);
        Assert.Equal(numbers, seen);
    }

    [Fact]
    public async Task Full_last_page_has_an_empty_cursor()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1", "SBTRANSIT2");
        Assert.Equal("", (await caller.PostAsync(SandboxCaller.Query, """{"queryPageSize":2}""")).Cursor);
    }

    [Fact]
    public async Task Unregistered_numbers_are_rejected_only_on_the_first_page()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1", "SBTRANSIT2");
        const string criteria = """ "trackNos":["SBTRANSIT1","NOPE","SBTRANSIT2"],"queryPageSize":1 """;
        var first = await caller.PostAsync(SandboxCaller.Query, $$"""{{{criteria}}}""");
        Assert.Equal(
            """[{"trackNo":"NOPE","error":{"code":"A0400","msg":"trackNo not registered"}}]""",
            first.Data.GetProperty("rejected").GetRawText());
        var second = await caller.PostAsync(SandboxCaller.Query, $$"""{{{criteria}},"cursor":"{{first.Cursor}}"}""");
        Assert.Equal(["SBTRANSIT2"], second.Numbers);
        Assert.Equal("[]", second.Data.GetProperty("rejected").GetRawText());
    }

    [Fact]
    public async Task Account_without_parcels_returns_an_empty_page()
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(SandboxCaller.Query, """{"cursor":""}""");
        Assert.Equal(("00000", "[]", ""), (answer.Code, answer.Content.GetRawText(), answer.Cursor));
    }

    [Fact]
    public async Task Number_is_found_with_its_carrier_or_null_but_not_with_another_carrier()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        async Task<int> CountAsync(string info) =>
            (await caller.PostAsync(SandboxCaller.Query, $$"""{"trackNoInfos":[{{info}}]}""")).Numbers.Count();
        Assert.Equal(1, await CountAsync("""{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}"""));
        Assert.Equal(1, await CountAsync("""{"trackNo":"SBTRANSIT1","courierCode":null}"""));
        Assert.Equal(0, await CountAsync("""{"trackNo":"SBTRANSIT1","courierCode":"usps"}"""));
    }

    [Fact]
    public async Task Order_number_returns_every_parcel_of_the_order_and_blank_ones_are_ignored()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(
            SandboxCaller.Import,
            """
            [{"trackNo":"SBTRANSIT1","orderNo":"A"},{"trackNo":"SBTRANSIT2","orderNo":"B"},
             {"trackNo":"SBTRANSIT3","orderNo":"A"}]
            """);
        Assert.Equal(
            ["SBTRANSIT1", "SBTRANSIT3"],
            (await caller.PostAsync(SandboxCaller.Query, """{"orderNos":["A",""]}""")).Numbers);
        Assert.Equal(
            ["SBTRANSIT3"],
            (await caller.PostAsync(
                SandboxCaller.Query, """{"trackNos":["SBTRANSIT2","SBTRANSIT3"],"orderNos":["A"]}""")).Numbers);
        Assert.Equal(3, (await caller.PostAsync(SandboxCaller.Query, """{"orderNos":[""]}""")).Numbers.Count());
    }

    [Fact]
    public async Task Time_window_is_in_portal_time_and_includes_both_ends()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        caller.Account.Advance(TimeSpan.FromSeconds(1.5));
        await caller.RegisterAsync("SBTRANSIT2");
        caller.Account.Advance(TimeSpan.FromSeconds(1));
        await caller.RegisterAsync("SBTRANSIT3");
        async Task<IEnumerable<string>> FindAsync(string from, string to) => (await caller.PostAsync(
            SandboxCaller.Query,
            $$"""{"createTimeStart":"2026-03-02 {{from}}","createTimeEnd":"2026-03-02 {{to}}"}""")).Numbers;
        Assert.Equal(["SBTRANSIT1", "SBTRANSIT2"], await FindAsync("09:20:36", "09:20:37"));
        Assert.Equal(["SBTRANSIT2", "SBTRANSIT3"], await FindAsync("09:20:37", "23:59:59"));
        Assert.Empty(await FindAsync("01:20:00", "01:21:00"));
        Assert.Equal(
            "2026-03-02 09:20:37", (await caller.RecordAsync("SBTRANSIT2")).GetProperty("createTime").GetString());
    }

    [Theory]
    [InlineData("""{"queryPageSize":0}""")]
    [InlineData("""{"queryPageSize":101}""")]
    [InlineData("""{"queryPageSize":"50"}""")]
    [InlineData("""{"cursor":"abc"}""")]
    [InlineData("""{"cursor":"YWZ0ZXI6LTE="}""")]
    [InlineData("""{"cursor":1}""")]
    [InlineData("""{"createTimeStart":"2026-03-02"}""")]
    [InlineData("""{"createTimeEnd":"2026-03-02T00:00:00Z"}""")]
    [InlineData("""{"createTimeStart":"2026-03-03 00:00:00","createTimeEnd":"2026-03-02 00:00:00"}""")]
    [InlineData("""{"trackNos":"A"}""")]
    [InlineData("""{"trackNos":[1]}""")]
    [InlineData("""{"trackNoInfos":["A"]}""")]
    public async Task Invalid_query_is_rejected(string body)
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(SandboxCaller.Query, body);
        Assert.Equal((400, "A0400"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("trackNos", "\"N\"")]
    [InlineData("orderNos", "\"N\"")]
    [InlineData("trackNoInfos", """{"trackNo":"N"}""")]
    public async Task More_than_100_numbers_are_rejected(string criterion, string entry)
    {
        using var caller = new SandboxCaller();
        string Body(int count) => $$"""{"{{criterion}}":[{{string.Join(',', Enumerable.Repeat(entry, count))}}]}""";
        Assert.Equal(200, (await caller.PostAsync(SandboxCaller.Query, Body(100))).Status);
        var answer = await caller.PostAsync(SandboxCaller.Query, Body(101));
        Assert.Equal((400, "A0400"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task V2_response_omits_the_fields_added_in_v2_1()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBDELIVERED1");
        caller.Account.Advance(TimeSpan.FromDays(8));
        var answer = await caller.PostAsync("tk/v2/track/query", """{"trackNos":["SBDELIVERED1"]}""");
        Assert.Single(answer.Numbers);
        Assert.Contains("\"eventTime\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("eventTimeZeroUTC", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("expectedDeliveryTime", answer.Text, StringComparison.Ordinal);
    }
}
