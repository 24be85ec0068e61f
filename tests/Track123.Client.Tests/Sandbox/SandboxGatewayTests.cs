using System.Text;
using Track123.InMemory;

namespace Track123.Client.Tests;

public sealed class SandboxGatewayTests
{
    [Fact]
    public async Task Sixth_request_in_a_second_is_refused_with_A0706()
    {
        using var caller = new SandboxCaller(new SandboxOptions());
        for (var i = 0; i < 5; i++)
            Assert.Equal(200, (await caller.GetAsync(SandboxCaller.Carriers)).Status);

        var refused = await caller.GetAsync(SandboxCaller.Carriers);
        Assert.Equal((429, "A0706", "Too many requests"), (refused.Status, refused.Code, refused.Message));
        Assert.False(refused.Json.TryGetProperty("msg", out _));
    }

    [Fact]
    public async Task The_window_slides_and_refused_requests_do_not_count()
    {
        using var caller = new SandboxCaller(new SandboxOptions { RequestsPerSecond = 2 });
        Assert.Equal(200, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
        caller.Time.Advance(TimeSpan.FromMilliseconds(600));
        Assert.Equal(200, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
        caller.Time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.Equal(429, (await caller.GetAsync(SandboxCaller.Carriers)).Status);

        // The first has left the window; the second has not, as it would with a counter reset each second.
        caller.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
        Assert.Equal(429, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
        caller.Time.Advance(TimeSpan.FromMilliseconds(600));
        Assert.Equal(200, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
    }

    [Fact]
    public async Task The_limit_is_for_each_endpoint_and_both_versions_share_it()
    {
        using var caller = new SandboxCaller(new SandboxOptions { RequestsPerSecond = 1 });
        Assert.Equal(200, (await caller.GetAsync(SandboxCaller.Carriers)).Status);
        Assert.Equal(200, (await caller.PostAsync(SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]""")).Status);
        Assert.Equal(429, (await caller.GetAsync("tk/v2/courier/list")).Status);
    }

    [Fact]
    public async Task Moving_the_account_on_does_not_open_the_limit()
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
    public async Task Any_base_will_do(string address)
    {
        using var caller = new SandboxCaller();
        Assert.Equal("00000", (await caller.GetAsync(address)).Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("THE-KEY")]
    public async Task Missing_or_wrong_key_is_refused(string? key)
    {
        using var caller = new SandboxCaller(new SandboxOptions { ApiKey = "the-key" });
        using var request = SandboxCaller.Request(SandboxCaller.Carriers, body: null, key);
        var answer = await caller.SendAsync(request);
        Assert.Equal((401, "A0231"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task The_right_key_is_taken()
    {
        using var caller = new SandboxCaller(new SandboxOptions { ApiKey = "the-key" });
        using var request = SandboxCaller.Request(SandboxCaller.Carriers, body: null, "the-key");
        Assert.Equal("00000", (await caller.SendAsync(request)).Code);
    }

    [Fact]
    public async Task Wrong_method_is_refused()
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
    public async Task A_body_that_is_not_what_the_contract_says_is_refused(string path, string body, string code)
    {
        using var caller = new SandboxCaller();
        Assert.Equal((400, code), Outcome(await caller.PostAsync(path, body)));
    }

    [Theory]
    [InlineData("text/plain", "[{\"trackNo\":\"SBTRANSIT1\"}]")]
    [InlineData("application/json; charset=iso-8859-1", "[{\"trackNo\":\"SBTRANSIT1\"}]")]
    [InlineData(null, "[{\"trackNo\":\"SBTRANSIT1\"}]")]
    public async Task The_content_type_must_be_json_in_utf8(string? contentType, string body)
    {
        using var caller = new SandboxCaller();
        using var request = SandboxCaller.Request(SandboxCaller.Import, body);
        request.Content!.Headers.Remove("Content-Type");
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        Assert.Equal((400, "A0400"), Outcome(await caller.SendAsync(request)));
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused()
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
    public async Task A_cancelled_request_never_arrives()
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
    public async Task Every_handler_opens_the_same_account()
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
    public async Task The_carrier_list_holds_what_the_contract_names()
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
    public void The_client_finds_the_account_by_name()
    {
        var account = Assert.IsType<SandboxAccount>(SandboxFactory.Create());
        Assert.Equal((0, 10_000), (account.TrackingCount, account.Credits));
    }

    private static (int Status, string? Code) Outcome(Answer answer) => (answer.Status, answer.Code);
}
