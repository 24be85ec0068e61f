using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>Tests the recommended action of errors.</summary>
public sealed class RecommendedActionTests : ServerTest
{
    [Theory]
    [InlineData("Register-Track123Tracking SBUNDETECTED1", "TrackingRejected", "Resolve-Track123Carrier")]
    [InlineData("Register-Track123Tracking SBTRANSIT1 -CarrierCode nosuch", "TrackingRejected", "Get-Track123Carrier")]
    [InlineData("Register-Track123OceanTracking MATS1234567890 nosuch 2", "TrackingRejected", "Get-Track123Carrier")]
    [InlineData("Register-Track123AirTracking 160-12345675 nosuch", "TrackingRejected", "Get-Track123Carrier")]
    [InlineData("Get-Track123InstantTracking SBNOTFOUND1", "TrackingNotRegistered", "Check the number")]
    [InlineData("Get-Track123Tracking -OrderNumber nope", "TrackingNotRegistered", "Check the order number")]
    [InlineData("Get-Track123Tracking nope123", "TrackingNotRegistered", "Register the number first")]
    public void Error_has_a_recommended_action(string command, string id, string advice)
    {
        var error = Assert.Single(this.Run(command).Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_for_an_order_number_names_the_order_number() => Assert.Contains(
        "No parcel of this account has the order number 'nope'.",
        Assert.Single(this.Run("Get-Track123Tracking -OrderNumber nope").Errors).ToString(),
        StringComparison.Ordinal);
}
