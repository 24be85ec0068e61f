using System.Collections;

namespace Track123.Client.Tests.Requests;

public sealed class InvokeTests
{
    [Theory]
    [InlineData("../../x")]
    [InlineData("/../../x")]
    [InlineData("tk/../../x")]
    [InlineData("..")]
    [InlineData("https://evil.example/")]
    [InlineData("HTTPS://evil.example/x")]
    [InlineData("\\\\evil.example\\x")]
    [InlineData("..\\..\\x")]
    [InlineData("%2e%2e/%2e%2e/x")]
    [InlineData("file:///etc/passwd")]
    public async Task Path_outside_the_base_address_is_rejected(string path)
    {
        var service = new ScriptedService(_ => ScriptedService.Success("null"));
        var refused = await Assert.ThrowsAsync<Track123Exception>(() => Invoke(service, "GET", path, json: null));
        Assert.Equal(Track123ErrorKind.InvalidRequest, refused.Kind);
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("tk/v2.1/courier/list")]
    [InlineData("/tk/v2.1/courier/list")]
    [InlineData(" //tk/v2.1/courier/list")]
    public async Task Path_is_relative_to_the_base_address_with_or_without_a_slash(string path)
    {
        var service = new ScriptedService(_ => ScriptedService.Success("[]"));
        await Invoke(service, "GET", path, json: null);
        Assert.Equal("https://service.example/gateway/open-api/tk/v2.1/courier/list", Assert.Single(service.Requests).Uri.AbsoluteUri);
    }

    [Fact]
    public async Task Query_string_is_sent_and_the_rate_limit_of_the_endpoint_applies()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("null"));
        using var client = service.Connect();
        await service.Drive(Task.WhenAll(Enumerable.Range(1, 3).Select(
            i => client.InvokeAsync("POST", $"tk/v2.1/track/query-realtime?n={i}", "{}", new Log(), default))));
        Assert.Equal(["?n=1", "?n=2", "?n=3"], service.Requests.Select(r => r.Uri.Query).Order(StringComparer.Ordinal));
        Assert.True(service.Requests[2].Time - service.Requests[0].Time >= TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Body_is_sent_unchanged_and_the_response_is_converted_to_plain_objects()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""{"accepted":[{"trackNo":"N1","n":1.5,"big":12345678901}],"ok":true,"none":null}"""));
        var reply = await Invoke(service, "POST", "tk/v2.1/x", """[ {"trackNo": "N1"} ]""");
        Assert.Equal("""[ {"trackNo": "N1"} ]""", Assert.Single(service.Requests).Body);
        Assert.Equal(("00000", "Success", "t-1"), (reply.Code, reply.Message, reply.TraceId));
        var data = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(reply.Data);
        Assert.Equal((true, null), (data["ok"], data["none"]));
        var item = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(Assert.Single(Assert.IsType<object?[]>(data["accepted"])));
        Assert.Equal(("N1", 1.5m, 12345678901L), (item["trackNo"], item["n"], item["big"]));
    }

    [Fact]
    public async Task Unpaired_surrogate_in_a_response_keeps_its_escape()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""{"a":"\ud800x","\udc00":1}"""));
        var data = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>((await Invoke(service, "GET", "tk/v2.1/x", json: null)).Data);
        Assert.Equal(("\\ud800x", 1L), (data["a"], data["\uFFFD"]));
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("POST", "hello")]
    [InlineData("POST", """{"a":1,}""")]
    [InlineData("POST", """{"a":1} x""")]
    [InlineData("GET", "{}")]
    public async Task Invalid_body_is_rejected_and_not_sent(string method, string json)
    {
        var service = new ScriptedService(_ => ScriptedService.Success("null"));
        var refused = await Assert.ThrowsAsync<Track123Exception>(() => Invoke(service, method, "tk/v2.1/x", json));
        Assert.Equal(Track123ErrorKind.InvalidRequest, refused.Kind);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Post_to_an_unknown_path_is_not_retried_after_a_lost_response()
    {
        var service = new ScriptedService(_ => throw new HttpRequestException("reset"));
        await Assert.ThrowsAsync<Track123Exception>(() => Invoke(service, "POST", "tk/v2.1/other", "{}"));
        Assert.Single(service.Requests);
    }

    [Fact]
    public void Plain_objects_are_converted_to_JSON_in_the_format_of_the_service()
    {
        var data = new object?[]
        {
            "Grüße", 'x', 1, -2L, 1.5, 0.1f, 1.10m, System.Numerics.BigInteger.Pow(10, 30), true, null, DBNull.Value, DayOfWeek.Friday,
            new DateTime(2026, 3, 2, 9, 15, 0), new DateTimeOffset(2026, 3, 2, 9, 15, 0, TimeSpan.FromHours(8)), new Hashtable { ["a"] = new List<int> { 1 } },
        };
        Assert.Equal(
            """["Grüße","x",1,-2,1.5,0.1,1.10,1000000000000000000000000000000,true,null,null,"Friday","2026-03-02 09:15:00","2026-03-02 09:15:00",{"a":[1]}]""",
            JsonConversion.Write(data, value => value));
    }

    [Fact]
    public void Circular_or_unsupported_objects_are_rejected()
    {
        var endless = new Hashtable();
        endless["self"] = endless;
        foreach (var data in new object[] { endless, new object[] { new Version(1, 2) }, double.NaN, new object() })
        {
            Assert.Equal(Track123ErrorKind.InvalidRequest, Assert.Throws<Track123Exception>(() => JsonConversion.Write(data, value => value)).Kind);
        }
    }

    private static async Task<ServiceReply> Invoke(ScriptedService service, string method, string path, string? json)
    {
        using var client = service.Connect();
        return await service.Drive(client.InvokeAsync(method, path, json, new Log(), default));
    }
}
