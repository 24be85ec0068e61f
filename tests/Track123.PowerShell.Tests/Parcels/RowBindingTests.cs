using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>Rows that PowerShell would silently bind only in part or not at all.</summary>
public sealed class RowBindingTests : ServerTest
{
    [Theory]
    [InlineData("Carrier = 'ups', 'dhl'", "'Carrier' contains 2 values")]
    [InlineData("OrderNumber = 'A', 'B'", "'OrderNumber' contains 2 values")]
    [InlineData("'Order #' = [Collections.Generic.List[string]]('A', 'B', 'C')", "'Order #' contains 3 values")]
    [InlineData("Notes = @('A')", "'Notes' contains a list of 1 value")]
    public void Row_with_a_list_in_a_field_is_rejected(string field, string reason)
    {
        var outcome = this.Run($"[pscustomobject]@{{ TrackingNumber = 'SBTRANSIT1'; {field} }}, [pscustomobject]@{{ TrackingNumber = 'SBTRANSIT2' }} | Register-Track123Tracking");
        Assert.Equal(["SBTRANSIT1 Rejected", "SBTRANSIT2 Registered"], outcome.Output.Select(o => $"{o.Properties["TrackingNumber"].Value} {o.Properties["Status"].Value}"));
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("TrackingRejected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(reason, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Row_with_a_list_in_a_mapped_column_is_rejected()
    {
        var outcome = this.Run("[pscustomobject]@{ Nr = 'SBTRANSIT1'; Von = 'ups', 'dhl' } | Register-Track123Tracking -ColumnMap @{ TrackingNumber = 'Nr'; CarrierCode = 'Von' }");
        Assert.Equal(["Rejected"], outcome.All("Status"));
        Assert.Contains("'Von' contains 2 values", Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Carrier = 'ups', 'dhl'; CarrierCode = 'yunexpress'", "")]
    [InlineData("Carrier = 'ups', 'dhl'", "-CarrierCode yunexpress")]
    [InlineData("Carrier = @(); Lines = 1, 2; CarrierCode = 'yunexpress'", "")]
    public void List_in_an_unused_column_is_ignored(string field, string arguments) => Assert.Equal(
        ["yunexpress"],
        this.Run($"[pscustomobject]@{{ TrackingNumber = 'SBTRANSIT1'; {field} }} | Register-Track123Tracking {arguments}").Clean().All("CarrierCode"));

    [Theory]
    [InlineData("Get-Track123Tracking")]
    [InlineData("Get-Track123InstantTracking")]
    [InlineData("Set-Track123Tracking -Remark x")]
    [InlineData("Restart-Track123Tracking")]
    [InlineData("Remove-Track123Tracking -Confirm:$false")]
    [InlineData("Wait-Track123Tracking -TimeoutSeconds 0")]
    [InlineData("Register-Track123AirTracking")]
    [InlineData("Get-Track123AirTracking")]
    public void List_of_carriers_is_an_error_in_every_cmdlet(string command)
    {
        var outcome = this.Run($"[pscustomobject]@{{ TrackingNumber = 'SBTRANSIT1'; Carrier = 'ups', 'dhl' }} | {command}");
        Assert.Contains("'Carrier' contains 2 values", Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
        Assert.Empty(this.Server.Requests);
    }

    [Theory]
    [InlineData("Register-Track123Tracking")]
    [InlineData("Register-Track123Tracking -ColumnMap @{ Remark = 'Notes' }")]
    [InlineData("Get-Track123Tracking")]
    [InlineData("Set-Track123Tracking -Remark x")]
    [InlineData("Resolve-Track123Carrier")]
    [InlineData("Restart-Track123OceanTracking")]
    public void Hashtable_is_an_error_that_suggests_pscustomobject(string command)
    {
        var outcome = this.Run($"@{{ TrackingNumber = 'SBTRANSIT6' }} | {command}");
        Assert.Contains("[pscustomobject]@{", Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
        Assert.Empty(this.Server.Requests);
    }
}
