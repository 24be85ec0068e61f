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
    public async Task A_path_that_leads_elsewhere_is_refused(string path)
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
    public async Task A_path_is_below_the_address_with_or_without_a_slash(string path)
    {
        var service = new ScriptedService(_ => ScriptedService.Success("[]"));
        await Invoke(service, "GET", path, json: null);
        Assert.Equal("https://service.example/gateway/open-api/tk/v2.1/courier/list", Assert.Single(service.Requests).Uri.AbsoluteUri);
    }

    [Fact]
    public async Task What_follows_the_path_is_sent_and_the_endpoints_pace_kept()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("null"));
        using var client = service.Connect();
        await service.Drive(Task.WhenAll(Enumerable.Range(1, 3).Select(
            i => client.InvokeAsync("POST", $"tk/v2.1/track/query-realtime?n={i}", "{}", new Log(), default))));
        Assert.Equal(["?n=1", "?n=2", "?n=3"], service.Requests.Select(r => r.Uri.Query).Order(StringComparer.Ordinal));
        Assert.True(service.Requests[2].Time - service.Requests[0].Time >= TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Body_goes_as_it_is_and_the_answer_comes_as_plain_objects()
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
    public async Task Half_of_a_character_pair_in_an_answer_is_kept_as_it_was_written()
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
    public async Task A_body_that_cannot_be_is_not_sent(string method, string json)
    {
        var service = new ScriptedService(_ => ScriptedService.Success("null"));
        var refused = await Assert.ThrowsAsync<Track123Exception>(() => Invoke(service, method, "tk/v2.1/x", json));
        Assert.Equal(Track123ErrorKind.InvalidRequest, refused.Kind);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task An_unknown_path_is_not_posted_twice_when_its_answer_is_lost()
    {
        var service = new ScriptedService(_ => throw new HttpRequestException("reset"));
        await Assert.ThrowsAsync<Track123Exception>(() => Invoke(service, "POST", "tk/v2.1/other", "{}"));
        Assert.Single(service.Requests);
    }

    [Fact]
    public void Plain_objects_are_written_as_the_service_takes_them()
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
    public void What_has_no_end_or_no_form_is_refused()
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
