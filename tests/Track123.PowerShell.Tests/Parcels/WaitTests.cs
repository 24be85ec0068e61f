using System.Management.Automation;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>Tests of waiting in a sandbox, where the cmdlet advances the clock instead.</summary>
public sealed class WaitTests : IDisposable
{
    private readonly Session session = new();

    public WaitTests() => this.session.Run("$global:c = Connect-Track123 -Sandbox -PassThru").Clean();

    [Fact]
    public void Each_parcel_is_output_when_it_reaches_a_final_status()
    {
        var outcome = this.session.Run("""
            $numbers = 'SBDELIVERED1', 'SBLASTMILE1', 'SBEXPIRED1', 'SBDELIVERED2'
            $numbers | Register-Track123Tracking -CarrierCode china-post | Out-Null
            $numbers | Wait-Track123Tracking -Verbose
            """).Clean();
        Assert.Equal(["SBDELIVERED1", "SBDELIVERED2", "SBEXPIRED1", "SBLASTMILE1"], outcome.All("TrackingNumber").Order());
        Assert.Equal("Expired", outcome.All("TransitStatus")[^1]);
        Assert.All(outcome.All("IsFinal"), f => Assert.Equal("True", f));
        Assert.Contains("next poll in 06:00:00", outcome.Verbose.First(v => v.Contains("still pending", StringComparison.Ordinal)), StringComparison.Ordinal);
        var moments = outcome.Output.Select(o => (DateTimeOffset)o.Properties["RetrievedTime"].Value).ToList();
        Assert.Equal(moments.Order(), moments);
        Assert.NotEqual(moments[0], moments[^1]);
    }

    [Fact]
    public void Until_accepts_any_given_status_and_another_final_status_is_an_error()
    {
        var outcome = this.session.Run("""
            'SBEXCEPTION1', 'SBDELIVERED1' | Register-Track123Tracking -CarrierCode china-post | Out-Null
            'SBEXCEPTION1', 'SBDELIVERED1' | Wait-Track123Tracking -Until Abnormal, DeliveryFailed
            """);
        Assert.Equal(["SBEXCEPTION1"], outcome.All("TrackingNumber"));
        Assert.Equal(["Abnormal"], outcome.All("TransitStatus"));
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("StatusNotReached,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidResult, error.CategoryInfo.Category);
        Assert.Equal("'SBDELIVERED1' is Delivered, which is a final status. It will not reach Abnormal or DeliveryFailed.", error.ToString());
        Assert.Equal("Track123.Tracking", error.TargetObject.GetType().FullName);
    }

    [Fact]
    public void Timeout_is_an_error_for_each_pending_parcel()
    {
        var outcome = this.session.Run("""
            $numbers = 1..3 | ForEach-Object { "SBTRANSIT$_" }
            $numbers | Register-Track123Tracking -CarrierCode china-post | Out-Null
            $before = $c.Sandbox.Now
            $numbers | Wait-Track123Tracking -TimeoutSeconds 3600
            ($c.Sandbox.Now - $before).TotalHours
            """);
        Assert.InRange((double)Assert.Single(outcome.Output).BaseObject, 1, 1.01);
        Assert.Equal(3, outcome.Errors.Count);
        Assert.All(outcome.Errors, e => Assert.StartsWith("StatusNotReached,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.All(outcome.Errors, e => Assert.Equal(ErrorCategory.OperationTimeout, e.CategoryInfo.Category));
        Assert.Contains("did not reach Delivered or Expired within 3600 s. It is ", outcome.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal("SBTRANSIT1", PSObject.AsPSObject(outcome.Errors[0].TargetObject).Properties["TrackingNumber"].Value);
    }

    [Fact]
    public void Timeout_of_zero_polls_once()
    {
        var outcome = this.session.Run("""
            'SBDELIVERED1', 'SBTRANSIT1' | Register-Track123Tracking -CarrierCode china-post | Out-Null
            $c.Sandbox.Advance([timespan]'20.00:00:00')
            Wait-Track123Tracking SBDELIVERED1, SBTRANSIT1 -TimeoutSeconds 0
            """);
        Assert.Equal(["SBDELIVERED1"], outcome.All("TrackingNumber"));
        Assert.Single(outcome.Errors);
        var unknown = Assert.Single(this.session.Run("Wait-Track123Tracking NOBODY1 -TimeoutSeconds 0").Errors);
        Assert.StartsWith("TrackingNotRegistered,", unknown.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Unregistered_number_is_an_error_after_three_polls_in_ten_seconds()
    {
        var outcome = this.session.Run("""
            'SBDELIVERED1' | Register-Track123Tracking -CarrierCode china-post | Out-Null
            $before = $c.Sandbox.Now
            'NOBODY1', '', 'SBDELIVERED1', 'SBDELIVERED1' | Wait-Track123Tracking 2>&1 | ForEach-Object {
                if ($_ -isnot [Management.Automation.ErrorRecord]) { return $_.TrackingNumber }
                $_.FullyQualifiedErrorId.Split(',')[0]
                if ($_.FullyQualifiedErrorId -like 'TrackingNotRegistered*') { $c.Sandbox.Now - $before }
            }
            """);
        var output = outcome.Output.Select(o => o.BaseObject).ToList();
        Assert.Equal(
            ["InvalidRequest", "TrackingNotRegistered", "SBDELIVERED1"], output.OfType<string>());

        // The sandbox's clock also runs by itself, and the next poll would be hours later.
        Assert.InRange(Assert.Single(output.OfType<TimeSpan>()), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void Poll_interval_grows_up_to_sixteenfold_without_changes()
    {
        var outcome = this.session.Run("""
            'SBEXPIRED1' | Register-Track123Tracking -CarrierCode china-post | Out-Null
            Wait-Track123Tracking SBEXPIRED1 -PollIntervalSeconds 43200 -Verbose | Out-Null
            """).Clean();
        var pauses = outcome.Verbose.Where(v => v.Contains("still pending", StringComparison.Ordinal)).Select(v => v.Split("next poll in ")[1].TrimEnd('.')).ToList();
        Assert.Equal("12:00:00", pauses[0]);
        Assert.Contains("1.00:00:00", pauses);
        Assert.Contains("8.00:00:00", pauses);
        Assert.All(pauses, p => Assert.True(TimeSpan.Parse(p, System.Globalization.CultureInfo.InvariantCulture) <= TimeSpan.FromDays(8), p));
        Assert.True(pauses.Count < 12, string.Join(", ", pauses));
    }

    [Fact]
    public void Select_First_ends_the_wait()
    {
        var outcome = this.session.Run("""
            $numbers = 'SBTRANSIT1', 'SBDELIVERED1', 'SBDELIVERED2'
            $numbers | Register-Track123Tracking -CarrierCode china-post | Out-Null
            $numbers | Wait-Track123Tracking | Select-Object -First 1
            """).Clean();
        Assert.Single(outcome.Output);
    }

    [Fact]
    public void Empty_pipeline_outputs_nothing_and_missing_input_is_an_error()
    {
        Assert.Empty(this.session.Run("@() | Wait-Track123Tracking").Clean().Output);
        Assert.StartsWith("InvalidRequest,", this.session.Run("Wait-Track123Tracking").Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    public void Dispose() => this.session.Dispose();
}
