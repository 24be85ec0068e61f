using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

public sealed class InstantTrackingTests : ServerTest
{
    private const string Instant = "track/query-realtime";

    [Fact]
    public void Tracking_is_returned_without_registration()
    {
        var outcome = this.Run("Get-Track123InstantTracking SBTRANSIT1 -CarrierCode yunexpress -PostalCode 10115 -PhoneSuffix 4321 -Language de").Clean();
        Assert.Equal("Track123.Tracking", Assert.Single(outcome.Output).BaseObject.GetType().FullName);
        Assert.Equal(
            """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress","postalCode":"10115","extendFieldMap":{"phoneSuffix":"4321"},"lang":"de"}""",
            Assert.Single(this.Server.RequestsTo(Instant)).Body);
        Assert.Empty(this.Run("Get-Track123Tracking").Clean().Output);
    }

    [Fact]
    public void Each_number_without_result_is_an_error_and_the_others_are_output()
    {
        var outcome = this.Run("'SBREJECT1', 'SBNOTFOUND1', '', [pscustomobject]@{ Foo = 1 }, 'SBPOSTAL1', 'SBTRANSIT1' | Get-Track123InstantTracking");
        Assert.Equal(["SBTRANSIT1"], outcome.All("TrackingNumber"));
        Assert.Equal(
            ["TrackingRejected", "TrackingNotRegistered", "InvalidRequest", "InvalidRequest", "ExtraFieldRequired"],
            outcome.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(["SBREJECT1", "SBNOTFOUND1", "SBPOSTAL1"], outcome.Errors.Select(e => e.TargetObject?.ToString()).Where(t => t?.StartsWith("SB", StringComparison.Ordinal) == true));
        Assert.Null(outcome.Thrown);
    }

    [Fact]
    public void Failure_of_one_number_does_not_affect_the_others()
    {
        this.Connect("-MaximumRetryCount 0");
        this.Server.Script(new { path = Instant, status = 500 });
        var outcome = this.Run("'SBTRANSIT1', 'SBTRANSIT2' | Get-Track123InstantTracking");
        Assert.StartsWith(
            "ServiceUnavailable,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["SBTRANSIT2"], outcome.All("TrackingNumber"));
    }

    [Fact]
    public void No_request_is_sent_after_credit_runs_out()
    {
        this.Server.Settings(new { credits = 1 });
        var outcome = this.Run("'SBTRANSIT1', 'SBTRANSIT2', 'SBTRANSIT3' | Get-Track123InstantTracking");
        Assert.Equal(["SBTRANSIT1"], outcome.All("TrackingNumber"));
        Assert.StartsWith("OutOfCredit,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("SBTRANSIT2", outcome.SingleError.TargetObject.ToString());
        Assert.Equal(2, this.Server.RequestsTo(Instant).Count);
    }

    [Theory]
    [InlineData("""{"code":"A0400","msg":"trackNo not registered"}""")]
    [InlineData("""{"code":"00000","data":{"rejected":[{"trackNo":"SBTRANSIT1","error":{"code":"A0400","msg":"trackNo not registered"}}]}}""")]
    public void Number_that_is_not_found_gets_no_advice_to_register(string body)
    {
        this.Server.Script(new { path = "track/query-realtime", body = System.Text.Json.Nodes.JsonNode.Parse(body) });
        var error = Assert.Single(this.Run("Get-Track123InstantTracking SBTRANSIT1").Errors);
        Assert.Equal("The carrier has no information about 'SBTRANSIT1'.", error.Exception.Message);
        Assert.StartsWith("Check the number and specify its carrier", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_sends_nothing()
    {
        Assert.Empty(this.Run("'SBTRANSIT1', 'SBTRANSIT2' | Get-Track123InstantTracking -WhatIf").Clean().Output);
        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void Select_First_sends_one_request()
    {
        Assert.Single(this.Run(Numbers(9) + " | Get-Track123InstantTracking | Select-Object -First 1").Clean().Output);
        Assert.Single(this.Server.RequestsTo(Instant));
    }
}
