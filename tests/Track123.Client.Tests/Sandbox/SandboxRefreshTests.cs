namespace Track123.Client.Tests;

public sealed class SandboxRefreshTests
{
    private const string One = "tk/v2.1/track/refresh";
    private const string Many = "tk/v2.1/track/refresh-batch";
    private const string Parcel = """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}""";

    [Fact]
    public async Task Refresh_works_once_in_six_hours_of_the_sandbox_clock()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        caller.Account.Advance(TimeSpan.FromMinutes(39) + TimeSpan.FromSeconds(24));
        Assert.Equal(
            """{"success":true,"actualRefreshTime":"2026-03-02 10:00:00"}""", await DataAsync());
        caller.Account.Advance(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1));
        Assert.Equal(
            """{"success":false,"actualRefreshTime":"2026-03-02 10:00:00"}""", await DataAsync());
        caller.Account.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            """{"success":true,"actualRefreshTime":"2026-03-02 16:00:00"}""", await DataAsync());

        async Task<string> DataAsync() => (await caller.PostAsync(One, Parcel)).Data.GetRawText();
    }

    [Theory]
    [InlineData("""{"trackNo":"SBTRANSIT1"}""", 400, "A0410", "courierCode is required")]
    [InlineData("""{"trackNo":"SBTRANSIT1","courierCode":" "}""", 400, "A0410", "courierCode is required")]
    [InlineData("""{"trackNos":["SBTRANSIT1"]}""", 400, "A0410", "trackNo is required")]
    [InlineData("""{"trackNo":1,"courierCode":"usps"}""", 400, "A0400", "trackNo must be a string")]
    [InlineData("""{"trackNo":"SBTRANSIT1","courierCode":"usps"}""", 200, "A0400", "trackNo not registered")]
    [InlineData("[]", 400, "A0400", "request body must be an object")]
    public async Task Refresh_of_anything_but_a_registered_parcel_is_rejected(string body, int status, string code, string message)
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        Assert.Equal((status, code, message), (await caller.PostAsync(One, body)).Outcome);
    }

    [Fact]
    public async Task Batch_refresh_accepts_or_rejects_each_item_by_index_even_within_six_hours()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        for (var i = 0; i < 2; i++)
        {
            var answer = await caller.PostAsync(
                Many, $$"""[{"trackNo":"NOPE","courierCode":"usps"},{{Parcel}},{"courierCode":"usps"}]""");
            Assert.Equal($"[{Parcel}]", answer.Accepted.GetRawText());
            Assert.Equal(
                """
                [{"index":0,"trackNo":"NOPE","courierCode":"usps",
                "error":{"code":"A0400","msg":"trackNo not registered"}},
                {"index":2,"trackNo":"","courierCode":"usps",
                "error":{"code":"A0410","msg":"trackNo is required"}}]
                """.ReplaceLineEndings(""),
                answer.Rejected.GetRawText());
            caller.Account.Advance(TimeSpan.FromHours(1));
        }

        // Only the first request refreshed the parcel; the one an hour later had no effect.
        Assert.Equal(
            """{"success":false,"actualRefreshTime":"2026-03-02 09:20:36"}""",
            (await caller.PostAsync(One, Parcel)).Data.GetRawText());
    }

    [Fact]
    public async Task More_than_100_items_are_rejected_and_none_is_refreshed()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        var answer = await caller.PostAsync(Many, $"[{string.Join(',', Enumerable.Repeat(Parcel, 101))}]");
        Assert.Equal((400, "A0400", "at most 100 items in one request"), answer.Outcome);
        Assert.True((await caller.PostAsync(One, Parcel)).Data.GetProperty("success").GetBoolean());
    }

    [Theory]
    [InlineData("{}", "A0400")]
    [InlineData("[]", "A0410")]
    [InlineData("[null]", "A0400")]
    public async Task Batch_refresh_of_anything_but_an_array_of_objects_is_rejected(string body, string code)
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(Many, body);
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }
}
