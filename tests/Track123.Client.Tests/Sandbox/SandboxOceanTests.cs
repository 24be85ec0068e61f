using System.Text.Json;
using Track123.InMemory;

namespace Track123.Client.Tests;

public sealed class SandboxOceanTests
{
    private const string Carriers = "tk/v2.1/ocean/carrier/list";
    private const string Import = "tk/v2.1/ocean/track/import";
    private const string Query = "tk/v2.1/ocean/track/query";
    private const string Carrier = "tk/v2.1/ocean/track/update-carrier";
    private const string Refresh = "tk/v2.1/ocean/track/refresh";
    private const string Delete = "tk/v2.1/ocean/track/delete";
    private const string Bill = """{"trackingNo":"MATS1234567890","carrierCode":"matson","type":2}""";
    private const string Name = """{"orderNo":"OC202603020001","trackingNo":"MATS1234567890","type":2}""";

    [Fact]
    public async Task Carrier_list_has_codes_names_and_home_pages()
    {
        using var caller = new SandboxCaller();
        var answer = await caller.GetAsync(Carriers);
        Assert.Equal(
            """
            {"carrierCode":"matson","carrierNameCN":"美森","carrierNameEN":"Matson",
            "carrierHomePage":"https://www.matson.com/"}
            """.ReplaceLineEndings(""),
            answer.Data[0].GetRawText());
        string[] known =
        [
            "matson", "oocl", "maersk", "msc", "cma-cgm", "hapag-lloyd", "evergreen", "cosco", "one", "zim",
            "yang-ming", "hmm",
        ];
        Assert.Equal(
            known, answer.Data.EnumerateArray().Select(carrier => carrier.GetProperty("carrierCode").GetString()));
    }

    [Fact]
    public async Task Registration_costs_100_credits_and_returns_an_order_number()
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(
            Import,
            $$"""
            [{{Bill}},{"trackingNo":"B","carrierCode":"oocl","type":1,"customerEmail":"ops@example.com"}]
            """);
        Assert.Equal(
            """
            {"accepted":[{"trackingNo":"MATS1234567890","carrierCode":"matson","type":2,"orderNo":"OC202603020001"},
            {"trackingNo":"B","carrierCode":"oocl","type":1,"orderNo":"OC202603020002",
            "customerEmail":"ops@example.com"}],"rejected":[]}
            """.ReplaceLineEndings(""),
            answer.Data.GetRawText());
        Assert.Equal((0, 9_800), (caller.Account.TrackingCount, caller.Account.Credits));
    }

    [Fact]
    public async Task Duplicate_is_rejected_with_its_order_number_and_another_type_is_another_shipment()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $"[{Bill}]");
        var answer = await caller.PostAsync(
            Import,
            $$"""
            [{{Bill}},{"trackingNo":"MATS1234567890","carrierCode":"matson","type":1},
             {"trackingNo":"MATS1234567890","carrierCode":"oocl","type":2},
             {"trackingNo":"MATS1234567890","carrierCode":"oocl","type":2}]
            """);
        Assert.Equal(2, answer.Accepted.GetArrayLength());
        Assert.Equal(
            """
            [{"trackingNo":"MATS1234567890","orderNo":"OC202603020001","carrierCode":"matson",
            "error":{"code":"A0400","msg":"The order number has been imported"}},
            {"trackingNo":"MATS1234567890","orderNo":"OC202603020003","carrierCode":"oocl",
            "error":{"code":"A0400","msg":"The order number has been imported"}}]
            """.ReplaceLineEndings(""),
            answer.Rejected.GetRawText());
        Assert.Equal(9_700, caller.Account.Credits);
    }

    [Theory]
    [InlineData("""{"carrierCode":"matson","type":2}""", "A0410", "trackingNo is required")]
    [InlineData("""{"trackingNo":"X","type":2}""", "A0410", "carrierCode is required")]
    [InlineData("""{"trackingNo":"X","carrierCode":"matson"}""", "A0410", "type is required")]
    [InlineData("""{"trackingNo":"X","carrierCode":"matson","type":"2"}""", "A0400", "type must be 1, 2 or 3")]
    [InlineData("""{"trackingNo":"X","carrierCode":"matson","type":4}""", "A0400", "type must be 1, 2 or 3")]
    [InlineData("""{"trackingNo":"X","carrierCode":"china-post","type":2}""", "A0400", "carrierCode is invalid")]
    [InlineData("""{"trackingNo":7,"carrierCode":"matson","type":2}""", "A0400", "trackingNo must be a string")]
    [InlineData(
        """{"trackingNo":"SBREJECT1","carrierCode":"matson","type":2}""",
        "A0400", "trackingNo format is not supported")]
    public async Task Invalid_item_is_rejected_at_no_cost(string item, string code, string message)
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(Import, $"[{item}]");
        Assert.Equal((200, "00000", "[]"), (answer.Status, answer.Code, answer.Accepted.GetRawText()));
        Assert.Equal(
            $$"""{"code":"{{code}}","msg":"{{message}}"}""",
            Assert.Single(answer.Rejected.EnumerateArray()).GetProperty("error").GetRawText());
        Assert.Equal(10_000, caller.Account.Credits);
    }

    [Fact]
    public async Task Insufficient_credit_rejects_the_whole_request()
    {
        using var caller = new SandboxCaller(new SandboxOptions { Credits = 199, RequestsPerSecond = null });
        var two = $$"""[{{Bill}},{"trackingNo":"B","carrierCode":"oocl","type":1}]""";
        var answer = await caller.PostAsync(Import, two);
        Assert.Equal((200, "101107", JsonValueKind.Null), (answer.Status, answer.Code, answer.Data.ValueKind));
        Assert.Equal(199, caller.Account.Credits);
        caller.Account.Credits = 200;
        Assert.Equal(2, (await caller.PostAsync(Import, two)).Accepted.GetArrayLength());
        Assert.Equal(0, caller.Account.Credits);
    }

    [Fact]
    public async Task Query_finds_only_an_exact_order_number_tracking_number_and_type()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $"[{Bill}]");
        var answer = await caller.PostAsync(
            Query,
            $$"""
            [{{Name}},{{Name}},{"orderNo":"OC202603020001","trackingNo":"MATS1234567890","type":1},
             {"orderNo":"OC202603020002","trackingNo":"MATS1234567890","type":2}]
            """);
        Assert.Single(answer.Accepted.EnumerateArray());
        Assert.Equal(
            """
            [{"trackingNo":"MATS1234567890","orderNo":"OC202603020001",
            "error":{"code":"A0400","msg":"trackingNo not registered"}},
            {"trackingNo":"MATS1234567890","orderNo":"OC202603020002",
            "error":{"code":"A0400","msg":"trackingNo not registered"}}]
            """.ReplaceLineEndings(""),
            answer.Rejected.GetRawText());
    }

    [Fact]
    public async Task Changed_carrier_is_in_the_shipment_and_the_order_number_stays()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $"[{Bill}]");
        var answer = await caller.PostAsync(Carrier, $$"""{"carrierCode":"oocl","details":[{{Name}}]}""");
        Assert.Equal(JsonValueKind.True, answer.Data.ValueKind);
        var shipment = await ShipmentAsync(caller, Name);
        Assert.Equal("oocl", shipment.GetProperty("carrierInfo").GetProperty("carrierCode").GetString());
    }

    [Theory]
    [InlineData($$"""{"details":[{{Name}}]}""", 400, "A0410", "carrierCode is required")]
    [InlineData($$"""{"carrierCode":"nobody","details":[{{Name}}]}""", 400, "A0400", "carrierCode is invalid")]
    [InlineData("""{"carrierCode":"oocl"}""", 400, "A0410", "details is required")]
    [InlineData("""{"carrierCode":"oocl","details":[]}""", 400, "A0410", "details is empty")]
    [InlineData("""{"carrierCode":"oocl","details":{}}""", 400, "A0400", "details must be an array")]
    [InlineData(
        """{"carrierCode":"oocl","details":[{"trackingNo":"X","type":2}]}""", 400, "A0410", "orderNo is required")]
    [InlineData(
        $$"""{"carrierCode":"one","details":[{{Name}},{"orderNo":"OC1","trackingNo":"X","type":2}]}""",
        200, "A0400", "trackingNo not registered")]
    [InlineData(
        $$"""{"carrierCode":"oocl","details":[{{Name}}]}""", 200, "A0400", "The order number has been imported")]
    [InlineData($"[{Name}]", 400, "A0400", "request body must be an object")]
    public async Task Carrier_change_is_rejected_entirely_if_one_item_is_invalid(string body, int status, string code, string message)
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(
            Import, $$"""[{{Bill}},{"trackingNo":"MATS1234567890","carrierCode":"oocl","type":2}]""");
        Assert.Equal((status, code, message), (await caller.PostAsync(Carrier, body)).Outcome);
        var shipment = await ShipmentAsync(caller, Name);
        Assert.Equal("matson", shipment.GetProperty("carrierInfo").GetProperty("carrierCode").GetString());
    }

    [Fact]
    public async Task Refresh_works_once_in_six_hours()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $"[{Bill}]");
        const string done = """{"success":true,"actualRefreshTime":"2026-03-02 09:20:36"}""";
        Assert.Equal(done, (await caller.PostAsync(Refresh, Name)).Data.GetRawText());
        caller.Account.Advance(TimeSpan.FromHours(5.9));
        Assert.Equal(
            done.Replace("true", "false", StringComparison.Ordinal),
            (await caller.PostAsync(Refresh, Name)).Data.GetRawText());
        caller.Account.Advance(TimeSpan.FromHours(0.1));
        Assert.True((await caller.PostAsync(Refresh, Name)).Data.GetProperty("success").GetBoolean());
    }

    [Theory]
    [InlineData($"[{Name}]", 400, "A0400", "request body must be an object")]
    [InlineData("""{"trackingNo":"MATS1234567890","type":2}""", 400, "A0410", "orderNo is required")]
    [InlineData("""{"orderNo":"OC202603020001","type":2}""", 400, "A0410", "trackingNo is required")]
    [InlineData(
        """{"orderNo":"OC202603020001","trackingNo":"MATS1234567890"}""", 400, "A0410", "type is required")]
    [InlineData(
        """{"orderNo":"OC202603020009","trackingNo":"MATS1234567890","type":2}""",
        200, "A0400", "trackingNo not registered")]
    public async Task Refresh_of_anything_but_one_registered_shipment_is_rejected(string body, int status, string code, string message)
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $"[{Bill}]");
        Assert.Equal((status, code, message), (await caller.PostAsync(Refresh, body)).Outcome);
    }

    [Fact]
    public async Task Deletion_is_rejected_entirely_if_one_item_is_unknown()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $"[{Bill}]");
        Assert.Equal(
            (200, "A0400", "trackingNo not registered"),
            (await caller.PostAsync(Delete, $$"""[{{Name}},{"orderNo":"OC1","trackingNo":"X","type":2}]""")).Outcome);
        await ShipmentAsync(caller, Name);
        Assert.True((await caller.PostAsync(Delete, $"[{Name}]")).Data.GetBoolean());
        Assert.Empty((await caller.PostAsync(Query, $"[{Name}]")).Accepted.EnumerateArray());
        Assert.Equal(
            (400, "A0400", "request body must be an array"), (await caller.PostAsync(Delete, Name)).Outcome);

        // A new registration gets a new order number.
        Assert.Contains(
            "OC202603020002", (await caller.PostAsync(Import, $"[{Bill}]")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registration_has_its_own_limit_of_three_requests_per_second()
    {
        using var caller = new SandboxCaller(new SandboxOptions());
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await caller.PostAsync(Import, $"[{Bill}]")).Status);
        }

        Assert.Equal("A0706", (await caller.PostAsync("tk/v1/ocean/track/import", $"[{Bill}]")).Code);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(200, (await caller.PostAsync(Query, $"[{Name}]")).Status);
        }

        Assert.Equal("A0706", (await caller.PostAsync(Query, $"[{Name}]")).Code);
    }

    [Theory]
    [InlineData(Import)]
    [InlineData(Query)]
    [InlineData(Delete)]
    public async Task More_than_100_items_are_rejected(string path)
    {
        using var caller = new SandboxCaller();
        var items = string.Join(',', Enumerable.Range(0, 101).Select(
            i => $$"""{"orderNo":"O","trackingNo":"X{{i}}","carrierCode":"one","type":1}"""));
        Assert.Equal(
            (400, "A0400", "at most 100 items in one request"), (await caller.PostAsync(path, $"[{items}]")).Outcome);
        Assert.Equal((400, "A0410", "request body is empty"), (await caller.PostAsync(path, "[]")).Outcome);
        Assert.Equal(10_000, caller.Account.Credits);
    }

    private static async Task<JsonElement> ShipmentAsync(SandboxCaller caller, string name) =>
        Assert.Single((await caller.PostAsync(Query, $"[{name}]")).Accepted.EnumerateArray());
}
