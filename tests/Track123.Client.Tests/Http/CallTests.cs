using System.Net.Http.Headers;

namespace Track123.Client.Tests.Http;

/// <summary>Responses to a single call, the carrier list.</summary>
public sealed class CallTests
{
    private const string Carriers = """[{"courierCode":"china-post","courierNameEN":"China Post"}]""";

    [Fact]
    public async Task Request_has_the_documented_method_address_key_and_accept_header()
    {
        var service = new ScriptedService(_ => ScriptedService.Success(Carriers));
        using var client = service.Connect();
        var carriers = await ListAsync(service, client);

        Assert.Equal("china-post", Assert.Single(carriers).CarrierCode);
        var request = Assert.Single(service.Requests);
        Assert.Equal("GET", request.Method);
        Assert.Equal("https://service.example/gateway/open-api/tk/v2.1/courier/list", request.Uri.AbsoluteUri);
        Assert.Equal("k-0123456789abcdef", request.Headers["Track123-Api-Secret"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
    }

    [Theory]
    [InlineData(200, """{"code":"A0706","msg":"Success"}""")]
    [InlineData(429, """{"code":"A0706","message":"Too many requests"}""")]
    [InlineData(429, "")]
    [InlineData(200, """{"code":"B0001","data":null,"msg":"Success"}""")]
    [InlineData(500, """{"code":"B0100"}""")]
    [InlineData(200, """{"code":"B0210"}""")]
    [InlineData(200, """{"code":"B0300"}""")]
    [InlineData(200, """{"code":"B0310"}""")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(503, "")]
    [InlineData(504, "")]
    [InlineData(408, "")]
    [InlineData(200, "")]
    [InlineData(200, "null")]
    [InlineData(200, "<html>hello</html>")]
    [InlineData(200, """{"code":"00000","data":[{"courierCode":""")]
    public async Task Intermittent_failure_is_retried(int status, string body)
    {
        var service = new ScriptedService(r => r.Number == 1 ? ScriptedService.Json(body, status) : ScriptedService.Success(Carriers));
        using var client = service.Connect();
        Assert.Single(await ListAsync(service, client));
        Assert.Equal(2, service.Requests.Count);
    }

    [Theory]
    [InlineData(200, """{"code":"A0230","msg":"token expired"}""", Track123ErrorKind.AuthenticationFailed)]
    [InlineData(401, "", Track123ErrorKind.AuthenticationFailed)]
    [InlineData(403, """{"message":"forbidden"}""", Track123ErrorKind.AuthenticationFailed)]
    [InlineData(403, """{"message":"404"}""", Track123ErrorKind.EndpointNotFound)]
    [InlineData(404, "", Track123ErrorKind.EndpointNotFound)]
    [InlineData(200, """{"code":"C0113"}""", Track123ErrorKind.EndpointNotFound)]
    [InlineData(200, """{"code":"101107","msg":"no credit"}""", Track123ErrorKind.OutOfCredit)]
    [InlineData(400, """{"code":"A0400","msg":"bad"}""", Track123ErrorKind.InvalidRequest)]
    [InlineData(500, """{"code":"A0410","msg":"empty"}""", Track123ErrorKind.InvalidRequest)]
    [InlineData(413, "", Track123ErrorKind.InvalidRequest)]
    [InlineData(302, "", Track123ErrorKind.InvalidResponse)]
    [InlineData(407, "", Track123ErrorKind.ConnectionFailed)]
    public async Task Permanent_failure_is_not_retried(int status, string body, Track123ErrorKind kind)
    {
        var service = new ScriptedService(_ => ScriptedService.Json(body, status));
        using var client = service.Connect();
        var error = await FailAsync(service, client);
        Assert.Equal(kind, error.Kind);
        Assert.Single(service.Requests);
        Assert.Equal("GET tk/v2.1/courier/list", error.Endpoint);
    }

    [Theory]
    [InlineData("101108", Track123ErrorKind.InvalidRequest)]
    [InlineData("X9", Track123ErrorKind.InvalidRequest)]
    public async Task Unknown_code_fails_the_call_without_retry(string code, Track123ErrorKind kind)
    {
        var service = new ScriptedService(_ => ScriptedService.Json($$"""{"code":"{{code}}","msg":"new"}"""));
        using var client = service.Connect();
        var error = await FailAsync(service, client);
        Assert.Equal((kind, code), (error.Kind, error.Code));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Response_with_invalid_compression_is_retried()
    {
        var service = new ScriptedService(r => r.Number == 1 ? throw new InvalidDataException("not gzip") : ScriptedService.Success(Carriers));
        using var client = service.Connect();
        Assert.Single(await ListAsync(service, client));
    }

    [Theory]
    [InlineData("\"", "\"")]
    [InlineData("", "")]
    [InlineData("[\"", "\"]")]
    public async Task Text_of_many_megabytes_makes_the_response_invalid(string start, string end)
    {
        var code = start + new string('1', 20_000_000) + end;
        var service = new ScriptedService(_ => ScriptedService.Success($$"""[{"courierCode":{{code}}}]"""));
        using var client = service.Connect(retries: 0);
        var error = await FailAsync(service, client);
        Assert.Equal(Track123ErrorKind.InvalidResponse, error.Kind);
        Assert.Contains("64 KiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_of_many_megabytes_is_left_out_of_the_error()
    {
        var message = new string('m', 20_000_000);
        var service = new ScriptedService(_ => ScriptedService.Json($$"""{"code":"A0400","msg":"{{message}}"}"""));
        using var client = service.Connect();
        var error = await FailAsync(service, client);
        Assert.Equal((Track123ErrorKind.InvalidRequest, "A0400", null), (error.Kind, error.Code, error.ServiceMessage));
    }

    [Fact]
    public async Task Long_text_is_read()
    {
        var name = new string('n', 60_000);
        var data = $$"""[{"courierCode":"c","courierNameEN":"{{name}}"}]""";
        var service = new ScriptedService(_ => ScriptedService.Success(data));
        using var client = service.Connect();
        Assert.Equal(name, Assert.Single(await ListAsync(service, client)).Name);
    }

    [Fact]
    public async Task Closing_the_connection_ends_the_wait_for_the_rate_limit()
    {
        var service = new ScriptedService(_ => ScriptedService.Success(Carriers));
        var client = service.Connect();
        await ListAsync(service, client);
        var waiting = client.GetCarriersAsync(CarrierType.Parcel, new Log(), default);
        Assert.False(waiting.IsCompleted);
        client.Dispose();
        client.Dispose();
        var error = await Assert.ThrowsAsync<Track123Exception>(() => waiting);
        Assert.Equal(Track123ErrorKind.ConnectionFailed, error.Kind);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Byte_order_mark_before_the_response_is_ignored()
    {
        var service = new ScriptedService(_ => ScriptedService.Json($$"""{{'\uFEFF'}}{"code":"00000","data":{{Carriers}}}"""));
        using var client = service.Connect();
        Assert.Single(await ListAsync(service, client));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Excerpt_of_a_response_is_redacted_before_it_is_cut()
    {
        var body = new string(' ', 280) + """{"postalCode":"90210-1234","e":"jane.doe@mail.example.org"}""";
        var service = new ScriptedService(_ => ScriptedService.Json(body));
        using var client = service.Connect(retries: 0);
        var error = await FailAsync(service, client);
        Assert.DoesNotContain("9021", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("jane", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc\r\nX-Injected: 1")]
    [InlineData("two words")]
    [InlineData("clé")]
    public void Key_that_is_not_a_header_value_is_rejected_and_not_shown(string key)
    {
        var error = Assert.Throws<Track123Exception>(() => new Track123Client(new ConnectionOptions { ApiKey = key }));
        Assert.Equal(Track123ErrorKind.InvalidRequest, error.Kind);
        Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.example.com/", "http://user:s3cret@proxy:8080")]
    [InlineData("http://127.0.0.1:5/", "http://proxy:8080")]
    public void Proxy_that_would_expose_a_secret_is_rejected(string address, string proxy)
    {
        var error = Assert.Throws<Track123Exception>(() => new Track123Client(new ConnectionOptions { ApiKey = "k", BaseUri = new(address), Proxy = new(proxy) }));
        Assert.Equal(Track123ErrorKind.InvalidRequest, error.Kind);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retries_are_limited_and_the_error_has_the_number_of_attempts()
    {
        var service = new ScriptedService(_ => ScriptedService.Json("", 503));
        using var client = service.Connect(retries: 3);
        var error = await FailAsync(service, client);
        Assert.Equal(Track123ErrorKind.ServiceUnavailable, error.Kind);
        Assert.Equal(4, service.Requests.Count);
        Assert.Contains("after 4 attempts", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retry_After_is_honored_in_both_forms(bool asDate)
    {
        var start = default(DateTimeOffset);
        var service = new ScriptedService(r =>
        {
            if (r.Number > 1)
            {
                return ScriptedService.Success(Carriers);
            }

            start = r.Time;
            var response = ScriptedService.Json("", 503);
            response.Headers.RetryAfter = asDate ? new RetryConditionHeaderValue(r.Time.AddSeconds(17)) : new RetryConditionHeaderValue(TimeSpan.FromSeconds(17));
            return response;
        });
        using var client = service.Connect();
        await ListAsync(service, client);
        Assert.InRange((service.Requests[1].Time - start).TotalSeconds, 17, 18);
    }

    [Fact]
    public async Task Retry_After_of_an_hour_fails_the_call_and_is_in_the_error()
    {
        var service = new ScriptedService(_ =>
        {
            var response = ScriptedService.Json("", 503);
            response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromHours(1));
            return response;
        });
        using var client = service.Connect();
        var error = await FailAsync(service, client);
        Assert.Single(service.Requests);
        Assert.Equal(TimeSpan.FromHours(1), error.RetryAfter);
        Assert.Contains("3600 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_limit_delays_all_callers_of_the_endpoint()
    {
        var service = new ScriptedService(r => r.Number == 1 ? ScriptedService.Json("""{"code":"A0706"}""", 429) : ScriptedService.Success(Carriers));
        using var client = service.Connect();
        var first = client.GetCarriersAsync(CarrierType.Parcel, new Log(), default);
        var second = client.GetCarriersAsync(CarrierType.Parcel, new Log(), default);
        await service.Drive(Task.WhenAll(first, second));
        Assert.Equal(3, service.Requests.Count);
        Assert.True(service.Requests[1].Time - service.Requests[0].Time >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Cancellation_by_the_caller_is_not_a_timeout()
    {
        var stop = new CancellationTokenSource();
        var service = new ScriptedService(r =>
        {
            stop.Cancel();
            throw new TaskCanceledException();
        });
        using var client = service.Connect();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => service.Drive(client.GetCarriersAsync(CarrierType.Parcel, new Log(), stop.Token)));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Broken_connection_names_the_host_and_never_the_key()
    {
        var service = new ScriptedService(_ => throw new HttpRequestException("reset by k-0123456789abcdef"));
        using var client = service.Connect(retries: 1);
        var log = new Log();
        var error = await Assert.ThrowsAsync<Track123Exception>(
            () => service.Drive(client.GetCarriersAsync(CarrierType.Parcel, log, default)));
        Assert.Equal(Track123ErrorKind.ConnectionFailed, error.Kind);
        Assert.Contains("service.example", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("k-0123456789abcdef", error + log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_has_each_attempt_and_never_the_key()
    {
        var service = new ScriptedService(r => r.Number == 1
            ? ScriptedService.Json("""{"code":"B0001","msg":"echo k-0123456789abcdef"}""")
            : ScriptedService.Success(Carriers));
        using var client = service.Connect();
        var log = new Log();
        await service.Drive(client.GetCarriersAsync(CarrierType.Parcel, log, default));
        Assert.Contains("GET tk/v2.1/courier/list: 1 items, B0001, HTTP 200", log.All, StringComparison.Ordinal);
        Assert.Contains("attempt 2", log.All, StringComparison.Ordinal);
        Assert.DoesNotContain("k-0123456789abcdef", log.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://api.example.com/gateway/open-api")]
    [InlineData("http://127.0.0.1.example.com/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("https://user:pass@api.example.com/")]
    [InlineData("relative")]
    public void Address_that_would_expose_the_key_is_rejected(string address)
    {
        var error = Assert.Throws<Track123Exception>(() => new Track123Client(new ConnectionOptions { BaseUri = new(address, UriKind.RelativeOrAbsolute), ApiKey = "k" }));
        Assert.Equal(Track123ErrorKind.InvalidRequest, error.Kind);
        Assert.DoesNotContain("pass", error.Message, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<Carrier>> ListAsync(ScriptedService service, Track123Client client) =>
        service.Drive(client.GetCarriersAsync(CarrierType.Parcel, new Log(), default));

    private static Task<Track123Exception> FailAsync(ScriptedService service, Track123Client client) =>
        Assert.ThrowsAsync<Track123Exception>(() => ListAsync(service, client));
}
