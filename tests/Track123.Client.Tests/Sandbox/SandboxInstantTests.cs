using System.Text.Json;
using Track123.InMemory;

namespace Track123.Client.Tests;

public sealed class SandboxInstantTests
{
    private const string Instant = "tk/v2.1/track/query-realtime";

    [Fact]
    public async Task Query_costs_one_credit_and_stores_nothing()
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(Instant, """{"trackNo":"SBDELIVERED1","courierCode":"cainiao"}""");
        Assert.Equal(JsonValueKind.Object, answer.Accepted.ValueKind);
        Assert.Equal("[]", answer.Rejected.GetRawText());
        Assert.Equal("SBDELIVERED1", answer.Accepted.GetProperty("trackNo").GetString());
        Assert.Equal("001", answer.Accepted.GetProperty("trackingStatus").GetString());
        Assert.False(answer.Accepted.TryGetProperty("id", out _));
        var leg = answer.Accepted.GetProperty("localLogisticsInfo");
        Assert.Equal("cainiao", leg.GetProperty("courierCode").GetString());
        Assert.NotEmpty(leg.GetProperty("trackingDetails").EnumerateArray());
        Assert.Equal((0, 9_999), (caller.Account.TrackingCount, caller.Account.Credits));
    }

    [Fact]
    public async Task Parcel_status_changes_as_the_clock_advances()
    {
        using var caller = new SandboxCaller();
        Assert.NotEqual("DELIVERED", await StatusAsync());
        caller.Account.Advance(TimeSpan.FromDays(8));
        Assert.Equal("DELIVERED", await StatusAsync());

        async Task<string?> StatusAsync() => (await caller.PostAsync(Instant, """{"trackNo":"SBDELIVERED1"}"""))
            .Accepted.GetProperty("transitStatus").GetString();
    }

    [Fact]
    public async Task Registered_parcel_returns_its_events_before_its_first_update()
    {
        using var caller = new SandboxCaller();
        caller.Account.Advance(TimeSpan.FromDays(40));
        await caller.RegisterAsync("SBDELIVERED1");
        Assert.Equal("INIT", (await caller.RecordAsync("SBDELIVERED1")).GetProperty("transitStatus").GetString());
        var instant = (await caller.PostAsync(Instant, """{"trackNo":"SBDELIVERED1"}""")).Accepted;
        Assert.NotEqual("DELIVERED", instant.GetProperty("transitStatus").GetString());
        caller.Account.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(
            instant.GetProperty("localLogisticsInfo").GetRawText(),
            (await caller.RecordAsync("SBDELIVERED1")).GetProperty("localLogisticsInfo").GetRawText());
    }

    [Fact]
    public async Task Events_are_translated_if_a_language_is_given()
    {
        using var caller = new SandboxCaller();
        var plain = await caller.PostAsync(Instant, """{"trackNo":"SBTRANSIT1"}""");
        Assert.DoesNotContain("eventDetailTranslation", plain.Text, StringComparison.Ordinal);
        var thai = await caller.PostAsync(Instant, """{"trackNo":"SBTRANSIT1","lang":"th"}""");
        Assert.All(
            thai.Accepted.GetProperty("localLogisticsInfo").GetProperty("trackingDetails").EnumerateArray(),
            step => Assert.Equal(
                "[th] " + step.GetProperty("eventDetail").GetString(),
                step.GetProperty("eventDetailTranslation").GetString()));
    }

    [Fact]
    public async Task Number_unknown_to_the_carrier_returns_null_and_costs_a_credit()
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(Instant, """{"trackNo":"SBNOTFOUND1"}""");
        Assert.Equal("""{"accepted":null,"rejected":[]}""", answer.Data.GetRawText());
        Assert.Equal(9_999, caller.Account.Credits);
    }

    [Theory]
    [InlineData("postnl", "", "The courier requires an additional field: postalCode")]
    [InlineData("sfb2c", "", "The courier requires an additional field: phoneSuffix")]
    [InlineData("nobody", "", "courierCode is invalid")]
    [InlineData("postnl", ""","postalCode":"10115/2" """, "postalCode is invalid")]
    public async Task Invalid_query_is_rejected_at_no_cost(
        string carrier, string more, string message)
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(Instant, $$"""{"trackNo":"123","courierCode":"{{carrier}}"{{more}}}""");
        Assert.Equal(
            $$$"""
            {"accepted":null,"rejected":[{"trackNo":"123","courierCode":"{{{carrier}}}",
            "error":{"code":"A0400","msg":"{{{message}}}"}}]}
            """.ReplaceLineEndings(""),
            answer.Data.GetRawText());
        Assert.Equal(10_000, caller.Account.Credits);
    }

    [Fact]
    public async Task Query_with_the_required_additional_field_succeeds()
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(
            Instant, """{"trackNo":"SBPOSTAL1","courierCode":"postnl","postalCode":"1234 AB"}""");
        Assert.Equal("SBPOSTAL1", answer.Accepted.GetProperty("trackNo").GetString());
    }

    [Fact]
    public async Task Query_without_credit_is_rejected_with_101107()
    {
        using var caller = new SandboxCaller(new SandboxOptions { Credits = 1, RequestsPerSecond = null });
        Assert.Equal("00000", (await caller.PostAsync(Instant, """{"trackNo":"SBTRANSIT1"}""")).Code);
        var answer = await caller.PostAsync(Instant, """{"trackNo":"SBTRANSIT1"}""");
        Assert.Equal((200, "101107", JsonValueKind.Null), (answer.Status, answer.Code, answer.Data.ValueKind));
        Assert.Equal(0, caller.Account.Credits);
    }

    [Fact]
    public async Task Query_has_its_own_limit_of_one_request_per_second()
    {
        using var caller = new SandboxCaller(new SandboxOptions());
        Assert.Equal(200, (await caller.PostAsync(Instant, """{"trackNo":"SBTRANSIT1"}""")).Status);
        Assert.Equal("A0706", (await caller.PostAsync(Instant, """{"trackNo":"SBTRANSIT1"}""")).Code);
        Assert.Equal(200, (await caller.PostAsync(SandboxCaller.Query, """{"cursor":""}""")).Status);
        caller.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await caller.PostAsync(Instant, """{"trackNo":"SBTRANSIT1"}""")).Status);
        Assert.Equal(9_998, caller.Account.Credits);
    }

    [Theory]
    [InlineData("""[{"trackNo":"SBTRANSIT1"}]""", "A0400")]
    [InlineData("""{"courierCode":"usps"}""", "A0410")]
    [InlineData("""{"trackNo":"SBTRANSIT1","lang":1}""", "A0400")]
    public async Task Body_other_than_one_object_with_a_number_is_rejected(string body, string code)
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(Instant, body);
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }
}
