using System.Text;
using Track123.InMemory;

namespace Track123.Client.Tests;

public sealed class SandboxGatewayTests
{
    [Fact]
    public async Task Sixth_request_in_a_second_is_rejected_with_A0706()
    {
        using var caller = new SandboxCaller(new SandboxOptions());
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(200, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
        }

        var refused = await caller.GetAsync(SandboxCaller.Carriers);
        Assert.Equal((429, "A0706", "Too many requests"), (refused.Status, refused.Code, refused.Message));
        Assert.False(refused.Json.TryGetProperty("msg", out _));
    }

    [Fact]
    public async Task Rate_limit_window_slides_and_rejected_requests_do_not_count()
    {
        using var caller = new SandboxCaller(new SandboxOptions { RequestsPerSecond = 2 });
        Assert.Equal(200, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
        caller.Time.Advance(TimeSpan.FromMilliseconds(600));
        Assert.Equal(200, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
        caller.Time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.Equal(429, (await caller.GetAsync(SandboxCaller.Carriers)).Status);

        // The first request has left the window, the second has not. A counter that is reset each second would free
        // both.
        caller.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
        Assert.Equal(429, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
        caller.Time.Advance(TimeSpan.FromMilliseconds(600));
        Assert.Equal(200, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
    }

    [Fact]
    public async Task Rate_limit_is_per_endpoint_and_shared_by_its_versions()
    {
        using var caller = new SandboxCaller(new SandboxOptions { RequestsPerSecond = 1 });
        Assert.Equal(200, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
        Assert.Equal(200, (await caller.PostAsync(SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]""")).Status);
        Assert.Equal(429, (await caller.GetAsync("tk/v2/courier/list")).Status);
    }

    [Fact]
    public async Task Advancing_the_account_does_not_reset_the_rate_limit()
    {
        using var caller = new SandboxCaller(new SandboxOptions { RequestsPerSecond = 1 });
        await caller.GetAsync(SandboxCaller.Carriers);
        caller.Account.Advance(TimeSpan.FromDays(1));
        Assert.Equal(429, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
    }

    [Theory]
    [InlineData("tk/v2.1/track/imports")]
    [InlineData("tk/v2.1/track/import/")]
    [InlineData("tk/v2.1/Track/import")]
    [InlineData("tk/v1/track/import")]
    [InlineData("tk/v3/track/query")]
    [InlineData("trackings")]
    public async Task Unknown_path_is_403_with_message_404(string path)
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(path, "[]");
        Assert.Equal((403, "404"), (answer.Status, answer.Message));
        Assert.Null(answer.Code);
    }

    [Theory]
    [InlineData("https://sandbox.invalid/tk/v2/courier/list")]
    [InlineData("https://sandbox.invalid/some/other/base/tk/v2.1/courier/list?x=1")]
    public async Task Any_base_address_is_accepted(string address)
    {
        using var caller = new SandboxCaller();
        Assert.Equal("00000", (await caller.GetAsync(address)).Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("THE-KEY")]
    public async Task Missing_or_wrong_key_is_rejected(string? key)
    {
        using var caller = new SandboxCaller(new SandboxOptions { ApiKey = "the-key" });
        using var request = SandboxCaller.Request(SandboxCaller.Carriers, body: null, key);
        var answer = await caller.SendAsync(request);
        Assert.Equal((401, "A0231"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Correct_key_is_accepted()
    {
        using var caller = new SandboxCaller(new SandboxOptions { ApiKey = "the-key" });
        using var request = SandboxCaller.Request(SandboxCaller.Carriers, body: null, "the-key");
        Assert.Equal("00000", (await caller.SendAsync(request)).Code);
    }

    [Fact]
    public async Task Wrong_method_is_rejected()
    {
        using var caller = new SandboxCaller();
        Assert.Equal((400, "A0400"), Outcome(await caller.GetAsync(SandboxCaller.Import)));
        Assert.Equal((400, "A0400"), Outcome(await caller.PostAsync(SandboxCaller.Carriers, "{}")));
    }

    [Theory]
    [InlineData(SandboxCaller.Import, "", "A0410")]
    [InlineData(SandboxCaller.Import, "[]", "A0410")]
    [InlineData(SandboxCaller.Import, "{}", "A0400")]
    [InlineData(SandboxCaller.Import, "null", "A0400")]
    [InlineData(SandboxCaller.Import, "[\"A\"]", "A0400")]
    [InlineData(SandboxCaller.Import, "[{},]", "A0400")]
    [InlineData(SandboxCaller.Import, "trackNo=1", "A0400")]
    [InlineData(SandboxCaller.Query, "[]", "A0400")]
    [InlineData(SandboxCaller.Query, "{}", "A0410")]
    public async Task Body_of_the_wrong_form_is_rejected(string path, string body, string code)
    {
        using var caller = new SandboxCaller();
        Assert.Equal((400, code), Outcome(await caller.PostAsync(path, body)));
    }

    [Theory]
    [InlineData("text/plain", "[{\"trackNo\":\"SBTRANSIT1\"}]")]
    [InlineData("application/json; charset=iso-8859-1", "[{\"trackNo\":\"SBTRANSIT1\"}]")]
    [InlineData(null, "[{\"trackNo\":\"SBTRANSIT1\"}]")]
    public async Task Content_type_other_than_UTF8_JSON_is_rejected(string? contentType, string body)
    {
        using var caller = new SandboxCaller();
        using var request = SandboxCaller.Request(SandboxCaller.Import, body);
        request.Content!.Headers.Remove("Content-Type");
        if (contentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        Assert.Equal((400, "A0400"), Outcome(await caller.SendAsync(request)));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_rejected()
    {
        using var caller = new SandboxCaller();
        using var request = SandboxCaller.Request(SandboxCaller.Import, "");
        request.Content = new ByteArrayContent(
            [.. Encoding.ASCII.GetBytes("[{\"trackNo\":\"SBTRANSIT"), 0xE4, .. Encoding.ASCII.GetBytes("\"}]")]);
        request.Content.Headers.ContentType = new("application/json");
        Assert.Equal((400, "A0400"), Outcome(await caller.SendAsync(request)));
        Assert.Equal(0, caller.Account.TrackingCount);
    }

    [Fact]
    public async Task Canceled_request_is_not_processed()
    {
        using var caller = new SandboxCaller();
        using var invoker = new HttpMessageInvoker(caller.Account.CreateHandler());
        using var request = SandboxCaller.Request(
            "https://sandbox.invalid/" + SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]""");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => invoker.SendAsync(request, new CancellationToken(canceled: true)));
        Assert.Equal(0, caller.Account.TrackingCount);
    }

    [Fact]
    public async Task All_handlers_share_one_account()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        using var second = new HttpClient(caller.Account.CreateHandler());
        using var request = SandboxCaller.Request(
            "https://other.invalid/" + SandboxCaller.Query, """{"trackNos":["SBTRANSIT1"]}""");
        using var response = await second.SendAsync(request);
        Assert.Single((await Answer.ReadAsync(response)).Numbers);
    }

    [Fact]
    public async Task Carrier_list_has_the_documented_carriers()
    {
        using var caller = new SandboxCaller();
        var carriers = (await caller.GetAsync(SandboxCaller.Carriers)).Data.EnumerateArray()
            .ToDictionary(carrier => carrier.GetProperty("courierCode").GetString()!, StringComparer.Ordinal);
        Assert.InRange(carriers.Count, 60, 200);
        Assert.Equal("中国邮政", carriers["china-post"].GetProperty("courierNameCN").GetString());
        Assert.Equal("China Post", carriers["china-post"].GetProperty("courierNameEN").GetString());
        Assert.Equal("https://www.ems.com.cn/", carriers["china-post"].GetProperty("courierHomePage").GetString());
        string[] special =
        [
            "alliedexpress", "b2ceurope-be", "colis-prive", "dxdelivery", "gel-express-logistik", "gls-spain",
            "mondialrelay", "postnl", "postmedia-parcel-services-bni-pa", "thedeliverygroup", "xdpexpress", "yodel",
            "sfb2c", "jtexpress-mx", "jetid",
        ];
        Assert.All(special, code => Assert.Contains(code, carriers.Keys));
    }

    [Fact]
    public void Create_returns_an_empty_account_with_10_000_credits()
    {
        var account = Assert.IsType<SandboxAccount>(SandboxFactory.Create());
        Assert.Equal((0, 10_000), (account.TrackingCount, account.Credits));
    }

    private static (int Status, string? Code) Outcome(Answer answer) => (answer.Status, answer.Code);
}
