using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Changes;

/// <summary>A parcel that the service did not send is not gone if the service announced more parcels.</summary>
public sealed class IncompleteResponseTests : ServerTest
{
    private const string Get = "Get-Track123TrackingChange $a";

    private string State => Path.Combine(this.Folder, "state.jsonl");

    [Theory]
    [InlineData("""null""", "The service sent no parcels and did not say that there are none.")]
    [InlineData("""{"accepted":{"content":[],"totalElements":"3"}}""", "The service announced 3 parcels, but sent 0.")]
    [InlineData("""{"accepted":{"content":[{"trackNo":"OTHER1"}],"totalPages":2,"cursor":""}}""", "The service announced 2 pages, but sent 1.")]
    [InlineData("""{"accepted":{"content":[{"id":"1","trackNo":"OTHER1"},{"id":"1","trackNo":"OTHER1"},{"id":"1","trackNo":"OTHER1"}],"totalElements":3}}""", "The service announced 3 parcels, but sent 1.")]
    public void Missing_parcels_are_kept_with_a_warning_and_are_not_reported_as_gone(string data, string reason)
    {
        this.Run("'SBDELIVERED1', 'SBDELIVERED2', 'SBDELIVERED3' | Register-Track123Tracking").Clean();
        Assert.Equal(3, this.Run(Get, this.State).Clean().Output.Count);
        this.Server.Script(new { path = "track/query", status = 200, body = $$"""{"code":"00000","data":{{data}}}""" });
        this.Server.Script(new { path = "track/query", status = 200, body = $$"""{"code":"00000","data":{{data}}}""" });
        Assert.Equal(reason, Assert.Single(this.Run("Get-Track123Tracking").Warnings));
        var outcome = this.Run(Get, this.State);
        Assert.DoesNotContain("Gone", outcome.All("Kind"));
        Assert.Empty(outcome.Errors);
        Assert.Equal($"{reason} Known parcels that it did not send (3) are not reported as Gone.", Assert.Single(outcome.Warnings));
        Assert.DoesNotContain("SBDELIVERED", string.Concat(this.Run(Get, this.State).Clean().All("TrackingNumber")), StringComparison.Ordinal);
    }

    [Fact]
    public void Parcels_are_gone_if_the_service_says_that_there_are_none()
    {
        this.Run("'SBDELIVERED1' | Register-Track123Tracking").Clean();
        this.Run(Get, this.State).Clean();
        this.Run("Get-Track123Tracking | Remove-Track123Tracking -Confirm:$false").Clean();
        Assert.Equal(["Gone"], this.Run(Get, this.State).Clean().All("Kind"));
    }
}
