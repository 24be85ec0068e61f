using System.Text.Json;
using Track123.InMemory;

namespace Track123.Client.Tests;

public sealed class SandboxAirTests
{
    private const string Carriers = "tk/v2.1/aviation/carrier/list";
    private const string Import = "tk/v2.1/aviation/track/import";
    private const string Query = "tk/v2.1/aviation/track/query";
    private const string Carrier = "tk/v2.1/aviation/track/update-carrier";
    private const string Refresh = "tk/v2.1/aviation/track/refresh";
    private const string Delete = "tk/v2.1/aviation/track/delete";
    private const string Cathay = """{"trackingNo":"160-12345675","carrierCode":"cathay-pacific"}""";

    [Fact]
    public async Task Carrier_list_has_an_undocumented_awbPrefix_field()
    {
        using var caller = new SandboxCaller();
        var prefixes = (await caller.GetAsync(Carriers)).Data.EnumerateArray().ToDictionary(
            carrier => carrier.GetProperty("carrierCode").GetString()!,
            carrier => carrier.GetProperty("awbPrefix").GetString(), StringComparer.Ordinal);
        Assert.Equal(12, prefixes.Count);
        Assert.Equal(
            ("160", "176", "020"), (prefixes["cathay-pacific"], prefixes["emirates"], prefixes["lufthansa-cargo"]));
    }

    [Fact]
    public async Task Registration_costs_100_credits_and_returns_no_order_number()
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(Import, $"[{Cathay}]");
        Assert.Equal($$"""{"accepted":[{{Cathay}}],"rejected":[]}""", answer.Data.GetRawText());
        answer = await caller.PostAsync(Import, $"[{Cathay}]");
        Assert.Equal(
            """
            {"accepted":[],"rejected":[{"trackingNo":"160-12345675","carrierCode":"cathay-pacific",
            "error":{"code":"A0400","msg":"The order number has been imported"}}]}
            """.ReplaceLineEndings(""),
            answer.Data.GetRawText());
        Assert.Equal(9_900, caller.Account.Credits);
    }

    [Theory]
    [InlineData("160-12345676")]
    [InlineData("16012345675")]
    [InlineData("160 12345675")]
    [InlineData("160-1234567")]
    [InlineData("16A-12345675")]
    [InlineData("SBDELIVERED1")]
    public async Task Invalid_air_waybill_is_rejected_at_no_cost(string number)
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(
            Import, $$"""[{"trackingNo":"{{number}}","carrierCode":"cathay-pacific"}]""");
        Assert.Equal(
            """{"code":"A0400","msg":"trackingNo is not an air waybill number"}""",
            Assert.Single(answer.Rejected.EnumerateArray()).GetProperty("error").GetRawText());
        Assert.Equal(10_000, caller.Account.Credits);
    }

    [Theory]
    [InlineData("""{"trackingNo":"160-12345675"}""", "A0410", "carrierCode is required")]
    [InlineData("""{"carrierCode":"emirates"}""", "A0410", "trackingNo is required")]
    [InlineData("""{"trackingNo":"160-12345675","carrierCode":"matson"}""", "A0400", "carrierCode is invalid")]
    [InlineData(
        """{"trackingNo":"160-99090003","carrierCode":"emirates"}""", "A0400", "trackingNo format is not supported")]
    public async Task Invalid_item_is_rejected_with_its_reason(string item, string code, string message)
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(Import, $"[{item},{Cathay}]");
        Assert.Single(answer.Accepted.EnumerateArray());
        Assert.Equal(
            $$"""{"code":"{{code}}","msg":"{{message}}"}""",
            Assert.Single(answer.Rejected.EnumerateArray()).GetProperty("error").GetRawText());
    }

    [Fact]
    public async Task Insufficient_credit_rejects_the_whole_request()
    {
        using var caller = new SandboxCaller(new SandboxOptions { Credits = 99, RequestsPerSecond = null });
        var answer = await caller.PostAsync(Import, $"[{Cathay}]");
        Assert.Equal((200, "101107", JsonValueKind.Null), (answer.Status, answer.Code, answer.Data.ValueKind));
        Assert.Equal(99, caller.Account.Credits);
    }

    [Fact]
    public async Task Shipment_goes_from_INIT_to_DELIVERED()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $"[{Cathay}]");
        var shipment = await ShipmentAsync(caller);
        Assert.Equal("INIT", Status(shipment));
        Assert.Equal(JsonValueKind.Null, shipment.GetProperty("trackingDetails").ValueKind);
        caller.Account.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains(Status(await ShipmentAsync(caller)), new[] { "BOOKED", "RECEIVED", "IN_TRANSIT" });
        caller.Account.Advance(TimeSpan.FromDays(6));
        shipment = await ShipmentAsync(caller);
        Assert.Equal("DELIVERED", Status(shipment));
        var events = shipment.GetProperty("trackingDetails").EnumerateArray().ToList();
        Assert.Equal(
            ["DELIVERED", "NOTIFIED", "ARRIVED", "IN_TRANSIT", "ARRIVED", "IN_TRANSIT", "RECEIVED", "BOOKED"],
            events.Select(step => step.GetProperty("status").GetString()));
        Assert.All(events, step => Assert.Equal(
            ["status", "eventTime", "eventTimeUTC", "eventDetails", "locationName", "flight"],
            step.EnumerateObject().Select(member => member.Name)));
        Assert.Matches("^2026-03-0[0-9]T[0-9:]{8}Z$", events[0].GetProperty("eventTimeUTC").GetString());
        Assert.Equal("Hong Kong (HKG)", events[3].GetProperty("locationName").GetString());
        Assert.Matches("^CX[0-9]{3}$", events[3].GetProperty("flight").GetString());
        Assert.Equal(JsonValueKind.Null, events[0].GetProperty("flight").ValueKind);
        var utc = events[3].GetProperty("eventTimeUTC").GetDateTimeOffset();
        Assert.Equal(
            utc.AddHours(8).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
            events[3].GetProperty("eventTime").GetString());
    }

    [Theory]
    [InlineData("990012", 0, "DELIVERED")]
    [InlineData("990112", 60, "IN_TRANSIT")]
    [InlineData("990212", 60, "EXCEPTION")]
    [InlineData("990312", 60, "NO_RECORD")]
    [InlineData("990412", 29, "NO_RECORD")]
    [InlineData("990412", 30, "EXPIRED")]
    public async Task Serial_number_selects_the_course_of_the_shipment(string start, int days, string status)
    {
        using var caller = new SandboxCaller();
        var serial = int.Parse(start + "0", System.Globalization.CultureInfo.InvariantCulture);
        var item = $$"""{"trackingNo":"020-{{serial}}{{serial % 7}}","carrierCode":"lufthansa-cargo"}""";
        await caller.PostAsync(Import, $"[{item}]");
        caller.Account.Advance(TimeSpan.FromDays(days) + TimeSpan.FromSeconds(2));
        Assert.Equal(status, Status(await ShipmentAsync(caller, item)));
    }

    [Fact]
    public async Task Query_filters_by_carrier_only_if_it_is_given()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(
            Import, $$"""[{{Cathay}},{"trackingNo":"160-12345675","carrierCode":"emirates"}]""");
        Assert.Equal(2, await CountAsync("""{"trackingNo":"160-12345675"}"""));
        Assert.Equal(2, await CountAsync("""{"trackingNo":"160-12345675","carrierCode":null}"""));
        Assert.Equal(1, await CountAsync(Cathay));
        var answer = await caller.PostAsync(Query, """[{"trackingNo":"160-12345675","carrierCode":"cargolux"}]""");
        Assert.Equal(
            """
            {"accepted":[],"rejected":[{"trackingNo":"160-12345675","carrierCode":"cargolux",
            "error":{"code":"A0400","msg":"trackingNo not registered"}}]}
            """.ReplaceLineEndings(""),
            answer.Data.GetRawText());
        Assert.Equal(
            (400, "A0410", "trackingNo is required"),
            (await caller.PostAsync(Query, """[{"carrierCode":"emirates"}]""")).Outcome);
        Assert.Equal(
            (400, "A0400", "request body must be an array"),
            (await caller.PostAsync(Query, $$"""{"trackNoInfos":[{{Cathay}}]}""")).Outcome);

        async Task<int> CountAsync(string name) =>
            (await caller.PostAsync(Query, $"[{name}]")).Accepted.GetArrayLength();
    }

    [Fact]
    public async Task Carrier_is_changed_unless_the_new_shipment_already_exists()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $"[{Cathay}]");
        var change = $$"""{"carrierCode":"emirates","details":[{{Cathay}}]}""";
        Assert.Equal(JsonValueKind.True, (await caller.PostAsync(Carrier, change)).Data.ValueKind);
        Assert.Equal(
            (200, "A0400", "trackingNo not registered"), (await caller.PostAsync(Carrier, change)).Outcome);
        await caller.PostAsync(Import, $"[{Cathay}]");
        Assert.Equal(
            (200, "A0400", "The order number has been imported"), (await caller.PostAsync(Carrier, change)).Outcome);
        Assert.Equal(
            "The order number has been imported",
            (await caller.PostAsync(
                Carrier, """{"carrierCode":"cargolux","details":[{"trackingNo":"160-12345675"}]}""")).Message);
    }

    [Fact]
    public async Task Refresh_needs_number_and_carrier_and_works_once_in_six_hours()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $"[{Cathay}]");
        Assert.Equal(
            """{"success":true,"actualRefreshTime":"2026-03-02 09:20:36"}""",
            (await caller.PostAsync(Refresh, Cathay)).Data.GetRawText());
        caller.Account.Advance(TimeSpan.FromHours(1));
        Assert.Equal(
            """{"success":false,"actualRefreshTime":"2026-03-02 09:20:36"}""",
            (await caller.PostAsync(Refresh, Cathay)).Data.GetRawText());
        Assert.Equal(
            (400, "A0410", "carrierCode is required"),
            (await caller.PostAsync(Refresh, """{"trackingNo":"160-12345675"}""")).Outcome);
        Assert.Equal(
            (200, "A0400", "trackingNo not registered"),
            (await caller.PostAsync(Refresh, """{"trackingNo":"160-12345675","carrierCode":"emirates"}""")).Outcome);
    }

    [Fact]
    public async Task Deleted_shipment_can_be_registered_again()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $"[{Cathay}]");
        Assert.True((await caller.PostAsync(Delete, $"[{Cathay}]")).Data.GetBoolean());
        Assert.Equal(
            (200, "A0400", "trackingNo not registered"), (await caller.PostAsync(Delete, $"[{Cathay}]")).Outcome);
        Assert.Equal(
            (400, "A0400", "request body must be an array"), (await caller.PostAsync(Delete, Cathay)).Outcome);
        Assert.Single((await caller.PostAsync(Import, $"[{Cathay}]")).Accepted.EnumerateArray());
    }

    [Fact]
    public async Task Registration_has_its_own_limit_of_three_requests_per_second()
    {
        using var caller = new SandboxCaller(new SandboxOptions());
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await caller.PostAsync(Import, $"[{Cathay}]")).Status);
        }

        Assert.Equal("A0706", (await caller.PostAsync(Import, $"[{Cathay}]")).Code);
        Assert.Equal(200, (await caller.PostAsync("tk/v2.1/ocean/track/import", "[{}]")).Status);
    }

    private static string? Status(JsonElement shipment) => shipment.GetProperty("aviationStatus").GetString();

    private static async Task<JsonElement> ShipmentAsync(SandboxCaller caller, string name = Cathay) =>
        Assert.Single((await caller.PostAsync(Query, $"[{name}]")).Accepted.EnumerateArray());
}
