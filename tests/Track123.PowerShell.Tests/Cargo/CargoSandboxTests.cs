using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Cargo;

/// <summary>Cargo from registration to deletion in a sandbox account of the test server.</summary>
public sealed class CargoSandboxTests : ServerTest
{
    [Fact]
    public void Ocean_shipment_can_be_registered_queried_changed_and_deleted()
    {
        this.Run("$script:r = 'SBFINAL1', 'SBTRANSIT1' | Register-Track123OceanTracking -CarrierCode matson -NumberType Booking").Clean();
        Assert.Equal(["AlreadyRegistered"], this.Run("'SBFINAL1' | Register-Track123OceanTracking -CarrierCode matson -NumberType 1").Clean().All("Status"));
        this.Server.Advance(TimeSpan.FromDays(20));
        var shipments = this.Run("$script:s = $script:r | Get-Track123OceanTracking; $script:s").Clean();
        Assert.Equal(["Final", "InTransit"], shipments.All("SearchStatus"));
        Assert.NotEmpty(this.Run("$script:s.Containers.Events").Clean().Output);
        var containers = this.Run("[Track123.Commands.DisplayText]::Distinct($script:s[0].Containers.ContainerNumber)").Clean().Output.Single();
        Assert.Equal(this.Run("$script:s[0].Containers.ContainerNumber -join ', '").Clean().Output.Single().ToString(), containers.ToString());
        Assert.Equal(
            ["Retracked", "Retracked"], this.Run("$script:s | Restart-Track123OceanTracking").Clean().All("Status"));
        Assert.Equal(["NotDue", "NotDue"], this.Run("$script:r | Restart-Track123OceanTracking").Clean().All("Status"));
        Assert.Equal(["SBFINAL1", "SBTRANSIT1"], this.Run("$script:r | Restart-Track123OceanTracking | Get-Track123OceanTracking").Clean().All("TrackingNumber"));
        this.Run("$script:s | Set-Track123OceanTracking -NewCarrierCode oocl").Clean();
        Assert.Equal(["oocl", "oocl"], this.Run("$script:r | Get-Track123OceanTracking").Clean().All("CarrierCode"));
        this.Run("$script:s[0] | Remove-Track123OceanTracking -Confirm:$false").Clean();

        // The service rejects both because one no longer exists; the other one is deleted all the same.
        var removal = this.Run("$script:s | Remove-Track123OceanTracking -Confirm:$false -Verbose").Clean();
        Assert.Contains(removal.Verbose, v => v.Contains("No deletion needed for 'SBFINAL1'", StringComparison.Ordinal));
        Assert.Equal(
            ["TrackingNotRegistered", "TrackingNotRegistered"],
            this.Run("$script:r | Get-Track123OceanTracking").Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Fact]
    public void Row_rejected_by_the_service_is_rejected_and_missing_credit_is_one_error()
    {
        Assert.Equal(
            ["Registered", "Rejected", "Rejected"],
            this.Run("'SBFINAL1', 'SBREJECT1' | Register-Track123OceanTracking -CarrierCode matson -NumberType 1; 'A' | Register-Track123OceanTracking -CarrierCode nope -NumberType 1").All("Status"));
        this.Server.Settings(new { credits = 99 });
        var outcome = this.Run("'SBFINAL2' | Register-Track123OceanTracking -CarrierCode matson -NumberType 1");
        Assert.Equal(["Failed"], outcome.All("Status"));
        Assert.StartsWith("OutOfCredit,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Air_waybill_can_be_registered_queried_changed_and_deleted()
    {
        this.Run("$script:r = '16099000005', '160-9901 0004' | Register-Track123AirTracking -CarrierCode cathay-pacific").Clean();
        this.Server.Advance(TimeSpan.FromDays(20));
        Assert.Equal(["Delivered", "InTransit"], this.Run("$script:s = $script:r | Get-Track123AirTracking; $script:s").Clean().All("Status"));
        Assert.NotEmpty(this.Run("$script:s.Events").Clean().Output);
        Assert.Equal(
            ["Retracked", "Retracked"], this.Run("$script:s | Restart-Track123AirTracking").Clean().All("Status"));
        this.Run("$script:s | Set-Track123AirTracking -NewCarrierCode emirates").Clean();
        this.Run("'16099000005' | Remove-Track123AirTracking -Confirm:$false").Clean();
        this.Run("'16099000005', '16099010004' | Remove-Track123AirTracking -Confirm:$false").Clean();
        Assert.Equal(2, this.Run("'16099000005', '16099010004' | Get-Track123AirTracking").Errors.Count);
    }
}
