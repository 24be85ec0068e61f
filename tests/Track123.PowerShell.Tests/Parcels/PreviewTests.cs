using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>The summary of -WhatIf, with which a user checks a file before it costs credits.</summary>
public sealed class PreviewTests : ServerTest
{
    private const string Input = "'SBTRANSIT0001', 'sbtransit0001 ', 'SBTRANSIT0002', 'TBD', '9,40E+21', 'TBD', '1Z999AA10123456785', 'SBTRANSIT0001', 'SBTRANSIT0003'";

    [Theory]
    [InlineData("{0} | Register-Track123Tracking -WhatIf")]
    [InlineData("Register-Track123Tracking {0} -WhatIf")]
    [InlineData("{0} | Register-Track123Tracking -WhatIf -WarningAction Ignore -BatchSize 2")]
    [InlineData("$WhatIfPreference = $true; {0} | Register-Track123Tracking")]
    [InlineData("Register-Track123Tracking -Path $a -WhatIf")]
    [InlineData("Import-Csv $a -Encoding utf8 | Register-Track123Tracking -WhatIf")]
    public void WhatIf_ends_with_a_summary(string script)
    {
        var file = Path.Combine(this.Folder, "rows.csv");
        File.WriteAllLines(file, ["Tracking No ", .. Input.Split(", ").Select(number => number.Replace('\'', '"'))]);
        var outcome = this.Run(string.Format(null, script, Input), file);
        Assert.Equal(
            "What if: Rows: 9, To register: 4, Credits at most: 4, Rejected: 3, Duplicates: 2, Warnings: 1. Nothing was registered.",
            outcome.Information[^1].ToString());
        Assert.Single(outcome.Information, i => i.ToString().Contains("Rows:", StringComparison.Ordinal));
        Assert.Equal(9, outcome.Output.Count);
        Assert.Equal(3, outcome.Errors.Count);
        Assert.Equal(["Skipped", "Skipped", "Skipped", "Rejected", "Rejected", "Rejected", "Skipped", "Skipped", "Skipped"], outcome.All("Status"));
        Assert.Contains("placeholder", outcome.All("Reason")[3], StringComparison.Ordinal);
        Assert.Contains("spreadsheet", outcome.All("Reason")[4], StringComparison.Ordinal);
        Assert.Contains("Duplicate of row 1", outcome.All("Reason")[1], StringComparison.Ordinal);
        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void Preview_predicts_the_charge()
    {
        var before = this.Server.Account.Credits;
        var summary = this.Run($"{Input} | Register-Track123Tracking -WhatIf").Information[^1].ToString();
        this.Run($"{Input} | Register-Track123Tracking");
        Assert.Contains($"Credits at most: {before - this.Server.Account.Credits},", summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Register-Track123OceanTracking -CarrierCode matson -NumberType Booking", "'MATU0000001', 'matu 0000001', 'MATU0000002', 'TBD'")]
    [InlineData("Register-Track123AirTracking -CarrierCode cathay-pacific", "'16012345675', '160-1234 5675', '16099000005', '16012345670'")]
    public void Cargo_costs_100_credits_each(string command, string numbers)
    {
        var outcome = this.Run($"{numbers} | {command} -WhatIf");
        Assert.Equal(
            "What if: Rows: 4, To register: 2, Credits at most: 200, Rejected: 1, Duplicates: 1, Warnings: 0. Nothing was registered.",
            outcome.Information[^1].ToString());
        Assert.Single(outcome.Errors);
        Assert.DoesNotContain(this.Server.Requests, r => r.Path.EndsWith("track/import", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_that_an_earlier_run_finished_are_named()
    {
        this.Run("'SBTRANSIT0001' | Register-Track123Tracking -ResultPath $a", Path.Combine(this.Folder, "results.csv")).Clean();
        var outcome = this.Run("'SBTRANSIT0001', 'SBTRANSIT0002' | Register-Track123Tracking -WhatIf -ResultPath $a", Path.Combine(this.Folder, "results.csv")).Clean();
        Assert.Equal(
            "What if: Rows: 2, To register: 1, Credits at most: 1, Rejected: 0, Duplicates: 0, Warnings: 0, Finished by an earlier run: 1. Nothing was registered.",
            outcome.Information[^1].ToString());
    }

    [Fact]
    public void Without_WhatIf_there_is_no_summary()
    {
        Assert.Empty(this.Run($"{Input} | Register-Track123Tracking").Information);
        Assert.Empty(this.Run("'SBTRANSIT0001' | Remove-Track123Tracking -WhatIf").Information);
    }
}
