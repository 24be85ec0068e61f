using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Track123.Testing;

namespace Track123.Client.Tests;

public sealed class SandboxTestServerTests : IDisposable
{
    private static readonly TestServerOptions Quick =
        new() { Latency = TimeSpan.Zero, Jitter = TimeSpan.Zero, RequestsPerSecond = null };

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    // Reached only if the server does not respond.
    private readonly CancellationTokenSource timeout = new(TimeSpan.FromSeconds(20));

    [Fact]
    public async Task Server_listens_on_loopback_and_returns_the_responses_of_the_account()
    {
        await using var server = await TestServer.StartAsync(Quick);
        Assert.Equal("127.0.0.1", server.BaseUri.Host);
        Assert.EndsWith("/gateway/open-api", server.BaseUri.AbsoluteUri, StringComparison.Ordinal);
        var answer = await this.SendAsync(
            server, SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1","remark":"München"}]""");
        Assert.Equal((200, "00000"), (answer.Status, answer.Code));
        Assert.Contains("München", answer.Text, StringComparison.Ordinal);
        Assert.Equal(1, server.Account.TrackingCount);
    }

    [Fact]
    public async Task Server_records_body_headers_and_status()
    {
        await using var server = await TestServer.StartAsync(Quick);
        const string body = """[ {"trackNo" : "SBTRANSIT1", "remark":"Zoë"} ]""";
        await this.SendAsync(server, SandboxCaller.Import, body);
        var request = Assert.Single(server.Requests.All());
        Assert.Equal(Encoding.UTF8.GetBytes(body), request.Body.ToArray());
        Assert.Equal(
            ("POST", "/gateway/open-api/" + SandboxCaller.Import, 200), (request.Method, request.Path, request.Status));
        Assert.Equal(TestServerOptions.DefaultApiKey, request.Headers["track123-api-secret"]);
        Assert.False(request.IsAborted);
    }

    [Fact]
    public async Task Path_outside_the_base_address_returns_403()
    {
        await using var server = await TestServer.StartAsync(Quick);
        using var request = SandboxCaller.Request(
            new Uri(server.BaseUri, "/tk/v2.1/courier/list").AbsoluteUri, body: null, TestServerOptions.DefaultApiKey);
        using var response = await this.http.SendAsync(request, this.timeout.Token);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Wrong_key_is_rejected()
    {
        await using var server = await TestServer.StartAsync(Quick);
        Assert.Equal(
            (401, "A0231"), Outcome(await this.SendAsync(server, SandboxCaller.Carriers, body: null, key: "other")));
    }

    [Fact]
    public async Task Rate_limit_applies_on_arrival_before_the_delayed_responses()
    {
        var time = new FakeTimeProvider();
        await using var server = await TestServer.StartAsync(new TestServerOptions { Time = time });
        var calls = Enumerable.Range(0, 6).Select(
            _ => this.SendAsync(server, SandboxCaller.Carriers, body: null)).ToList();
        await server.Requests.WaitAsync(log => log.Received == 6, this.timeout.Token);
        Assert.DoesNotContain(calls, call => call.IsCompleted);
        Assert.Equal(1, server.Requests.Limited);

        // The server may not have started its delay yet, so the clock is advanced until all calls are complete.
        while (!calls.TrueForAll(call => call.IsCompleted))
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        var statuses = (await Task.WhenAll(calls)).Select(answer => answer.Status).Order();
        Assert.Equal([200, 200, 200, 200, 200, 429], statuses);
    }

    [Fact]
    public async Task Settings_can_be_changed_while_the_server_runs()
    {
        await using var server = await TestServer.StartAsync(Quick);
        Assert.Equal(
            204, await this.ControlAsync(server, "settings", """{"rate":1,"credits":0,"latencyMs":0,"jitterMs":0}"""));
        Assert.Equal(
            "101107", (await this.SendAsync(server, SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]""")).Code);
        Assert.Equal(1, server.RequestsPerSecond);
        Assert.Equal(204, await this.ControlAsync(server, "settings", """{"rate":null}"""));
        Assert.Null(server.RequestsPerSecond);
        Assert.Equal(400, await this.ControlAsync(server, "settings", """{"speed":1}"""));
    }

    [Fact]
    public async Task Account_can_be_advanced_over_HTTP()
    {
        await using var server = await TestServer.StartAsync(Quick);
        await this.SendAsync(server, SandboxCaller.Import, """[{"trackNo":"SBDELIVERED1"}]""");
        Assert.Equal(204, await this.ControlAsync(server, "advance", """{"seconds":691200}"""));
        var answer = await this.SendAsync(server, SandboxCaller.Query, """{"trackNos":["SBDELIVERED1"]}""");
        Assert.Contains("\"transitStatus\":\"DELIVERED\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripted_response_replaces_only_the_next_response_of_its_path()
    {
        await using var server = await TestServer.StartAsync(Quick);
        server.Script(
            "courier/list",
            new Fault
            {
                Status = 503,
                Body = "<html>down</html>",
                Headers = new Dictionary<string, string> { ["Retry-After"] = "7", ["Content-Type"] = "text/html" },
            });
        Assert.Equal(
            "00000", (await this.SendAsync(server, SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]""")).Code);

        using var request = Request(server, SandboxCaller.Carriers, body: null);
        using var response = await this.http.SendAsync(request, this.timeout.Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter!.Delta);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("<html>down</html>", await response.Content.ReadAsStringAsync(this.timeout.Token));
        Assert.Equal("00000", (await this.SendAsync(server, SandboxCaller.Carriers, body: null)).Code);
    }

    [Fact]
    public async Task Scripted_response_replaces_the_given_number_of_requests()
    {
        await using var server = await TestServer.StartAsync(Quick);
        Assert.Equal(204, await this.ControlAsync(
            server,
            "script",
            """{"path":"track/import","status":200,"body":{"code":"A0706","message":"Too many requests"},"times":2}"""));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(
                (200, "A0706"),
                Outcome(await this.SendAsync(server, SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]""")));
        }

        Assert.Equal(0, server.Account.TrackingCount);
        Assert.Equal(
            "00000", (await this.SendAsync(server, SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]""")).Code);
    }

    [Fact]
    public async Task Reset_closes_the_connection_before_the_request_is_processed()
    {
        await using var server = await TestServer.StartAsync(Quick);
        server.Script("", new Fault { Reset = true });
        var error = await Assert.ThrowsAsync<HttpRequestException>(
            () => this.SendAsync(server, SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]"""));
        var socket = Assert.IsType<SocketException>(error.GetBaseException());
        Assert.Equal(SocketError.ConnectionReset, socket.SocketErrorCode);
        Assert.Equal(0, server.Account.TrackingCount);
        Assert.Null(Assert.Single(server.Requests.All()).Status);
    }

    [Fact]
    public async Task Lost_response_closes_the_connection_after_the_request_is_processed()
    {
        await using var server = await TestServer.StartAsync(Quick);
        Assert.Equal(204, await this.ControlAsync(server, "script", """{"path":"track/import","loseResponse":true}"""));
        await Assert.ThrowsAsync<HttpRequestException>(
            () => this.SendAsync(server, SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]"""));
        Assert.Equal(1, server.Account.TrackingCount);
        Assert.Contains(
            "has been imported",
            (await this.SendAsync(server, SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]""")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stall_before_headers_is_recorded_as_aborted_when_the_client_disconnects()
    {
        await using var server = await TestServer.StartAsync(Quick);
        server.Script("", new Fault { Stall = Stall.BeforeHeaders });
        using var disconnect = new CancellationTokenSource();
        var call = this.SendAsync(server, SandboxCaller.Carriers, body: null, cancellationToken: disconnect.Token);
        await server.Requests.WaitAsync(log => log.Received == 1, this.timeout.Token);
        await disconnect.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await server.Requests.WaitAsync(log => log.Aborted == 1, this.timeout.Token);
        var request = Assert.Single(server.Requests.All());
        Assert.True(request.IsAborted);
        Assert.Null(request.Status);
    }

    [Fact]
    public async Task Stall_in_the_body_sends_the_headers_and_half_of_the_body()
    {
        await using var server = await TestServer.StartAsync(Quick);
        server.Script("", new Fault { Stall = Stall.MidBody });
        using var request = Request(server, SandboxCaller.Carriers, body: null);
        using var response = await this.http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, this.timeout.Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var body = await response.Content.ReadAsStreamAsync(this.timeout.Token);
        var half = new byte[response.Content.Headers.ContentLength!.Value / 2];
        await body.ReadExactlyAsync(half, this.timeout.Token);
        var more = body.ReadAsync(new byte[1], this.timeout.Token);
        Assert.False(more.IsCompleted);
        await server.DisposeAsync();
        await Assert.ThrowsAnyAsync<IOException>(async () => await more);
    }

    [Fact]
    public async Task CountsOnly_records_no_requests()
    {
        await using var server = await TestServer.StartAsync(Quick with { Recording = Recording.CountsOnly });
        await this.SendAsync(server, SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]""");
        Assert.Empty(server.Requests.All());
        Assert.Equal((1, 26), (server.Requests.Received, server.Requests.BodyBytes));
    }

    [Fact]
    public async Task Counts_can_be_read_over_HTTP()
    {
        await using var server = await TestServer.StartAsync(Quick with { Recording = Recording.CountsOnly });
        await this.SendAsync(server, SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]""");
        Assert.Equal(
            """{"received":1,"limited":0,"aborted":0,"bodyBytes":26}""",
            await this.http.GetStringAsync(new Uri(server.BaseUri, "/_test/counts"), this.timeout.Token));
    }

    [Fact]
    public async Task Canned_parcels_are_returned_in_pages_until_an_empty_cursor()
    {
        await using var server = await TestServer.StartAsync(Quick with { CannedParcels = 300, CannedEvents = 20 });
        using var client = new Track123Client(
            new ConnectionOptions { ApiKey = TestServerOptions.DefaultApiKey, BaseUri = server.BaseUri });
        var pager = client.BeginQuery(null, null, new Log(), this.timeout.Token);
        var all = new List<Tracking>();
        while (await pager.ReadPageAsync() is { Accepted.Content: var page })
        {
            all.AddRange(page);
        }

        Assert.Equal(3, server.Requests.Received);
        Assert.Equal(300, all.Select(t => t.TrackingNumber).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(("CANNED0000000001", "CANNED0000000300"), (all[0].TrackingNumber, all[^1].TrackingNumber));
        Assert.All(all, t => Assert.Equal(20, t.Events.Count));
    }

    [Fact]
    public async Task Request_log_can_be_read_and_cleared_over_HTTP()
    {
        await using var server = await TestServer.StartAsync(Quick);
        await this.SendAsync(server, SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1"}]""");
        var list = await this.http.GetStringAsync(new Uri(server.BaseUri, "/_test/requests"), this.timeout.Token);
        Assert.Contains("SBTRANSIT1", list, StringComparison.Ordinal);
        Assert.Contains("\"status\":200", list, StringComparison.Ordinal);
        Assert.Equal(204, await this.ControlAsync(server, "reset", ""));
        Assert.Equal(
            "[]", await this.http.GetStringAsync(new Uri(server.BaseUri, "/_test/requests"), this.timeout.Token));
    }

    public void Dispose()
    {
        this.http.Dispose();
        this.timeout.Dispose();
    }

    private static (int Status, string? Code) Outcome(Answer answer) => (answer.Status, answer.Code);

    private static HttpRequestMessage Request(
        TestServer server, string path, string? body, string key = TestServerOptions.DefaultApiKey) =>
        SandboxCaller.Request($"{server.BaseUri}/{path}", body, key);

    private async Task<Answer> SendAsync(
        TestServer server, string path, string? body, string key = TestServerOptions.DefaultApiKey,
        CancellationToken? cancellationToken = null)
    {
        using var request = Request(server, path, body, key);
        using var response = await this.http.SendAsync(request, cancellationToken ?? this.timeout.Token);
        return await Answer.ReadAsync(response);
    }

    private async Task<int> ControlAsync(TestServer server, string command, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await this.http.PostAsync(
            new Uri(server.BaseUri, "/_test/" + command), content, this.timeout.Token);
        return (int)response.StatusCode;
    }
}
