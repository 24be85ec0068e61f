using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>Dates whose order of day and month differs between cultures.</summary>
public sealed class ShipDateTests : ServerTest
{
    private const string Exported =
        "[pscustomobject]@{ Id = '1'; TrackingNumber = 'SBTRANSIT1'; CarrierCode = 'yunexpress'; TransitStatusText = 'IN_TRANSIT';"
        + " RetrievedTime = '04/03/2026 10:00:00'; ShipTime = '04/03/2026 00:00:00'; Remark = 'old' }";

    [Fact]
    public void Ship_time_of_an_exported_tracking_is_not_sent_as_a_change()
    {
        this.Run("Register-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress -ShipTime 2026-03-04").Clean();
        this.Run($"[cultureinfo]::CurrentCulture = 'en-GB'; {Exported} | Set-Track123Tracking -Custom1 checked").Clean();
        Assert.Equal(
            """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress","remark":"old","custom1":"checked"}""",
            Assert.Single(this.Server.RequestsTo("track/update")).Body);
    }

    [Theory]
    [InlineData("en-GB", "03/04/2026", "To avoid ambiguity, write 2026-03-04.")]
    [InlineData("fr-FR", "3/4/2026 10:00", "To avoid ambiguity, write 2026-03-04.")]
    [InlineData("en-US", "03/04/2026", null)]
    [InlineData("ja-JP", "03/04/2026", null)]
    [InlineData("en-GB", "04/04/2026", null)]
    [InlineData("en-GB", "03/14/2026", null)]
    [InlineData("en-GB", "2026/03/04", null)]
    [InlineData("en-GB", "2026-03-04", null)]
    public void Ambiguous_date_with_slashes_causes_one_warning_in_day_first_cultures(string culture, string date, string? advice)
    {
        foreach (var command in new[] { "Register-Track123Tracking", "Set-Track123Tracking -CarrierCode yunexpress" })
        {
            var outcome = this.Run(
                $"[cultureinfo]::CurrentCulture = '{culture}'; 1..3 | ForEach-Object {{ [pscustomobject]@{{ TrackingNumber = \"SBTRANSIT$_\"; ShipTime = '{date}' }} }} | {command}").Clean();
            Assert.Equal(advice is null ? 0 : 1, outcome.Warnings.Count);
            Assert.All(outcome.Warnings, warning => Assert.EndsWith(advice!, warning, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Ambiguous_date_with_slashes_in_a_file_causes_one_warning()
    {
        var file = Path.Combine(this.Folder, "rows.csv");
        File.WriteAllText(file, "Tracking Number,Ship Date\nSBTRANSIT1,03/04/2026\nSBTRANSIT2,05/04/2026\n");
        Assert.Single(this.Run("[cultureinfo]::CurrentCulture = 'en-GB'; Register-Track123Tracking -Path $a", file).Clean().Warnings);
    }
}
