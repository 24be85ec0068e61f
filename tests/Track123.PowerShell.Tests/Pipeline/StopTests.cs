using System.Management.Automation;
using System.Text.Json.Nodes;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Pipeline;

/// <summary>
/// Tests pipelines that end early: by Ctrl+C, Select-Object -First or an error downstream. The test server shows
/// whether a stop took effect: the request is aborted, or no further request arrives.
/// </summary>
public sealed class StopTests : ServerTest
{
    private const string Import = "track/import";
    private const string Query = "track/query";

    public static TheoryData<string, string> Calls => new()
    {
        { "Get-Track123Tracking", Query },
        { Numbers(250) + " | Register-Track123Tracking", Import },
        { "Get-Track123Carrier", "courier/list" },
        { "Remove-Track123Tracking SBTRANSIT1 -Confirm:$false", "track/delete" },
        { "Connect-Track123 -ApiKey $a.Key -BaseUri $a.Address", "courier/list" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Stop_while_waiting_for_headers_aborts_the_request(string script, string path) =>
        this.AssertStopAborts(script, path, "headers");

    [Theory]
    [MemberData(nameof(Calls))]
    public void Stop_while_reading_the_body_aborts_the_request(string script, string path) =>
        this.AssertStopAborts(script, path, "body");

    [Fact]
    public void Stop_during_back_off_sends_no_more_requests() =>
        this.AssertStopEndsRetries("""{ "status": 503, "headers": { "Retry-After": "2" }, "times": 99 }""");

    [Fact]
    public void Stop_during_a_rate_limit_pause_sends_no_more_requests() => this.AssertStopEndsRetries(
        """{ "status": 429, "body": "{\"code\":\"A0706\",\"msg\":\"no\"}", "headers": { "Retry-After": "2" }, "times": 99 }""");

    [Fact]
    public void Stop_with_waiting_rows_sends_no_more_requests()
    {
        using (var running = this.Session.Start(Numbers(5000) + " | Register-Track123Tracking"))
        {
            this.Server.WaitFor(1, Import);
            running.Stop();
        }

        // The rate limiter sends requests of an endpoint in order, so any other batch would have been sent before this
        // one.
        var sent = this.Server.RequestsTo(Import).Count;
        Assert.InRange(sent, 1, 49);
        this.Run("'SBDELIVERED9' | Register-Track123Tracking").Clean();
        Assert.Equal(sent + 1, this.Server.RequestsTo(Import).Count);
    }

    [Fact]
    public void Stop_while_connecting_ends_the_retries()
    {
        using var running = this.Session.Start(
            "Connect-Track123 -ApiKey k -BaseUri http://127.0.0.1:1/ -RetryIntervalSec 60 -Verbose");
        running.WaitForVerbose("attempt 1");
        running.Stop();
    }

    [Fact]
    public void Session_can_be_used_after_a_stop()
    {
        this.AssertStopAborts("Get-Track123Tracking", Query, "headers");
        this.Run("'SBDELIVERED1' | Register-Track123Tracking | Get-Track123Tracking").Clean();
    }

    [Fact]
    public void Downstream_error_aborts_the_other_requests()
    {
        var outcome = this.RegisterWithOneBatchAnswered("ForEach-Object { throw 'enough' }");
        Assert.Equal("enough", outcome.Thrown!.Message);
        this.Server.WaitForAborted(this.Server.RequestsTo(Import).Count - 1, Import);
    }

    [Fact]
    public void Select_First_aborts_the_other_requests()
    {
        Assert.Single(this.RegisterWithOneBatchAnswered("Select-Object -First 1").Clean().Output);
        this.Server.WaitForAborted(this.Server.RequestsTo(Import).Count - 1, Import);
    }

    [Fact]
    public void Verbose_message_of_a_failed_call_precedes_its_error()
    {
        this.Connect("-MaximumRetryCount 0");
        this.Fault(Query, """{ "status": 500 }""");
        var outcome = this.Run("try { Get-Track123Tracking -Verbose 4>&1 } catch { $_ }");
        Assert.IsType<VerboseRecord>(outcome.Output[0].BaseObject);
        Assert.StartsWith("ServiceUnavailable,", ((ErrorRecord)outcome.Output[^1].BaseObject).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_message_is_written_for_each_request()
    {
        var outcome = this.Run(Numbers(250) + " | Register-Track123Tracking -Verbose").Clean();
        Assert.Equal(3, outcome.Verbose.Count(v => v.Contains(Import, StringComparison.Ordinal)));
    }

    private void AssertStopAborts(string script, string path, string stall)
    {
        this.Fault(path, $$"""{ "stall": "{{stall}}", "times": 9 }""");
        using (var running = this.Session.Start(script, this.Server))
        {
            this.Server.WaitFor(1, path);
            running.Stop();
        }

        // No request was retried, as it would be after a timeout.
        var sent = this.Server.RequestsTo(path).Count;
        this.Server.WaitForAborted(sent, path);
        Assert.InRange(sent, 1, 3);
        this.Server.Post("reset", new { });
    }

    // Each call is stopped while it waits for its retry. Then another call waits longer and completes:
    // if the stopped calls had continued, their requests would have arrived before its own.
    private void AssertStopEndsRetries(string fault)
    {
        foreach (var path in Calls.Select(call => (string)call[1]).Distinct(StringComparer.Ordinal))
        {
            this.Fault(path, fault);
        }

        foreach (var call in Calls)
        {
            using var running = this.Session.Start(
                "$PSDefaultParameterValues = @{ '*-Track123*:Verbose' = $true }; " + call[0], this.Server);
            running.WaitForVerbose("retrying in");
            running.Stop();
        }

        var sent = this.Server.Requests.Count;
        this.Fault("courier/detection", """{ "status": 503, "headers": { "Retry-After": "3" } }""");
        this.Run("Resolve-Track123Carrier SBTRANSIT1").Clean();
        Assert.Equal(sent + 2, this.Server.Requests.Count);
    }

    // The first batch is answered after the others have arrived, and the others are never answered.
    private Outcome RegisterWithOneBatchAnswered(string downstream)
    {
        this.Fault(Import, """{ "delayMs": 1000 }""");
        this.Fault(Import, """{ "stall": "headers", "times": 9 }""");
        var outcome = this.Run(
            Numbers(1000) + " | ForEach-Object { if (++$n -eq 101) { $a.WaitFor(1, 'track/import') }; $_ }"
            + $" | Register-Track123Tracking | {downstream}",
            this.Server);
        Assert.True(this.Server.RequestsTo(Import).Count > 1);
        return outcome;
    }

    private void Fault(string path, string json)
    {
        var fault = JsonNode.Parse(json)!.AsObject();
        fault["path"] = path;
        this.Server.Script(fault);
    }
}
