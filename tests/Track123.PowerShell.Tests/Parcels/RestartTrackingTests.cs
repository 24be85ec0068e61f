using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

public sealed class RestartTrackingTests : ServerTest
{
    private const string One = "track/refresh";
    private const string Many = "track/refresh-batch";

    [Fact]
    public void Trackings_are_retracked_with_their_carrier()
    {
        this.Run("'SBEXPIRED1', 'SBDELIVERED1', 'SBEXPIRED2' | Register-Track123Tracking -CarrierCode yunexpress").Clean();
        this.Server.Advance(TimeSpan.FromDays(60));
        var outcome = this.Run("Get-Track123Tracking -TransitStatus Expired | Restart-Track123Tracking").Clean();
        Assert.Equal(["SBEXPIRED1", "SBEXPIRED2"], outcome.All("TrackingNumber").Order(StringComparer.Ordinal));
        Assert.All(outcome.All("Status"), s => Assert.Equal("Retracked", s));
        var sent = Assert.Single(this.Server.RequestsTo(Many)).Json;
        Assert.All(
            sent.EnumerateArray(), item => Assert.Equal("yunexpress", item.GetProperty("courierCode").GetString()));
    }

    [Fact]
    public void Retrack_that_is_not_due_has_a_result_and_no_error()
    {
        this.Run("'SBTRANSIT1' | Register-Track123Tracking -CarrierCode yunexpress | Restart-Track123Tracking").Clean();
        var again = this.Run("Restart-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress").Clean();
        Assert.Equal(["NotDue"], again.All("Status"));
        var result = Assert.Single(again.Output).Properties;
        var last = Assert.IsType<DateTime>(result["LastRetrackTime"].Value);
        Assert.Equal(last.AddHours(6), result["NextRetrackTime"].Value);
        Assert.Equal(
            $"A number can be refreshed once every six hours. The service refreshed it at '{last:yyyy-MM-dd HH:mm:ss}'.",
            result["Reason"].Value);
        Assert.Equal("""{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}""", this.Server.RequestsTo(One)[^1].Body);
    }

    [Fact]
    public void Each_row_has_one_result_and_each_invalid_row_an_error()
    {
        this.Run("'SBTRANSIT1' | Register-Track123Tracking -CarrierCode yunexpress").Clean();
        var outcome = this.Run("'SBTRANSIT1', '', 'nope123', $null, [pscustomobject]@{ Foo = 1 } | Restart-Track123Tracking -CarrierCode yunexpress");
        Assert.Equal(["1", "2", "3", "4", "5"], outcome.All("Row"));
        Assert.Equal(["Retracked", "Rejected", "Rejected", "Rejected", "Rejected"], outcome.All("Status"));
        Assert.Equal(
            ["TrackingRejected", "TrackingNotRegistered", "TrackingRejected", "TrackingRejected"],
            outcome.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Fact]
    public void Rows_are_sent_in_batches_of_100()
    {
        this.Run(Numbers(150) + " | Restart-Track123Tracking -CarrierCode yunexpress -ErrorAction SilentlyContinue");
        Assert.Equal([50, 100], this.Server.RequestsTo(Many).Select(r => r.Json.GetArrayLength()).Order());
    }

    [Fact]
    public void WhatIf_sends_nothing_and_outputs_a_result_per_row()
    {
        Assert.Equal(
            ["Skipped", "Skipped"], this.Run(Numbers(2) + " | Restart-Track123Tracking -WhatIf").Clean().All("Status"));
        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void Unknown_path_outputs_a_result_per_row_and_one_error()
    {
        this.Server.Script(new { path = Many, status = 403, body = """{"message":"404"}""", times = 9 });
        var outcome = this.Run(Numbers(2) + " | Restart-Track123Tracking");
        Assert.Equal(["Failed", "Failed"], outcome.All("Status"));
        Assert.StartsWith("EndpointNotFound,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_input_is_an_error() =>
        Assert.StartsWith("InvalidRequest,", this.Run("Restart-Track123Tracking").Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
}
