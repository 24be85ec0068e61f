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
    public async Task Item_errors_leave_the_envelope_a_success()
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
    public async Task A_number_known_already_is_refused_as_imported_and_not_charged()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        Assert.Equal("The order number has been imported", await caller.RefusedAsync("""{"trackNo":"SBTRANSIT1"}"""));

        // The carrier that was detected counts like one that was given.
        Assert.Equal(
            "The order number has been imported",
            await caller.RefusedAsync("""{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}"""));
        Assert.Equal(9_999, caller.Account.Credits);
    }

    [Fact]
    public async Task A_number_twice_in_one_request_is_refused_the_second_time()
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
    public async Task The_same_number_with_another_carrier_is_another_parcel()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        var answer = await caller.PostAsync(
            SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1","courierCode":"cainiao"}]""");
        Assert.Single(answer.Accepted.EnumerateArray());
        Assert.Equal(2, caller.Account.TrackingCount);
    }

    [Fact]
    public async Task Out_of_credit_refuses_the_whole_request_with_101107()
    {
        using var caller = new SandboxCaller(new SandboxOptions { Credits = 2, RequestsPerSecond = null });
        await caller.RegisterAsync("SBTRANSIT0");
        const string two = """[{"trackNo":"SBTRANSIT1","orderNo":"O"},{"trackNo":"SBTRANSIT2","orderNo":"O"}]""";
        var answer = await caller.PostAsync(SandboxCaller.Import, two);
        Assert.Equal((200, "101107", JsonValueKind.Null), (answer.Status, answer.Code, answer.Data.ValueKind));
        Assert.Equal((1, 1), (caller.Account.TrackingCount, caller.Account.Credits));

        // Nothing was left behind: topped up, the same request goes through.
        caller.Account.Credits = 2;
        Assert.Equal(2, (await caller.PostAsync(SandboxCaller.Import, two)).Accepted.GetArrayLength());
        Assert.Equal(0, caller.Account.Credits);
    }

    [Fact]
    public async Task Only_new_numbers_need_credit()
    {
        using var caller = new SandboxCaller(new SandboxOptions { Credits = 1, RequestsPerSecond = null });
        await caller.RegisterAsync("SBTRANSIT1");
        Assert.Contains(
            "imported", await caller.RefusedAsync("""{"trackNo":"SBTRANSIT1"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_items_are_taken_and_one_more_is_refused()
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
    public async Task An_item_that_breaks_a_rule_is_refused_by_name(string item, string expected)
    {
        using var caller = new SandboxCaller();
        Assert.Contains(expected, await caller.RefusedAsync(item), StringComparison.Ordinal);
        Assert.Equal((0, 10_000), (caller.Account.TrackingCount, caller.Account.Credits));
    }

    [Fact]
    public async Task Blank_optional_fields_are_as_good_as_none()
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
        var message = await caller.RefusedAsync($$"""{"trackNo":"123","courierCode":"{{carrier}}"}""");
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
        var message = await caller.RefusedAsync(
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
    public async Task A_number_without_carrier_gets_one_by_its_look(string number, string carrier)
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
    public async Task A_number_nobody_can_place_needs_a_carrier_code(string number)
    {
        using var caller = new SandboxCaller();
        Assert.Contains(
            "not registered", await caller.RefusedAsync($$"""{"trackNo":"{{number}}"}"""), StringComparison.Ordinal);
        var answer = await caller.PostAsync(
            SandboxCaller.Import, $$"""[{"trackNo":"{{number}}","courierCode":"cainiao"}]""");
        Assert.Single(answer.Accepted.EnumerateArray());
    }

    [Fact]
    public async Task Many_callers_at_once_lose_and_double_nothing()
    {
        using var caller = new SandboxCaller();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(part => Task.Run(async () =>
        {
            // Half of each caller's numbers are its neighbour's too.
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
