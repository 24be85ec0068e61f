using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Carriers;

/// <summary>Tests that carrier codes that are not in the cached list are not sent.</summary>
[Collection(SharedState.Name)]
public sealed class CarrierCodeTests : ServerTest
{
    public CarrierCodeTests() => CacheFolder.Empty();

    [Theory]
    [InlineData("Register-Track123Tracking SBTRANSIT1 chnia-post | Out-Null", "'chnia-post'", " Did you mean 'china-post'?", "Get-Track123Carrier.")]
    [InlineData("Register-Track123Tracking SBTRANSIT1 ChinaPst | Out-Null", "'ChinaPst'", " Did you mean 'china-post'?", "Get-Track123Carrier.")]
    [InlineData("Register-Track123Tracking SBTRANSIT1 xyzzy-corp | Out-Null", "'xyzzy-corp'", ".", "Get-Track123Carrier.")]
    [InlineData("Get-Track123InstantTracking SBTRANSIT1 yunexpres", "'yunexpres'", "'yunexpress'?", "Get-Track123Carrier.")]
    [InlineData("Get-Track123Tracking SBTRANSIT1 yunexpres", "'yunexpres'", "'yunexpress'?", "Get-Track123Carrier.")]
    [InlineData("Set-Track123Tracking SBTRANSIT1 -NewCarrierCode yunexpres", "'yunexpres'", "'yunexpress'?", "Get-Track123Carrier.")]
    [InlineData("Restart-Track123Tracking SBTRANSIT1 yunexpres | Out-Null", "'yunexpres'", "'yunexpress'?", "Get-Track123Carrier.")]
    [InlineData("Remove-Track123Tracking SBTRANSIT1 yunexpres -Confirm:$false", "'yunexpres'", "'yunexpress'?", "Get-Track123Carrier.")]
    [InlineData("Register-Track123OceanTracking SBTRANSIT1 matsom 2 | Out-Null", "'matsom'", "'matson'?", "Get-Track123Carrier -Type Ocean.")]
    [InlineData("Register-Track123AirTracking 160-12345675 cathay-pacfic | Out-Null", "'cathay-pacfic'", "'cathay-pacific'?", "Get-Track123Carrier -Type Air.")]
    [InlineData("Set-Track123AirTracking 160-12345675 -NewCarrierCode cathay-pacfic", "'cathay-pacfic'", "'cathay-pacific'?", "Get-Track123Carrier -Type Air.")]
    public void Unlisted_code_is_rejected_with_a_suggestion_before_sending(string command, string code, string suggestion, string refresh)
    {
        this.Run("Get-Track123Carrier -Type Parcel, Ocean, Air | Out-Null").Clean();
        var before = this.Server.Account.Credits;
        var outcome = this.Run(command);
        Assert.Null(outcome.Thrown);
        var error = Assert.Single(outcome.Errors);
        Assert.Contains($"No carrier has the code {code}", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(suggestion, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("refresh the list with " + refresh, error.ToString(), StringComparison.Ordinal);
        Assert.All(this.Server.Requests, r => Assert.EndsWith("/list", r.Path, StringComparison.Ordinal));
        Assert.Equal(before, this.Server.Account.Credits);
    }

    [Fact]
    public void Only_the_row_with_the_unlisted_code_is_rejected_and_its_error_recommends_the_list()
    {
        this.Run("Get-Track123Carrier | Out-Null").Clean();
        var outcome = this.Run(
            "'yunexpress', 'yunexpres', '' | ForEach-Object { [pscustomobject]@{ TrackingNumber = \"SBTRANSIT$((++$n))\"; Carrier = $_ } } | Register-Track123Tracking");
        Assert.Equal(["Registered", "Rejected", "Registered"], outcome.All("Status"));
        Assert.Contains("Get-Track123Carrier", outcome.SingleError.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_is_sent_if_no_list_is_cached_and_none_is_requested()
    {
        var outcome = this.Run("Register-Track123Tracking SBTRANSIT1 yunexpres -ErrorAction SilentlyContinue");
        Assert.Equal(["Rejected"], outcome.All("Status"));
        Assert.Single(this.Server.RequestsTo("track/import"));
        Assert.Empty(this.Server.RequestsTo("courier/list"));
    }

    [Fact]
    public void Refreshed_list_accepts_a_new_carrier()
    {
        this.Server.Script(new { path = "courier/list", body = """{"code":"00000","data":[{"courierCode":"ups","courierNameEN":"UPS"}]}""" });
        this.Run("Get-Track123Carrier | Out-Null").Clean();
        Assert.Equal(["Rejected"], this.Run("Register-Track123Tracking SBTRANSIT1 yunexpress -ErrorAction Ignore").All("Status"));
        this.Run("Get-Track123Carrier | Out-Null").Clean();
        Assert.Equal(["Registered"], this.Run("Register-Track123Tracking SBTRANSIT1 yunexpress").Clean().All("Status"));
    }

    [Fact]
    public void Resumed_run_sends_the_row_again_after_the_list_was_refreshed()
    {
        this.Server.Script(new { path = "courier/list", body = """{"code":"00000","data":[{"courierCode":"ups","courierNameEN":"UPS"}]}""" });
        const string register = "Register-Track123Tracking SBTRANSIT1, SBTRANSIT2 yunexpress -ResultPath $a -ErrorAction Ignore";
        var results = Path.Combine(this.Folder, "results.csv");
        Assert.Equal(["Rejected", "Rejected"], this.Run("Get-Track123Carrier | Out-Null; " + register, results).All("Status"));
        Assert.Equal(["Registered", "Registered"], this.Run("Get-Track123Carrier | Out-Null; " + register, results).Clean().All("Status"));
        Assert.Empty(this.Run(register, results).Clean().Output);
    }

    [Fact]
    public void Carrier_of_a_registered_parcel_does_not_need_to_be_listed()
    {
        this.Run("$script:result = Register-Track123Tracking SBTRANSIT1 yunexpress; $script:parcel = Get-Track123Tracking SBTRANSIT1").Clean();
        this.Server.Script(new { path = "courier/list", body = """{"code":"00000","data":[{"courierCode":"ups","courierNameEN":"UPS"}]}""" });
        this.Run("Get-Track123Carrier | Out-Null").Clean();
        Assert.Equal(
            ["yunexpress", "yunexpress"], this.Run("$script:result, $script:parcel | ForEach-Object { $_ | Get-Track123Tracking }").Clean().All("CarrierCode"));
        Assert.Contains(
            "No carrier has the code 'upss'",
            this.Run("$script:parcel | Get-Track123Tracking -CarrierCode upss").SingleError.ToString(),
            StringComparison.Ordinal);
    }
}
