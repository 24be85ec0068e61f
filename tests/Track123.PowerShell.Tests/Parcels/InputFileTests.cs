using System.Text;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>Tests CSV files as other programs write them, and files that are not CSV files.</summary>
public sealed class InputFileTests : ServerTest
{
    private const string Import = "track/import";

    private string File => Path.Combine(this.Folder, "rows.csv");

    [Theory]
    [InlineData("#TYPE System.Management.Automation.PSCustomObject\r\n\"TrackNo\",\"Order\"\r\n\"SBTRANSIT1\",\"SO-1\"\r\n", "line 1, which is the type")]
    [InlineData("sep=;\r\nTrackNo;Order\r\nSBTRANSIT1;SO-1\r\n", "line 1, which is the separator")]
    [InlineData("\"sep=;\"\r\nTrackNo;Order\r\nSBTRANSIT1;SO-1\r\n", "line 1, which is the separator")]
    [InlineData("Orders, March 2026\n;;\nTrackNo;Order;Remark\nSBTRANSIT1;SO-1;\n", "line 1, which is a title line: 'Orders, March 2026'")]
    [InlineData("# exported by shop 1.2; 2026-03-01\nTrackNo;Order\nSBTRANSIT1;SO-1\n", "line 1, which is a comment")]
    [InlineData("\n\nTrackNo;Order\nSBTRANSIT1;SO-1\n", null)]
    [InlineData("#,TrackNo,Order\n1,SBTRANSIT1,SO-1\n", null)]
    public void Lines_before_the_header_are_skipped_and_named_in_verbose(string text, string? skipped)
    {
        System.IO.File.WriteAllText(this.File, text);
        var outcome = this.Run("Register-Track123Tracking -Path $a -Verbose", this.File).Clean();
        Assert.Equal(["SBTRANSIT1"], outcome.All("TrackingNumber"));
        Assert.Equal(["SO-1"], outcome.All("OrderNumber"));
        var messages = outcome.Verbose.Where(v => v.StartsWith("Skipped in", StringComparison.Ordinal)).ToList();
        Assert.Equal(skipped is null ? 0 : 1, messages.Count);
        Assert.All(messages, m => Assert.Contains(skipped!, m, StringComparison.Ordinal));
    }

    [Fact]
    public void Title_before_a_mapped_header_is_skipped()
    {
        System.IO.File.WriteAllText(this.File, "Versand\nPaket;Beleg\nSBTRANSIT1;SO-1\n");
        var outcome = this.Run(
            "Register-Track123Tracking -Path $a -ColumnMap @{ TrackingNumber = 'Paket' }", this.File).Clean();
        Assert.Equal(["3"], outcome.All("Line"));
        var error = this.Run("Register-Track123Tracking -Path $a", this.File).Terminating;
        Assert.Contains("line 1: 'Versand' seems to be a title line; the header was expected.", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.csv", null, "not found", "path")]
    [InlineData(".", null, "folder", "path of a file")]
    [InlineData("rows.csv", "", "is empty", "right file")]
    [InlineData("rows.csv", "PK\u0003\u0004\u0014\0\u0006", "workbook", "CSV UTF-8")]
    [InlineData("rows.csv", "\u007fELF\u0002\u0001\0\0", "binary file", "CSV UTF-8")]
    public void File_that_cannot_be_read_has_its_own_error(string name, string? text, string says, string action)
    {
        if (text is not null)
        {
            System.IO.File.WriteAllText(this.File, text);
        }

        var error = this.Run("Register-Track123Tracking -Path $a", Path.Combine(this.Folder, name)).Terminating;
        Assert.StartsWith("CsvInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(action, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("elimiter", error.ToString() + error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1252", "windows-1252")]
    [InlineData("windows-1252", "windows-1252")]
    [InlineData("([Text.Encoding]::GetEncoding('iso-8859-1'))", "iso-8859-1")]
    [InlineData("utf8", "utf-8")]
    [InlineData("unicode", "utf-16")]
    [InlineData("BigEndianUnicode", "utf-16BE")]
    [InlineData("utf32", "utf-32")]
    [InlineData("437", "ibm437")]
    public void Encoding_is_a_name_a_code_page_or_an_object(string given, string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        System.IO.File.WriteAllBytes(
            this.File, Encoding.GetEncoding(name).GetBytes("TrackNo,Remark\nSBTRANSIT1,für Zoë\n"));
        var outcome = this.Run($"Register-Track123Tracking -Path $a -Encoding {given}", this.File).Clean();
        Assert.Equal(["für Zoë"], outcome.All("Remark"));
    }

    [Fact]
    public void Unknown_encoding_is_an_error_that_lists_the_names()
    {
        var error = this.Run("Register-Track123Tracking -Path x.csv -Encoding nope").Terminating.ToString();
        Assert.Contains("'nope' is not an encoding. Use utf8, utf8BOM, ", error, StringComparison.Ordinal);
        Assert.Contains("a code page, such as 1252", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_with_text_that_is_sent_and_cannot_be_decoded_is_rejected()
    {
        System.IO.File.WriteAllBytes(
            this.File,
            Encoding.Latin1.GetBytes("TrackNo,City,Remark\nSBTRANSIT1,München,\nSBTRANSIT2,Rom,für Zoë\nSBTRANSIT\u00e9,Rom,\n"));
        var outcome = this.Run("Register-Track123Tracking -Path $a", this.File);
        Assert.Equal(["Registered", "Rejected", "Rejected"], outcome.All("Status"));
        Assert.Contains("Remark contains U+FFFD", outcome.All("Reason")[1], StringComparison.Ordinal);
        Assert.Contains("TrackingNumber contains U+FFFD", outcome.All("Reason")[2], StringComparison.Ordinal);
        Assert.All(outcome.All("Reason").Skip(1), r => Assert.Contains("-Encoding 1252", r, StringComparison.Ordinal));
        Assert.All(outcome.All("Reason"), r => Assert.DoesNotContain("Import-Csv", r, StringComparison.Ordinal));
        Assert.Equal(1, this.Server.Account.TrackingCount);

        outcome = this.Run(
            "Get-Content -LiteralPath $a | ConvertFrom-Csv | Register-Track123Tracking", this.File);
        Assert.Equal(["AlreadyRegistered", "Rejected", "Rejected"], outcome.All("Status"));
        Assert.All(
            outcome.All("Reason").Skip(1), r => Assert.Contains("Import-Csv -Encoding 1252", r, StringComparison.Ordinal));
    }

    [Fact]
    public void Damaged_header_is_explained()
    {
        System.IO.File.WriteAllBytes(this.File, Encoding.Latin1.GetBytes("Paketnr für Kunde,Order\nSBTRANSIT1,1\n"));
        foreach (var map in new[] { "", "-ColumnMap @{ TrackingNumber = 'Paketnr für Kunde' }" })
        {
            Assert.Contains(
                "The header contains U+FFFD",
                this.Run($"Register-Track123Tracking -Path $a {map}", this.File).Terminating.ToString(),
                StringComparison.Ordinal);
        }

        this.Run("Register-Track123Tracking -Path $a -Encoding 1252 -ColumnMap @{ TrackingNumber = 'Paketnr für Kunde' }", this.File).Clean();
    }

    [Theory]
    [InlineData("Register-Track123Tracking", ";", "Import-Csv -Delimiter ';' (or -UseCulture")]
    [InlineData("Register-Track123Tracking -ColumnMap @{ TrackingNumber = 'TrackNo' }", ";", "Import-Csv -Delimiter ';'")]
    [InlineData("Register-Track123Tracking", "\t", "Import-Csv -Delimiter \"`t\"")]
    [InlineData("Get-Track123Tracking", "|", "Import-Csv -Delimiter '|'")]
    [InlineData("Wait-Track123Tracking", ";", "Import-Csv -Delimiter ';'")]
    [InlineData("Resolve-Track123Carrier", ";", "Import-Csv -Delimiter ';'")]
    [InlineData("Register-Track123AirTracking -CarrierCode x", ";", "Import-Csv -Delimiter ';'")]
    public void Rows_read_with_the_wrong_delimiter_are_one_error_without_a_connection(string command, string delimiter, string says)
    {
        var rows = string.Concat(Enumerable.Range(1, 300).Select(i => $"SBTRANSIT{i}{delimiter}x\n"));
        System.IO.File.WriteAllText(this.File, $"\"TrackNo\"{delimiter}\"Order, date\"\n" + rows);
        var outcome = this.Run($"Disconnect-Track123; Import-Csv -LiteralPath $a | {command}", this.File);
        Assert.Empty(outcome.Output);
        Assert.Empty(outcome.Errors);
        Assert.StartsWith("InvalidRequest,", outcome.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(says, outcome.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Contains("TrackNo" + delimiter, outcome.Terminating.ToString().Replace("␉", "\t", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(
            command.StartsWith("Register-Track123Tracking", StringComparison.Ordinal),
            outcome.Terminating.ToString().Contains("-Path", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    public void Separator_line_read_as_the_header_is_one_error(string delimiter)
    {
        System.IO.File.WriteAllText(this.File, "sep=;\nTrackNo;Order\nSBTRANSIT1;1\nSBTRANSIT2;2\n");
        var outcome = this.Run(
            $"Import-Csv -LiteralPath $a -Delimiter '{delimiter}' | Register-Track123Tracking", this.File);
        Assert.Empty(outcome.Errors);
        Assert.Contains("was read as the header. Use -Path", outcome.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void Results_of_earlier_rows_are_output_before_the_delimiter_error()
    {
        var outcome = this.Run(
            "'SBTRANSIT1', 'SBTRANSIT2', [pscustomobject]@{ 'TrackNo;Order' = 'SBTRANSIT3;1' } | Register-Track123Tracking");
        Assert.Equal(["Registered", "Registered"], outcome.All("Status"));
        Assert.Contains("wrong delimiter", outcome.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(this.Server.RequestsTo(Import)).Json.GetArrayLength());
    }

    [Theory]
    [InlineData("[pscustomobject]@{ 'a;b' = 1; c = 2 }")]
    [InlineData("[pscustomobject]@{ Foo = 1 }")]
    public void Other_object_without_a_number_is_a_rejected_row(string row)
    {
        var outcome = this.Run($"{row}, 'SBTRANSIT1' | Register-Track123Tracking");
        Assert.Equal(["Rejected", "Registered"], outcome.All("Status"));
    }

    [Theory]
    [InlineData("Register-Track123Tracking", "Register-Track123Tracking -Path '")]
    [InlineData("Get-Track123Tracking", "Import-Csv '")]
    public void Piped_file_is_one_error_that_says_how_to_read_it(string command, string says)
    {
        System.IO.File.WriteAllText(this.File, "TrackNo\nSBTRANSIT1\n");
        System.IO.File.WriteAllText(Path.Combine(this.Folder, "more.csv"), "TrackNo\nSBTRANSIT2\n");
        var outcome = this.Run($"Disconnect-Track123; Get-ChildItem $a -Filter *.csv | {command}", this.Folder);
        Assert.Empty(outcome.Output);
        Assert.Empty(outcome.Errors);
        Assert.StartsWith("InvalidRequest,", outcome.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(says, outcome.Terminating.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Piped_file_with_a_mapped_property_is_a_row()
    {
        System.IO.File.WriteAllText(Path.Combine(this.Folder, "SBTRANSIT1.pdf"), "");
        var outcome = this.Run(
            "Get-ChildItem $a | Register-Track123Tracking -ColumnMap @{ TrackingNumber = 'BaseName' }", this.Folder).Clean();
        Assert.Equal(["SBTRANSIT1"], outcome.All("TrackingNumber"));
    }
}
