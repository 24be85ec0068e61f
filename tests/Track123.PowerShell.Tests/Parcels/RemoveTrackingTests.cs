using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

public sealed class RemoveTrackingTests : ServerTest
{
    private const string Delete = "track/delete";

    [Fact]
    public void All_parcels_of_the_account_can_be_piped_in()
    {
        this.Connect();
        this.Run(Numbers(12) + " | Register-Track123Tracking -CarrierCode yunexpress").Clean();
        Assert.Empty(this.Run("Get-Track123Tracking | Remove-Track123Tracking -Confirm:$false").Clean().Output);
        Assert.Empty(this.Run("Get-Track123Tracking").Clean().Output);
        Assert.Equal(
            Enumerable.Range(1, 12).Select(i => $$"""[{"trackNo":"SBDELIVERED{{i:d6}}","courierCode":"yunexpress"}]"""),
            this.Server.RequestsTo(Delete).Select(r => r.Body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatIf_sends_nothing()
    {
        this.Run(Numbers(3) + " | Register-Track123Tracking").Clean();
        Assert.Empty(this.Run("Get-Track123Tracking | Remove-Track123Tracking -WhatIf").Clean().Output);
        Assert.Empty(this.Server.RequestsTo(Delete));
        Assert.Equal(3, this.Run("Get-Track123Tracking").Clean().Output.Count);
    }

    [Fact]
    public void Deletion_without_confirmation_sends_nothing()
    {
        // This host cannot prompt, which is an error. Nothing may have been sent before it.
        var outcome = this.Run("'A10001', 'B10001' | Remove-Track123Tracking");
        Assert.NotNull(outcome.Thrown);
        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void Unknown_number_outputs_only_a_verbose_message()
    {
        var outcome = this.Run("'nope123' | Remove-Track123Tracking -CarrierCode yunexpress -Confirm:$false -Verbose").Clean();
        Assert.Empty(outcome.Output);
        Assert.Contains(outcome.Verbose, v => v.Contains("No deletion needed for 'nope123'", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_invalid_row_is_an_error()
    {
        var outcome = this.Run("'', $null, [pscustomobject]@{ Foo = 1 } | Remove-Track123Tracking -Confirm:$false");
        Assert.Equal(3, outcome.Errors.Count);
        Assert.All(outcome.Errors, e => Assert.StartsWith("TrackingRejected,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Null(outcome.Thrown);
        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void Rejected_key_is_one_error_for_all_rows()
    {
        this.Run($"Connect-Track123 -ApiKey wrong -BaseUri {this.Server.Address} -NoVerify").Clean();
        var outcome = this.Run(Numbers(30) + " | Remove-Track123Tracking -Confirm:$false");
        Assert.StartsWith("AuthenticationFailed,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.True(this.Server.RequestsTo(Delete).Count < 17, "More requests were sent after the key was rejected.");
    }
}
