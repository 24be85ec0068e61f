using System.Management.Automation;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>Tests which parameters can be specified without their name.</summary>
public sealed class PositionTests : ServerTest
{
    [Fact]
    public void Carrier_follows_the_number_in_every_command_that_has_both()
    {
        var commands = this.Run("Get-Command -Module Track123 -CommandType Cmdlet").Clean().Output
            .Select(o => (CmdletInfo)o.BaseObject)
            .SelectMany(c => c.ParameterSets.Select(set => (c.Name, Set: set)))
            .Where(c => PositionOf(c.Set, "TrackingNumber") == 0 && c.Set.Parameters.Any(p => p.Name == "CarrierCode"))
            .ToList();
        Assert.True(commands.Count >= 12, $"{commands.Count} commands");
        Assert.All(commands, c => Assert.Equal((c.Name, 1), (c.Name, PositionOf(c.Set, "CarrierCode"))));

        static int? PositionOf(CommandParameterSetInfo set, string name) =>
            set.Parameters.FirstOrDefault(p => p.Name == name)?.Position;
    }

    [Theory]
    [InlineData("Register-Track123Tracking SBTRANSIT1 yunexpress", "track/import", "[0].courierCode")]
    [InlineData("Register-Track123Tracking SBTRANSIT1, SBTRANSIT2 'yunexpress' -Remark x", "track/import", "[1].courierCode")]
    [InlineData("Get-Track123Tracking SBTRANSIT1 yunexpress", "track/query", "trackNoInfos[0].courierCode")]
    [InlineData("'SBTRANSIT1' | Get-Track123Tracking -CarrierCode yunexpress", "track/query", "trackNoInfos[0].courierCode")]
    [InlineData("Get-Track123InstantTracking SBTRANSIT1 yunexpress", "track/query-realtime", "courierCode")]
    [InlineData("Set-Track123Tracking SBTRANSIT1 yunexpress -Remark x", "track/update", "courierCode")]
    [InlineData("Restart-Track123Tracking SBTRANSIT1 yunexpress", "track/refresh", "courierCode")]
    [InlineData("Remove-Track123Tracking SBTRANSIT1 yunexpress -Confirm:$false", "track/delete", "courierCode")]
    [InlineData("Get-Track123AirTracking 160-12345675 yunexpress", "aviation/track/query", "[0].carrierCode")]
    public void Second_argument_is_the_carrier(string command, string path, string place)
    {
        this.Run(command + " -ErrorAction SilentlyContinue");
        var request = this.Server.RequestsTo(path)[0];
        Assert.Contains("\"yunexpress\"", request.Body, StringComparison.Ordinal);
        Assert.Equal("yunexpress", this.Run($"($a | ConvertFrom-Json -NoEnumerate){(place[0] == '[' ? "" : ".")}{place}", request.Body).Clean().Output[0].ToString());
    }

    [Fact]
    public void Carrier_can_be_specified_for_a_file()
    {
        var file = Path.Combine(this.Folder, "rows.csv");
        File.WriteAllText(file, "TrackNo\nSBTRANSIT1\n");
        Assert.Equal(["yunexpress"], this.Run("Register-Track123Tracking -Path $a -CarrierCode yunexpress", file).Clean().All("CarrierCode"));
    }
}
