using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>Tests of waiting over a socket: the sent requests, and waits that end early.</summary>
public sealed class WaitServerTests : ServerTest
{
    private const string Query = "track/query";

    [Fact]
    public void Numbers_are_queried_in_batches_of_100()
    {
        this.Run($"{Numbers(250)} | Register-Track123Tracking | Out-Null").Clean();
        this.Server.Advance(TimeSpan.FromDays(40));
        Assert.Equal(250, this.Run($"{Numbers(250)} | Wait-Track123Tracking").Clean().Output.Count);
        Assert.Equal([100, 100, 50], this.Server.RequestsTo(Query).Select(r => r.Json.GetProperty("trackNoInfos").GetArrayLength()));
    }

    [Fact]
    public void Stop_between_two_polls_ends_the_wait()
    {
        this.Run($"{Numbers(5)} | Register-Track123Tracking | Out-Null").Clean();
        using var running = this.Session.Start($"{Numbers(5)} | Wait-Track123Tracking -PollIntervalSeconds 3600");
        running.WaitForProgress("next poll in ");
        Assert.StartsWith("0 of 5 parcels, next poll in ", running.Progress[^1].StatusDescription, StringComparison.Ordinal);
        Assert.Single(running.Progress.Select(p => p.Activity).Distinct());
        running.Stop();
        Assert.Single(this.Server.RequestsTo(Query));
    }

    [Fact]
    public void Temporary_service_failure_does_not_end_the_wait()
    {
        this.Connect("-MaximumRetryCount 0");
        this.Run("'SBDELIVERED1' | Register-Track123Tracking | Out-Null").Clean();
        this.Server.Script(new { path = Query, status = 503 });
        this.Server.Advance(TimeSpan.FromDays(40));
        var outcome = this.Run("Wait-Track123Tracking SBDELIVERED1 -PollIntervalSeconds 1").Clean();
        Assert.Equal(["Delivered"], outcome.All("TransitStatus"));
        Assert.Contains("Retrying in", Assert.Single(outcome.Warnings), StringComparison.Ordinal);

        this.Server.Script(new { path = Query, status = 503 });
        var error = Assert.Single(this.Run("Wait-Track123Tracking SBDELIVERED1 -TimeoutSeconds 0").Errors);
        Assert.StartsWith("StatusNotReached,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("could not be queried within 0 s", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Number_not_found_at_first_is_queried_again()
    {
        this.Run("'SBDELIVERED1' | Register-Track123Tracking | Out-Null").Clean();
        this.Server.Advance(TimeSpan.FromDays(40));
        this.Server.Script(new
        {
            path = Query,
            body = """{"code":"00000","data":{"accepted":{"content":[],"cursor":""},"rejected":[{"trackNo":"SBDELIVERED1","error":{"code":"A0400","msg":"not registered"}}]}}""",
        });
        Assert.Equal(["Delivered"], this.Run("Wait-Track123Tracking SBDELIVERED1 -PollIntervalSeconds 1").Clean().All("TransitStatus"));
        Assert.Equal(2, this.Server.RequestsTo(Query).Count);
    }

    [Fact]
    public void Rejected_key_ends_the_wait()
    {
        this.Server.Script(new { path = Query, status = 401, times = 9 });
        var outcome = this.Run("'A10001', 'A10002' | Wait-Track123Tracking");
        Assert.StartsWith("AuthenticationFailed,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
