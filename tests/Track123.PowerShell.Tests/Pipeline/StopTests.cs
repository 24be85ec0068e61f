using System.Diagnostics;
using System.Management.Automation;
using Track123.PowerShell.Tests.Hosting;
using Xunit.Abstractions;

namespace Track123.PowerShell.Tests.Pipeline;

/// <summary>
/// What happens when the pipeline ends before its time: by Ctrl+C, by Select-Object -First, by an error downstream.
/// </summary>
public sealed class StopTests(ITestOutputHelper output) : ServerTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.5);

    public static TheoryData<string, string> Waits => new()
    {
        { "headers", """{ "stall": "headers", "times": 99 }""" },
        { "mid-body", """{ "stall": "body", "times": 99 }""" },
        { "back-off", """{ "status": 503, "headers": { "Retry-After": "60" }, "times": 99 }""" },
        { "limiter", """{ "status": 429, "body": "{\"code\":\"A0706\",\"msg\":\"too many requests\"}", "headers": { "Retry-After": "60" }, "times": 99 }""" },
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public void Stop_while_waiting_returns_within_half_a_second(string waitsFor, string fault)
    {
        foreach (var (script, path) in new[]
        {
            ("Get-Track123Tracking", "track/query"),
            (Numbers(250) + " | Register-Track123Tracking", "track/import"),
            ("Get-Track123Carrier", "courier/list"),
            ("Remove-Track123Tracking SBTRANSIT1 -Confirm:$false", "track/delete"),
            ($"Connect-Track123 -ApiKey {this.Server.Key} -BaseUri {this.Server.Address}", "courier/list"),
        })
        {
            // The best of three: a machine that does other work too may be slow at any one of them.
            this.Fault(path, fault);
            var took = Enumerable.Range(0, 3).Min(_ => this.StopWaiting(script, path, waitsFor));
            output.WriteLine($"{waitsFor}, {path}: {took.TotalMilliseconds:0} ms");
            Assert.True(took < Soon, $"Waiting for {waitsFor}, {script} took {took.TotalMilliseconds} ms to stop.");
        }
    }

    [Theory]
    [InlineData("connecting", "Connect-Track123 -ApiKey k -BaseUri http://127.0.0.1:1/")]
    [InlineData("queue", "1..5000 | ForEach-Object { 'SBDELIVERED{0:d6}' -f $_ } | Register-Track123Tracking")]
    public void Stop_before_a_request_could_leave_returns_within_half_a_second(string waitsFor, string script)
    {
        // Nothing tells from outside that it waits; after a second it surely does.
        var took = Enumerable.Range(0, 3).Min(_ =>
        {
            var patience = Stopwatch.StartNew();
            return this.StopOnce(script, () => patience.ElapsedMilliseconds > 1000).Took;
        });
        output.WriteLine($"{waitsFor}: {took.TotalMilliseconds:0} ms");
        Assert.True(took < Soon, $"Waiting for {waitsFor}, it took {took.TotalMilliseconds} ms to stop.");
        var received = this.Server.Requests.Count;
        Thread.Sleep(500);
        Assert.Equal(received, this.Server.Requests.Count);
    }

    [Fact]
    public void Stop_aborts_what_is_under_way()
    {
        this.Fault("track/query", """{ "stall": "headers" }""");
        this.StopOnce("Get-Track123Tracking", () => this.Server.RequestsTo("track/query").Count > 0);
        Server.WaitUntil(() => this.Server.RequestsTo("track/query").Single().Aborted);
    }

    [Fact]
    public void Session_works_on_after_a_stop()
    {
        this.Fault("track/query", """{ "stall": "headers" }""");
        this.StopOnce("Get-Track123Tracking", () => this.Server.RequestsTo("track/query").Count > 0);
        this.Run("'SBDELIVERED1' | Register-Track123Tracking | Get-Track123Tracking").Clean();
    }

    [Fact]
    public void Downstream_throw_cancels()
    {
        var outcome = this.RegisterWithOneBatchAnswered("ForEach-Object { throw 'enough' }");
        Assert.Equal("enough", outcome.Thrown!.Message);
        Server.WaitUntil(() => this.Server.RequestsTo("track/import").Skip(1).All(r => r.Aborted));
    }

    [Fact]
    public void Select_First_leaves_nothing_under_way()
    {
        Assert.Single(this.RegisterWithOneBatchAnswered("Select-Object -First 1").Clean().Output);
        Server.WaitUntil(() => this.Server.RequestsTo("track/import").Skip(1).All(r => r.Aborted));
    }

    [Fact]
    public void Verbose_of_a_failed_call_comes_before_its_error()
    {
        this.Connect("-MaximumRetryCount 0");
        this.Fault("track/query", """{ "status": 500 }""");
        var outcome = this.Run("try { Get-Track123Tracking -Verbose 4>&1 } catch { $_ }");
        Assert.IsType<VerboseRecord>(outcome.Output[0].BaseObject);
        Assert.StartsWith("ServiceUnavailable,", ((ErrorRecord)outcome.Output[^1].BaseObject).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_has_a_line_for_each_request()
    {
        var outcome = this.Run(Numbers(250) + " | Register-Track123Tracking -Verbose").Clean();
        Assert.Equal(3, outcome.Verbose.Count(v => v.Contains("track/import", StringComparison.Ordinal)));
    }

    // The first batch is answered while the others hang, and only once they do.
    private Outcome RegisterWithOneBatchAnswered(string downstream)
    {
        this.Fault("track/import", """{ "delayMs": 1500 }""");
        this.Fault("track/import", """{ "stall": "headers", "times": 9 }""");
        var hasArrived = () => this.Server.RequestsTo("track/import").Count > 0;
        var took = Stopwatch.StartNew();
        var outcome = this.Run(
            Numbers(1000) + " | ForEach-Object { $n++; if ($n -eq 101) { while (!$a.Invoke()) { [Threading.Thread]::Sleep(20) } }; $_ }"
            + $" | Register-Track123Tracking | {downstream}",
            hasArrived);
        Assert.True(took.Elapsed < TimeSpan.FromSeconds(20), $"It took {took.Elapsed}.");
        Assert.True(this.Server.RequestsTo("track/import").Count > 1);
        return outcome;
    }

    private void Fault(string path, string json)
    {
        var fault = System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject();
        fault["path"] = path;
        this.Server.Script(fault);
    }

    private TimeSpan StopWaiting(string script, string path, string waitsFor)
    {
        // Where an answer has paused the endpoint for all callers, the next call never gets as far as the service.
        var before = this.Server.RequestsTo(path).Count;
        var patience = Stopwatch.StartNew();
        var (state, took) = this.StopOnce(
            script,
            () => this.Server.RequestsTo(path).Count > before || (waitsFor == "limiter" && patience.ElapsedMilliseconds > 500));
        Assert.Equal(PSInvocationState.Stopped, state.State);
        return took;
    }

    private (PSInvocationStateInfo State, TimeSpan Took) StopOnce(string script, Func<bool> when)
    {
        using var shell = this.Session.Prepare(script);
        var running = shell.BeginInvoke();
        Server.WaitUntil(when);
        Thread.Sleep(100);
        Assert.False(running.IsCompleted, "It ended before it was stopped.");
        var took = Stopwatch.StartNew();
        shell.Stop();
        return (shell.InvocationStateInfo, took.Elapsed);
    }
}
