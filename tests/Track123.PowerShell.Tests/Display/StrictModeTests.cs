using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Display;

/// <summary>Views of objects with few values in strict mode.</summary>
public sealed class StrictModeTests : ServerTest
{
    [Theory]
    [InlineData("Register-Track123Tracking SBTRANSIT1 | Get-Track123Tracking")]
    [InlineData("Register-Track123OceanTracking MATS1234567890 matson 2 | Get-Track123OceanTracking")]
    [InlineData("Register-Track123AirTracking 160-12345675 cathay-pacific | Get-Track123AirTracking")]
    public void View_of_an_object_without_events_causes_no_error(string script)
    {
        var run = ShellRun.Start(
        [
            "-c",
            $"Connect-Track123 -ApiKey {this.Server.Key} -BaseUri {this.Server.Address} -NoVerify; Set-StrictMode -Version Latest; $given = {script}; $Error.Clear(); "
            + "$given | Format-Table; $given | Format-List; \"errors: $($Error.Count)\"",
        ]);
        Assert.Contains("errors: 0", run.Output, StringComparison.Ordinal);
        Assert.Contains("TrackingNumber", run.Output, StringComparison.Ordinal);
    }
}
