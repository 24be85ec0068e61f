using System.Diagnostics;
using System.Management.Automation;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

public sealed class ProgressTests : ServerTest
{
    private const string Import = "track/import";

    private string File => Path.Combine(this.Folder, "rows.csv");

    [Fact]
    public void Progress_shows_count_rate_and_the_wait_for_the_rate_limit()
    {
        this.Rows(1000);
        var took = Stopwatch.StartNew();
        var outcome = this.Run("Register-Track123Tracking -Path $a", this.File).Clean();
        var updates = outcome.Progress.Where(p => p.RecordType == ProgressRecordType.Processing).ToList();

        // There are at most five updates per second, even on a slow machine.
        Assert.InRange(updates.Count, 3, 1 + (int)(took.Elapsed.TotalSeconds * 5));
        Assert.Equal(ProgressRecordType.Completed, outcome.Progress[^1].RecordType);
        var late = updates[^1];
        Assert.InRange(late.PercentComplete, 50, 99);
        Assert.InRange(late.SecondsRemaining, 0, 60);
        Assert.Matches(
            "^[0-9]+ of 1,?000 rows: [0-9]+ registered, 0 already registered, 0 rejected, 0 failed; [0-9]+ per second(, waiting for the rate limit)?$",
            late.StatusDescription);
        Assert.Contains(updates, p => p.StatusDescription.Contains(" per second, waiting for the rate limit", StringComparison.Ordinal));
        Assert.Single(outcome.Progress.Select(p => p.ActivityId).Distinct());
    }

    [Fact]
    public void Progress_is_updated_while_waiting_for_a_response()
    {
        this.Server.Script(new { path = Import, stall = "headers" });
        using var running = this.Session.Start(Numbers(3) + " | Register-Track123Tracking");
        running.WaitForProgress(4);
        Assert.All(running.Progress, p => Assert.Equal(-1, p.PercentComplete));
        Assert.StartsWith("0 rows: ", running.Progress[0].StatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_shows_the_number_of_rows_given_as_argument()
    {
        this.Server.Script(new { path = Import, stall = "headers" });
        using var running = this.Session.Start("Register-Track123Tracking -TrackingNumber (" + Numbers(4) + ")");
        running.WaitForProgress();
        Assert.StartsWith("0 of 4 rows: ", running.Progress[0].StatusDescription, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-Track123Tracking")]
    [InlineData("Get-Track123TrackingChange $a")]
    public void Progress_of_a_query_shows_parcels_and_pages(string script)
    {
        this.Run(Numbers(250) + " | Register-Track123Tracking").Clean();
        this.Server.Script(new { path = "track/query", delayMs = 1 });
        this.Server.Script(new { path = "track/query", stall = "headers" });
        using var running = this.Session.Start(script, this.File);
        running.WaitForProgress(4);
        Assert.Equal("100 of 250 parcels, page 2 of 3", running.Progress[^1].StatusDescription);
        Assert.Equal(40, running.Progress[^1].PercentComplete);
        running.Stop();
        AssertCompleted(running.Progress);
    }

    [Fact]
    public void Progress_of_a_query_without_totals_shows_the_numbers_so_far()
    {
        const string page = """{"code":"00000","data":{"accepted":{"content":[{"trackNo":"A1"},{"trackNo":"A2"}],"cursor":"next"}}}""";
        this.Server.Script(new { path = "track/query", status = 200, body = page });
        this.Server.Script(new { path = "track/query", stall = "headers" });
        using var running = this.Session.Start("Get-Track123Tracking");
        running.WaitForProgress(4);
        Assert.Equal("2 parcels, page 2", running.Progress[^1].StatusDescription);
        Assert.Equal(-1, running.Progress[^1].PercentComplete);
    }

    [Fact]
    public void Progress_of_a_lookup_shows_the_rows()
    {
        this.Server.Script(new { path = "track/query", delayMs = 1 });
        this.Server.Script(new { path = "track/query", stall = "headers" });
        using var running = this.Session.Start("Get-Track123Tracking (" + Numbers(150) + ") -ErrorAction SilentlyContinue");
        running.WaitForProgress(4);
        Assert.Equal("100 of 150 rows", running.Progress[^1].StatusDescription);
    }

    [Theory]
    [InlineData("$ProgressPreference = 'SilentlyContinue'; {0}")]
    [InlineData("{0} -ProgressAction SilentlyContinue")]
    [InlineData("{0} -ProgressAction Ignore")]
    public void Progress_is_not_written_if_it_is_turned_off(string script)
    {
        this.Server.Script(new { path = Import, delayMs = 700 });
        var command = Numbers(3) + " | Register-Track123Tracking";
        Assert.Empty(this.Run(script.Replace("{0}", command, StringComparison.Ordinal)).Clean().Progress);
    }

    [Fact]
    public void Progress_of_a_short_call_is_not_written()
    {
        this.Run("'SBDELIVERED0' | Register-Track123Tracking").Clean();
        Assert.Empty(this.Run("'SBDELIVERED1' | Register-Track123Tracking -WhatIf").Clean().Progress);
    }

    [Theory]
    [InlineData("Register-Track123Tracking -Path $a -ErrorAction Stop", """{ "status": 400, "body": "{\"code\":\"A0400\",\"msg\":\"no\"}" }""")]
    [InlineData("Register-Track123Tracking -Path $a -ErrorAction SilentlyContinue", """{ "status": 200, "body": "{\"code\":\"A0230\",\"msg\":\"no\"}" }""")]
    [InlineData("Register-Track123Tracking -Path $a | ForEach-Object { throw 'enough' }", """{ "delayMs": 500 }""")]
    [InlineData("Register-Track123Tracking -Path $a | Select-Object -First 1", """{ "delayMs": 500 }""")]
    public void Progress_is_completed_however_the_cmdlet_ends(string script, string fault)
    {
        this.Rows(300);
        this.Server.Settings(new { latencyMs = 500 });
        var body = System.Text.Json.Nodes.JsonNode.Parse(fault)!.AsObject();
        body["path"] = Import;
        this.Server.Script(body);
        AssertCompleted([.. this.Run(script, this.File).Progress]);
    }

    [Fact]
    public void Progress_is_completed_when_the_pipeline_is_stopped()
    {
        this.Rows(300);
        this.Server.Script(new { path = Import, stall = "headers", times = 9 });
        using var running = this.Session.Start("Register-Track123Tracking -Path $a", this.File);
        running.WaitForProgress();
        running.Stop();
        AssertCompleted(running.Progress);
    }

    private static void AssertCompleted(IReadOnlyList<ProgressRecord> progress)
    {
        Assert.True(progress.Count > 1, "No progress was written.");
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
        Assert.Single(progress, p => p.RecordType == ProgressRecordType.Completed);
    }

    private void Rows(int count) => System.IO.File.WriteAllText(this.File, "TrackNo\n" + string.Join("\n", Enumerable.Range(0, count).Select(i => $"SBDELIVERED{i:d6}")));
}
