using System.Globalization;
using System.Text.Json;
using Track123.InMemory.Common;

namespace Track123.Client.Tests;

public sealed class SandboxJourneyTests
{
    [Fact]
    public async Task New_record_has_a_carrier_and_is_INIT_without_events_for_two_seconds()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBDELIVERED1");
        caller.Time.Advance(TimeSpan.FromSeconds(1.9));
        var fresh = await caller.RecordAsync("SBDELIVERED1");
        Assert.Equal("INIT", Text(fresh, "transitStatus"));
        Assert.Null(Text(fresh, "transitSubStatus"));
        Assert.Equal("yunexpress", Text(fresh.GetProperty("localLogisticsInfo"), "courierCode"));
        Assert.Empty(Events(fresh));

        caller.Time.Advance(TimeSpan.FromSeconds(0.1));
        var first = await caller.RecordAsync("SBDELIVERED1");
        Assert.Contains(Text(first, "transitStatus"), (string?[])["INFO_RECEIVED", "IN_TRANSIT"]);
        Assert.NotEmpty(Events(first));
        Assert.Equal("001", Text(first, "trackingStatus"));
    }

    [Theory]
    [InlineData("SBDELIVERED", "DELIVERED", "DELIVERED_01")]
    [InlineData("SBTRANSIT", "IN_TRANSIT", "IN_TRANSIT_02")]
    [InlineData("SBEXCEPTION", "ABNORMAL", "ABNORMAL_02")]
    [InlineData("SBFAILED", "DELIVERY_FAILED", "DELIVERY_FAILED_02")]
    [InlineData("SBRETURN", "ABNORMAL", "ABNORMAL_07")]
    [InlineData("SBPICKUP", "WAITING_DELIVERY", "WAITING_DELIVERY_02")]
    [InlineData("SBLASTMILE", "DELIVERED", "DELIVERED_01")]
    [InlineData("SBNOTFOUND", "NO_RECORD", null)]
    [InlineData("SBEXPIRED", "NO_RECORD", null)]
    [InlineData("sbdelivered", "DELIVERED", "DELIVERED_01")]
    public async Task Prefix_selects_the_final_status_within_eight_days(
        string prefix, string status, string? subStatus)
    {
        using var caller = new SandboxCaller();
        string[] numbers = [.. Enumerable.Range(0, 40).Select(i => prefix + i)];
        await caller.RegisterAsync(numbers);
        caller.Account.Advance(TimeSpan.FromDays(8));
        foreach (var number in numbers)
        {
            var record = await caller.RecordAsync(number);
            Assert.Equal((status, subStatus), (Text(record, "transitStatus"), Text(record, "transitSubStatus")));
        }
    }

    [Fact]
    public async Task Number_without_events_expires_after_30_days()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBEXPIRED1", "SBNOTFOUND1");
        caller.Account.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        var before = await caller.RecordAsync("SBEXPIRED1");
        Assert.Equal(("NO_RECORD", "002"), (Text(before, "transitStatus"), Text(before, "trackingStatus")));
        Assert.Equal(
            JsonValueKind.Null, before.GetProperty("localLogisticsInfo").GetProperty("trackingDetails").ValueKind);
        caller.Account.Advance(TimeSpan.FromSeconds(1));
        var after = await caller.RecordAsync("SBEXPIRED1");
        Assert.Equal("EXPIRED", Text(after, "transitStatus"));
        Assert.Null(Text(after, "transitSubStatus"));
        Assert.Equal("NO_RECORD", Text(await caller.RecordAsync("SBNOTFOUND1"), "transitStatus"));
    }

    [Fact]
    public async Task Prefix_can_require_an_additional_field_or_cause_a_rejection()
    {
        using var caller = new SandboxCaller();
        Assert.Contains(
            "postalCode", await caller.RegisterRejectedAsync("""{"trackNo":"SBPOSTAL1"}"""), StringComparison.Ordinal);
        Assert.Contains(
            "postalCode",
            await caller.RegisterRejectedAsync("""{"trackNo":"SBPOSTAL1","courierCode":"usps"}"""),
            StringComparison.Ordinal);
        Assert.Contains(
            "phoneSuffix", await caller.RegisterRejectedAsync("""{"trackNo":"SBPHONE1"}"""), StringComparison.Ordinal);
        await caller.RegisterRejectedAsync(
            """{"trackNo":"SBREJECT1","courierCode":"usps","postalCode":"1"}""");
        var answer = await caller.PostAsync(
            SandboxCaller.Import,
            """
            [{"trackNo":"SBPOSTAL1","postalCode":"1011AB"},
             {"trackNo":"SBPHONE1","extendFieldMap":{"phoneSuffix":"1234"}}]
            """);
        Assert.Equal(2, answer.Accepted.GetArrayLength());
    }

    [Fact]
    public async Task Last_mile_is_null_then_empty_then_has_the_newer_events()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBLASTMILE1");
        var states = new List<string>();
        for (var hour = 0; hour < 8 * 24; hour++)
        {
            var record = await caller.RecordAsync("SBLASTMILE1");
            var state = record.GetProperty("lastMileInfo") is { ValueKind: JsonValueKind.Object } lastMile
                ? LegEvents(lastMile.GetProperty("openApiWayBillInfo")).Count == 0 ? "empty" : "events"
                : "null";
            if (states.Count == 0 || states[^1] != state)
            {
                states.Add(state);
            }

            caller.Account.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(["null", "empty", "events"], states);
        var end = (await caller.RecordAsync("SBLASTMILE1")).GetProperty("lastMileInfo");
        Assert.Equal(20, Text(end, "lmTrackNo")!.Length);
        Assert.Equal("dhl-paket", Text(end.GetProperty("openApiWayBillInfo"), "courierCode"));
    }

    [Fact]
    public async Task Events_are_newest_first_and_in_the_past_and_their_times_agree()
    {
        using var caller = new SandboxCaller();
        string[] numbers = [.. Enumerable.Range(0, 200).Select(i => $"YT{2612300000000000 + i}")];
        await caller.RegisterAsync(numbers);
        foreach (var days in (double[])[0.001, 2, 3.3, 9.5])
        {
            caller.Account.Advance(TimeSpan.FromDays(days));
            foreach (var number in numbers)
            {
                var record = await caller.RecordAsync(number);
                var times = Events(record).Select(Instant).ToList();
                Assert.Equal(times.OrderDescending(), times);
                Assert.All(times, time => Assert.True(time <= caller.Account.Now));
                Assert.All(Events(record), one => Assert.Equal(
                    Instant(one),
                    DateTimeOffset.ParseExact(
                        Text(one, "eventTime") + Text(one, "timezone"), "yyyy-MM-dd HH:mm:sszzz",
                        CultureInfo.InvariantCulture)));
            }
        }
    }

    [Fact]
    public async Task Most_ordinary_numbers_are_delivered_and_every_other_status_occurs()
    {
        using var caller = new SandboxCaller();
        string[] numbers = [.. Enumerable.Range(0, 2_000).Select(i => $"YT{2612300000000000 + i}")];
        await caller.RegisterAsync(numbers);
        caller.Account.Advance(TimeSpan.FromDays(31));
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        var cursor = "";
        do
        {
            var answer = await caller.PostAsync(
                SandboxCaller.Query, $$"""{"cursor":{{JsonSerializer.Serialize(cursor)}}}""");
            foreach (var record in answer.Content.EnumerateArray())
            {
                ends[Text(record, "transitStatus")!] = ends.GetValueOrDefault(Text(record, "transitStatus")!) + 1;
            }

            cursor = answer.Cursor;
        }
        while (cursor.Length > 0);
        Assert.InRange(ends["DELIVERED"], 1_540, 1_740);
        Assert.InRange(ends["IN_TRANSIT"], 110, 210);
        Assert.InRange(ends["ABNORMAL"], 80, 160);
        Assert.InRange(ends["NO_RECORD"], 20, 65);
        Assert.InRange(ends["EXPIRED"], 20, 65);
    }

    [Fact]
    public async Task Number_has_the_same_journey_in_every_account()
    {
        using var one = new SandboxCaller();
        using var other = new SandboxCaller();
        var records = new List<string>();
        foreach (var caller in (SandboxCaller[])[one, other])
        {
            await caller.RegisterAsync("YT2612300000000042");
            caller.Account.Advance(TimeSpan.FromDays(9));
            records.Add((await caller.RecordAsync("YT2612300000000042")).GetRawText());
        }

        Assert.Equal(records[0], records[1]);

        // A fixed value: the hash must not change between versions, machines or processes.
        Assert.Equal(0x8B3C_A454_0BB3_8AF7UL, StableHash.Of("YT2612300000000042", 0));
    }

    [Fact]
    public async Task Record_has_every_documented_field()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(
            SandboxCaller.Import,
            """
            [{"trackNo":"SBDELIVERED1","orderNo":"SO-1","country":"DE","customerEmail":"a@example.com","remark":"r"}]
            """);
        caller.Account.Advance(TimeSpan.FromDays(8));
        var record = await caller.RecordAsync("SBDELIVERED1");
        string[] fields =
        [
            "id", "trackNo", "createTime", "nextUpdateTime", "orderNo", "customerEmail", "shipFrom", "shipTo",
            "trackingStatus", "transitStatus", "transitSubStatus", "shipTime", "orderTime", "receiptTime",
            "deliveredTime", "lastTrackingTime", "transitDays", "stayDays", "deliveredDays", "receiptDays", "remark", "expectedDelivery",
            "expectedDeliveryTime", "shipmentType", "extraInfo", "localLogisticsInfo", "lastMileInfo",
        ];
        Assert.Equal(fields, record.EnumerateObject().Select(member => member.Name));
        Assert.True(long.Parse(Text(record, "id")!, CultureInfo.InvariantCulture) > 1L << 53);
        Assert.Equal("2026-03-02 09:20:36", Text(record, "createTime"));
        Assert.Equal(("SO-1", "a@example.com", "r", "CN", "DE"),
            (Text(record, "orderNo"), Text(record, "customerEmail"), Text(record, "remark"),
                Text(record, "shipFrom"), Text(record, "shipTo")));
        Assert.Matches("^2026-03-0[78] [0-2][0-9]:[0-5][0-9]:[0-5][0-9]$", Text(record, "deliveredTime"));

        // Record times are in the time zone of the portal, event times in local time.
        var delivered = DateTimeOffset.ParseExact(
            Text(record, "deliveredTime") + "+08:00", "yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);
        Assert.Equal(Instant(Events(record)[0]), delivered);
        Assert.Equal("+01:00", Text(Events(record)[0], "timezone"));
    }

    [Fact]
    public async Task Expected_delivery_is_set_in_transit_and_becomes_a_time_window_on_the_day()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBDELIVERED1");
        caller.Account.Advance(TimeSpan.FromSeconds(2));
        var kinds = new HashSet<JsonValueKind>();
        for (var hour = 0; hour < 8 * 24; hour++)
        {
            var record = await caller.RecordAsync("SBDELIVERED1");
            var isDelivered = Text(record, "transitStatus") == "DELIVERED";
            Assert.Equal(
                isDelivered ? JsonValueKind.Null : JsonValueKind.String,
                record.GetProperty("expectedDelivery").ValueKind);
            kinds.Add(record.GetProperty("expectedDeliveryTime").ValueKind);
            caller.Account.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal([JsonValueKind.Null, JsonValueKind.Object], kinds.Order().Reverse());
    }

    [Fact]
    public void Clock_advances_and_never_goes_back()
    {
        using var caller = new SandboxCaller();
        var before = caller.Account.Now;
        caller.Account.Advance(TimeSpan.FromHours(1));
        Assert.Equal(before.AddHours(1), caller.Account.Now);
        Assert.Throws<ArgumentOutOfRangeException>(() => caller.Account.Advance(TimeSpan.FromTicks(-1)));
    }

    private static string? Text(JsonElement parent, string name) => parent.GetProperty(name).GetString();

    private static List<JsonElement> Events(JsonElement record)
    {
        var events = new List<JsonElement>();
        if (record.GetProperty("lastMileInfo") is { ValueKind: JsonValueKind.Object } lastMile)
        {
            events.AddRange(LegEvents(lastMile.GetProperty("openApiWayBillInfo")));
        }

        events.AddRange(LegEvents(record.GetProperty("localLogisticsInfo")));
        return events;
    }

    private static List<JsonElement> LegEvents(JsonElement leg) =>
        leg.GetProperty("trackingDetails") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static DateTimeOffset Instant(JsonElement one) => DateTimeOffset.ParseExact(
        Text(one, "eventTimeZeroUTC")!, "yyyy-MM-dd'T'HH:mm:ss'Z'",
        CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
