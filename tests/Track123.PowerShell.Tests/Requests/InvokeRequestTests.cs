using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Requests;

public sealed class InvokeRequestTests : ServerTest
{
    [Fact]
    public void Response_data_can_be_read_by_property()
    {
        this.Run("'SBDELIVERED1', 'SBDELIVERED2' | Register-Track123Tracking").Clean();
        var outcome = this.Run("$r = Invoke-Track123Request tk/v2.1/track/query -Body @{ cursor = ''; queryPageSize = 10 }; $r; $r.Data.accepted.content").Clean();
        Assert.Equal("Track123.ServiceReply", outcome.Output[0].BaseObject.GetType().FullName);
        Assert.Equal("00000", outcome.Output[0].Properties["Code"].Value);
        Assert.Equal(
            ["SBDELIVERED1", "SBDELIVERED2"], outcome.Output.Skip(1).Select(o => o.Properties["trackNo"].Value));
        this.Run("(Invoke-Track123Request tk/v2.1/track/query -Body @{ cursor = '' }).Data.accepted.content | Get-Track123Tracking").Clean();
    }

    [Theory]
    [InlineData("@{ a = 1 }", """{"a":1}""")]
    [InlineData("@([ordered]@{ t = 'x'; at = [datetime]'2026-03-02 09:15' }, [pscustomobject]@{ n = $null; f = 1.5; b = $true })", """[{"t":"x","at":"2026-03-02 09:15:00"},{"n":null,"f":1.5,"b":true}]""")]
    [InlineData("@(1)", "[1]")]
    [InlineData("@()", "[]")]
    [InlineData("@{ a = [pscustomobject]@{ b = @(@{ c = 'Grüße' | ForEach-Object { $_ } }) } }", """{"a":{"b":[{"c":"Grüße"}]}}""")]
    [InlineData("'[ {\"a\": 1} ]'", """[ {"a": 1} ]""")]
    [InlineData("('{\"a\":1}' | ForEach-Object { $_ })", """{"a":1}""")]
    public void Body_is_sent_as_JSON(string body, string expected)
    {
        this.Server.Script(new { path = "track/query", body = """{"code":"00000","data":null}""" });
        this.Run($"Invoke-Track123Request tk/v2.1/track/query -Body {body}").Clean();
        var request = Assert.Single(this.Server.Requests);
        Assert.Equal(("POST", expected), (request.Method, request.Body));
    }

    [Fact]
    public void Each_piped_body_is_sent_in_its_own_request()
    {
        this.Server.Script(new { path = "track/query", times = 2, body = """{"code":"00000","data":null}""" });
        Assert.Equal(2, this.Run("@{ a = 1 }, [pscustomobject]@{ b = 2 } | Invoke-Track123Request tk/v2.1/track/query").Clean().Output.Count);
        Assert.Equal(["""{"a":1}""", """{"b":2}"""], this.Server.Requests.Select(r => r.Body));
        Assert.Empty(this.Run("@() | Invoke-Track123Request tk/v2.1/track/query").Clean().Output);
        Assert.Equal(2, this.Server.Requests.Count);
    }

    [Fact]
    public void WhatIf_sends_only_GET_requests()
    {
        Assert.Empty(
            this.Run("Invoke-Track123Request tk/v2.1/track/delete -Body @{ trackNo = 'X' } -WhatIf").Clean().Output);
        Assert.Empty(this.Run("Invoke-Track123Request tk/v2.1/track/delete -Method POST -WhatIf").Clean().Output);
        Assert.Empty(this.Server.Requests);
        Assert.Single(this.Run("Invoke-Track123Request tk/v2.1/courier/list -WhatIf").Clean().Output);
    }

    [Fact]
    public void Request_without_body_is_a_GET()
    {
        Assert.NotEmpty(this.Run("(Invoke-Track123Request /tk/v2.1/courier/list).Data.courierCode").Clean().Output);
        this.Run("Invoke-Track123Request tk/v2.1/courier/list -Method get").Clean();
        Assert.All(this.Server.Requests, r => Assert.Equal("GET", r.Method));
    }

    [Fact]
    public void Names_that_differ_only_in_case_or_are_empty_are_kept()
    {
        this.Server.Script(new { path = "track/query", body = """{"code":"00000","data":{"a":{"k":1,"K":2},"b":{"":3}}}""" });
        Assert.Equal(
            ["1", "2", "3"],
            this.Run("$d = (Invoke-Track123Request tk/v2.1/track/query -Method POST).Data; $d.a['k']; $d.a['K']; $d.b['']").Clean().Output.Select(o => o.ToString()));
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("https://evil.example/")]
    [InlineData("x -Body '{\"a\":'")]
    [InlineData("x -Body 'hello'")]
    [InlineData("x -Body @{ a = [version]'1.2' }")]
    [InlineData("x -Body $endless")]
    [InlineData("x -Method GET -Body @{}")]
    public void Invalid_path_or_body_is_rejected_and_not_sent(string arguments)
    {
        var outcome = this.Run($"$endless = @{{}}; $endless.self = [pscustomobject]@{{ me = $endless }}; Invoke-Track123Request {arguments}");
        Assert.StartsWith("InvalidRequest,", outcome.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(this.Server.Requests);
    }

    [Theory]
    [InlineData("tk/v9/nothing", "EndpointNotFound")]
    [InlineData("tk/v2.1/track/query -Body @{}", "InvalidRequest")]
    public void Error_response_ends_the_call(string arguments, string id) => Assert.StartsWith(
        id + ",",
        this.Run($"Invoke-Track123Request {arguments}").Terminating.FullyQualifiedErrorId,
        StringComparison.Ordinal);
}
