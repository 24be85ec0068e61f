using System.Text.Json;
using Track123.InMemory;

namespace Track123.Client.Tests;

public sealed class SandboxRegisterTests
{
    [Fact]
    public async Task Accepted_items_are_echoed_with_every_documented_field()
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(
            SandboxCaller.Import,
            """
            [{"trackNo":"LB987654321CN","courierCode":"china-post","orderNo":"SO-1001","country":"DE",
              "shipTime":"2026-03-02 09:15:00",
              "customerEmail":"buyer@example.com","postalCode":"10115",
              "extendFieldMap":{"phoneSuffix":"4321"},"remark":"Geschenk für Zoë",
              "custom1":"a","custom2":"b"}]
            """);
        Assert.Equal((200, "00000"), (answer.Status, answer.Code));
        Assert.Equal(
            """
            [{"trackNo":"LB987654321CN","courierCode":"china-post","postalCode":"10115","orderNo":"SO-1001",
            "country":"DE",
            "shipTime":"2026-03-02 09:15:00","customerEmail":"buyer@example.com","remark":"Geschenk für Zoë",
            "extendFieldMap":{"phoneSuffix":"4321"}}]
            """.ReplaceLineEndings(""),
            answer.Accepted.GetRawText());
        Assert.Equal((1, 9_999), (caller.Account.TrackingCount, caller.Account.Credits));
    }

    [Fact]
    public async Task Rejected_items_do_not_fail_the_request()
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(
            SandboxCaller.Import,
            """[{"trackNo":"SBTRANSIT1"},{"trackNo":"SBREJECT1"},{"trackNo":"SBTRANSIT2"},{"trackNo":""}]""");
        Assert.Equal((200, "00000", "Success"), (answer.Status, answer.Code, answer.Message));
        Assert.Equal(2, answer.Accepted.GetArrayLength());
        Assert.Equal(
            [1, 3],
            answer.Data.GetProperty("rejected").EnumerateArray().Select(item => item.GetProperty("index").GetInt32()));
        Assert.Equal(9_998, caller.Account.Credits);
    }

    [Fact]
    public async Task Duplicate_number_is_rejected_as_imported_at_no_cost()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        Assert.Equal("The order number has been imported", await caller.RegisterRejectedAsync("""{"trackNo":"SBTRANSIT1"}"""));

        // A detected carrier counts like a given one.
        Assert.Equal(
            "The order number has been imported",
            await caller.RegisterRejectedAsync("""{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}"""));
        Assert.Equal(9_999, caller.Account.Credits);
    }

    [Fact]
    public async Task Duplicate_number_in_one_request_is_rejected()
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(
            SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"},{"trackNo":"SBTRANSIT1"}]""");
        Assert.Single(answer.Accepted.EnumerateArray());
        var rejected = Assert.Single(answer.Data.GetProperty("rejected").EnumerateArray());
        Assert.Equal(1, rejected.GetProperty("index").GetInt32());
        Assert.Contains(
            "has been imported",
            rejected.GetProperty("error").GetProperty("msg").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_number_with_another_carrier_is_another_parcel()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        var answer = await caller.PostAsync(
            SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1","courierCode":"cainiao"}]""");
        Assert.Single(answer.Accepted.EnumerateArray());
        Assert.Equal(2, caller.Account.TrackingCount);
    }

    [Fact]
    public async Task Insufficient_credit_rejects_the_whole_request_with_101107()
    {
        using var caller = new SandboxCaller(new SandboxOptions { Credits = 2, RequestsPerSecond = null });
        await caller.RegisterAsync("SBTRANSIT0");
        const string two = """[{"trackNo":"SBTRANSIT1","orderNo":"O"},{"trackNo":"SBTRANSIT2","orderNo":"O"}]""";
        var answer = await caller.PostAsync(SandboxCaller.Import, two);
        Assert.Equal((200, "101107", JsonValueKind.Null), (answer.Status, answer.Code, answer.Data.ValueKind));
        Assert.Equal((1, 1), (caller.Account.TrackingCount, caller.Account.Credits));

        // The rejected request left no data: with enough credit, the same request succeeds.
        caller.Account.Credits = 2;
        Assert.Equal(2, (await caller.PostAsync(SandboxCaller.Import, two)).Accepted.GetArrayLength());
        Assert.Equal(0, caller.Account.Credits);
    }

    [Fact]
    public async Task Duplicate_number_needs_no_credit()
    {
        using var caller = new SandboxCaller(new SandboxOptions { Credits = 1, RequestsPerSecond = null });
        await caller.RegisterAsync("SBTRANSIT1");
        Assert.Contains(
            "imported", await caller.RegisterRejectedAsync("""{"trackNo":"SBTRANSIT1"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_to_100_items_are_accepted_and_101_are_rejected()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync([.. Enumerable.Range(0, 100).Select(i => $"SBTRANSIT{i}")]);
        Assert.Equal(100, caller.Account.TrackingCount);
        var body = string.Join(',', Enumerable.Range(100, 101).Select(i => $$"""{"trackNo":"SBTRANSIT{{i}}"}"""));
        var answer = await caller.PostAsync(SandboxCaller.Import, $"[{body}]");
        Assert.Equal((400, "A0400"), (answer.Status, answer.Code));
        Assert.Equal(100, caller.Account.TrackingCount);
    }

    [Theory]
    [InlineData("""{"courierCode":"usps"}""", "trackNo")]
    [InlineData("""{"trackNo":null}""", "trackNo")]
    [InlineData("""{"trackNo":"  "}""", "trackNo")]
    [InlineData("""{"trackNo":123456789012}""", "trackNo must be a string")]
    [InlineData("""{"trackNo":"SBTRANSIT\u0007"}""", "trackNo")]
    [InlineData("""{"trackNo":"SBTRANSIT\ud800"}""", "trackNo")]
    [InlineData("""{"trackNo":"SBTRANSIT1","courierCode":"no-such-carrier"}""", "courierCode is invalid")]
    [InlineData("""{"trackNo":"SBTRANSIT1","courierCode":"USPS"}""", "courierCode is invalid")]
    [InlineData("""{"trackNo":"SBTRANSIT1","country":"DEU"}""", "country")]
    [InlineData("""{"trackNo":"SBTRANSIT1","country":"Ö1"}""", "country")]
    [InlineData("""{"trackNo":"SBTRANSIT1","shipTime":"2026-03-02T09:15:00"}""", "shipTime")]
    [InlineData("""{"trackNo":"SBTRANSIT1","shipTime":"2026-02-30 09:15:00"}""", "shipTime")]
    [InlineData("""{"trackNo":"SBTRANSIT1","shipTime":"0001-01-01 00:00:00"}""", "shipTime")]
    [InlineData("""{"trackNo":"SBTRANSIT1","postalCode":"1234567890123456"}""", "postalCode")]
    [InlineData("""{"trackNo":"SBTRANSIT1","postalCode":"10115/2"}""", "postalCode")]
    [InlineData("""{"trackNo":"SBTRANSIT1","postalCode":10115}""", "postalCode must be a string")]
    [InlineData("""{"trackNo":"SBTRANSIT1","extendFieldMap":{"phoneSuffix":4321}}""", "extendFieldMap")]
    [InlineData("""{"trackNo":"SBTRANSIT1","extendFieldMap":"4321"}""", "extendFieldMap")]
    public async Task Invalid_item_is_rejected_with_the_name_of_the_field(string item, string expected)
    {
        using var caller = new SandboxCaller();
        Assert.Contains(expected, await caller.RegisterRejectedAsync(item), StringComparison.Ordinal);
        Assert.Equal((0, 10_000), (caller.Account.TrackingCount, caller.Account.Credits));
    }

    [Fact]
    public async Task Blank_optional_fields_are_ignored()
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(
            SandboxCaller.Import,
            """
            [{"trackNo":"SBTRANSIT1","courierCode":"","orderNo":"","country":"","shipTime":"","postalCode":"",
              "extendFieldMap":null,"unheardOf":1}]
            """);
        var accepted = Assert.Single(answer.Accepted.EnumerateArray());
        Assert.Equal("yunexpress", accepted.GetProperty("courierCode").GetString());
        Assert.Equal(JsonValueKind.Null, accepted.GetProperty("country").ValueKind);
    }

    [Theory]
    [InlineData("postnl")]
    [InlineData("yodel")]
    [InlineData("gls-spain")]
    public async Task Some_carriers_need_the_postal_code(string carrier)
    {
        using var caller = new SandboxCaller();
        var message = await caller.RegisterRejectedAsync($$"""{"trackNo":"123","courierCode":"{{carrier}}"}""");
        Assert.Contains("additional field", message, StringComparison.Ordinal);
        Assert.Contains("postalCode", message, StringComparison.Ordinal);
        var answer = await caller.PostAsync(
            SandboxCaller.Import, $$"""[{"trackNo":"123","courierCode":"{{carrier}}","postalCode":"W1A 1AA"}]""");
        Assert.Single(answer.Accepted.EnumerateArray());
    }

    [Theory]
    [InlineData("sfb2c")]
    [InlineData("jtexpress-mx")]
    [InlineData("jetid")]
    public async Task Some_carriers_need_the_phone_suffix_in_the_extend_field_map(string carrier)
    {
        using var caller = new SandboxCaller();
        var message = await caller.RegisterRejectedAsync(
            $$"""{"trackNo":"123","courierCode":"{{carrier}}","phoneSuffix":"4321"}""");
        Assert.Contains("additional field", message, StringComparison.Ordinal);
        Assert.Contains("phoneSuffix", message, StringComparison.Ordinal);
        var answer = await caller.PostAsync(
            SandboxCaller.Import,
            $$$"""[{"trackNo":"123","courierCode":"{{{carrier}}}","extendFieldMap":{"phoneSuffix":"4321"}}]""");
        Assert.Single(answer.Accepted.EnumerateArray());
    }

    [Theory]
    [InlineData("RR473124829CN", "china-post")]
    [InlineData("EE473124829CN", "china-ems")]
    [InlineData("RR473124829JP", "japan-post")]
    [InlineData("UH473124829YP", "yanwen")]
    [InlineData("1Z999AA10123456784", "ups")]
    [InlineData("123456789012", "fedex")]
    [InlineData("9400111899223197428490", "usps")]
    [InlineData("00340434161094000000", "dhl-paket")]
    [InlineData("YT2612300000000001", "yunexpress")]
    [InlineData("4PX1234567890CN", "4px")]
    public async Task Carrier_is_detected_from_the_format_of_the_number(string number, string carrier)
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(SandboxCaller.Import, $$"""[{"trackNo":"{{number}}"}]""");
        Assert.Equal(carrier, Assert.Single(answer.Accepted.EnumerateArray()).GetProperty("courierCode").GetString());
    }

    [Theory]
    [InlineData("LP00432198765432")]
    [InlineData("LP473124829CN")]
    [InlineData("JJD0099999999")]
    [InlineData("H00ABC0123456789")]
    [InlineData("RR473124820CN")]
    public async Task Number_of_unknown_format_needs_a_carrier_code(string number)
    {
        using var caller = new SandboxCaller();
        Assert.Contains(
            "not registered", await caller.RegisterRejectedAsync($$"""{"trackNo":"{{number}}"}"""), StringComparison.Ordinal);
        var answer = await caller.PostAsync(
            SandboxCaller.Import, $$"""[{"trackNo":"{{number}}","courierCode":"cainiao"}]""");
        Assert.Single(answer.Accepted.EnumerateArray());
    }

    [Fact]
    public async Task Concurrent_registrations_neither_lose_nor_duplicate_parcels()
    {
        using var caller = new SandboxCaller();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(part => Task.Run(async () =>
        {
            // Half of each task's numbers are also registered by the next task.
            for (var chunk = 0; chunk < 20; chunk++)
            {
                var items = Enumerable.Range((part * 1000) + (chunk * 100), 100)
                    .Select(i => $$"""{"trackNo":"SBTRANSIT{{i}}"}""");
                await caller.PostAsync(SandboxCaller.Import, $"[{string.Join(',', items)}]");
            }
        })));
        Assert.Equal((9_000, 1_000), (caller.Account.TrackingCount, caller.Account.Credits));
    }
}
