using System.Management.Automation;
using System.Text;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>The file with the rows that were not registered.</summary>
public sealed class RetryFileTests : ServerTest
{
    private const string Import = "track/import";
    private const string Register = "Register-Track123Tracking -RetryPath $a/retry.csv -ErrorAction SilentlyContinue";
    private const string RegisterFile = Register + " -Path $a/rows.csv";
    private const string RegisterRetry = "Register-Track123Tracking -Path $a/retry.csv";

    private const string Rows = """"
        Sendungsnummer;PLZ;" 客户 ";"Note ""x""";Preis
        SBDELIVERED1;01067;Ada;;1,50
        TBD;00501;"王小明
        2";"=1+1; ""quoted""";+1,50
        SBREJECT2;" 007 ";O'Neil;'text;@x
        SBDELIVERED3;;;;

        """";

    private string RetryPath => Path.Combine(this.Folder, "retry.csv");

    [Theory]
    [InlineData("utf-8", "EF-BB-BF")]
    [InlineData("utf-16", "FF-FE")]
    public void File_has_the_rejected_rows_in_the_layout_of_the_input(string encoding, string mark)
    {
        this.WriteRows(Rows, Encoding.GetEncoding(encoding));
        this.Run(RegisterFile, this.Folder);
        Assert.StartsWith(mark, BitConverter.ToString(File.ReadAllBytes(this.RetryPath)), StringComparison.Ordinal);
        var (input, retry) = (this.Read("rows.csv"), this.Read("retry.csv"));
        Assert.Equal(["Sendungsnummer", "PLZ", " 客户 ", "Note \"x\"", "Preis", "RetryReason"], retry.Output[0].Properties.Select(p => p.Name));
        foreach (var column in input.Output[0].Properties.Select(p => p.Name))
        {
            Assert.Equal(input.All(column)[1..3], retry.All(column));
        }

        Assert.Contains("placeholder", retry.All("RetryReason")[0], StringComparison.Ordinal);
        Assert.NotEqual("", retry.All("RetryReason")[1]);

        // The module's own reader reads the same values as from the input.
        var rows = this.Run(RegisterFile + " -WhatIf | ForEach-Object InputObject", this.Folder);
        var again = this.Run(RegisterRetry + " -WhatIf -ErrorAction SilentlyContinue | ForEach-Object InputObject", this.Folder);
        Assert.Empty(again.Warnings);
        Assert.Equal(
            rows.Output.Skip(1).Take(2).SelectMany(row => row.Properties.Select(p => (p.Name, p.Value))),
            again.Output.SelectMany(row => row.Properties.SkipLast(1).Select(p => (p.Name, p.Value))));
    }

    [Fact]
    public void File_is_UTF8_if_the_encoding_of_the_input_has_no_mark_and_lines_before_the_header_are_left_out()
    {
        File.WriteAllBytes(Path.Combine(this.Folder, "rows.csv"), Encoding.Latin1.GetBytes("#TYPE Orders\nTracking No|Größe\nTBD|50 µm\n"));
        const string Options = " -Encoding 1252 -Delimiter '|' -ErrorAction SilentlyContinue";
        this.Run("Register-Track123Tracking -Path $a/rows.csv -RetryPath $a/retry.csv" + Options, this.Folder);
        Assert.StartsWith("\"Tracking No\"|\"Größe\"|\"RetryReason\"\r\n\"TBD\"|\"50 µm\"|\"", File.ReadAllText(this.RetryPath), StringComparison.Ordinal);
        var row = this.Run("Register-Track123Tracking -Path $a/retry.csv" + Options + " | ForEach-Object InputObject", this.Folder).Output[0];
        Assert.Equal(["TBD", "50 µm"], row.Properties.Select(p => p.Value).SkipLast(1));
    }

    [Fact]
    public void Corrected_file_is_registered_and_then_nothing_is_left_to_retry()
    {
        this.WriteRows(Rows);
        this.Run(RegisterFile, this.Folder);
        var text = File.ReadAllText(this.RetryPath);
        File.WriteAllText(this.RetryPath, text.Replace("TBD", "SBDELIVERED8", StringComparison.Ordinal).Replace("SBREJECT2", "SBDELIVERED9", StringComparison.Ordinal));
        var outcome = this.Run(RegisterRetry + " -RetryPath $a/retry2.csv", this.Folder).Clean();
        Assert.Empty(outcome.Warnings);
        Assert.Equal(["Registered", "Registered"], outcome.All("Status"));
        Assert.Equal(["00501", " 007 "], outcome.All("PostalCode"));
        Assert.False(File.Exists(Path.Combine(this.Folder, "retry2.csv")));
    }

    [Fact]
    public void Retry_of_a_retry_file_has_the_reason_once()
    {
        this.WriteRows(Rows);
        this.Run(RegisterFile, this.Folder);
        this.Run(RegisterRetry + " -RetryPath $a/retry2.csv -ResultPath $a/results.csv -ErrorAction SilentlyContinue", this.Folder);
        Assert.Equal(File.ReadAllText(this.RetryPath), File.ReadAllText(Path.Combine(this.Folder, "retry2.csv")));
        Assert.DoesNotContain("RetryReason", File.ReadLines(Path.Combine(this.Folder, "results.csv")).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_a_retry_file_are_known_without_Delimiter()
    {
        this.WriteRows("No;\"A, B, C\";Text\nTBD;1,2,3;\"x, y; z\"\n");
        this.Run(RegisterFile + " -ColumnMap @{ TrackingNumber = 'No' }", this.Folder);
        var row = this.Run(RegisterRetry + " -ColumnMap @{ TrackingNumber = 'No' } -ErrorAction SilentlyContinue | ForEach-Object InputObject", this.Folder).Output[0];
        Assert.Equal(["TBD", "1,2,3", "x, y; z"], row.Properties.Select(p => p.Value).SkipLast(1));
    }

    [Fact]
    public void Piped_objects_and_numbers_are_written()
    {
        this.Run("[pscustomobject]@{ Nr = 1; TrackingNumber = 'SBDELIVERED1', 'TBD'; Country = 'DE' }, @{ TrackingNumber = 'SBDELIVERED4' } | " + Register, this.Folder);
        var retry = this.Run("Import-Csv $a/retry.csv -Encoding utf8", this.Folder).Clean();
        Assert.Equal(["Nr", "TrackingNumber", "Country", "RetryReason"], retry.Output[0].Properties.Select(p => p.Name));
        Assert.Equal(["TBD", "SBDELIVERED4"], retry.All("TrackingNumber"));
        Assert.Equal(["1", ""], retry.All("Nr"));

        this.Run("'SBDELIVERED1', 'TBD', 'SBREJECT2' | " + Register, this.Folder);
        retry = this.Run("Import-Csv $a/retry.csv -Encoding utf8", this.Folder).Clean();
        Assert.Equal(["TBD", "SBREJECT2"], retry.All("TrackingNumber"));
    }

    [Fact]
    public void Column_that_the_first_row_lacks_is_named_in_a_warning()
    {
        var outcome = this.Run(
            "[pscustomobject]@{ TrackingNumber = 'TBD' }, [pscustomobject]@{ TrackingNumber = 'SBREJECT2'; Shelf = 'x' }, [pscustomobject]@{ TrackingNumber = 'SBREJECT3'; Shelf = 'x' } | " + Register,
            this.Folder);
        Assert.Contains("'Shelf'", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.Equal(4, File.ReadAllLines(this.RetryPath).Length);
    }

    [Fact]
    public void Earlier_file_is_replaced_or_deleted_only_by_a_run_that_has_results()
    {
        this.Run("'TBD' | " + Register, this.Folder);
        var first = File.ReadAllText(this.RetryPath);
        this.Run("'SBDELIVERED1', 'SBREJECT2' | " + Register + " -WhatIf", this.Folder);
        Assert.Equal(first, File.ReadAllText(this.RetryPath));
        this.Run("@() | " + Register, this.Folder);
        this.Run("Get-Item $a/retry.csv | " + Register, this.Folder);
        this.Run("[pscustomobject]@{ 'TrackingNumber;Carrier' = 'A;b' } | " + Register, this.Folder);
        Assert.Equal(first, File.ReadAllText(this.RetryPath));
        this.Run("'SBREJECT2' | " + Register, this.Folder);
        Assert.DoesNotContain("TBD", File.ReadAllText(this.RetryPath), StringComparison.Ordinal);
        this.Run("'SBDELIVERED1' | " + Register, this.Folder).Clean();
        Assert.False(File.Exists(this.RetryPath));
        this.Run("'TBD' | " + Register + " -WhatIf", this.Folder);
        Assert.False(File.Exists(this.RetryPath));
    }

    [Theory]
    [InlineData("Register-Track123Tracking -Path $a/rows.csv -RetryPath $a/rows.csv", "is the input file")]
    [InlineData("'A' | Register-Track123Tracking -RetryPath $a/x.csv -ResultPath $a/x.csv", "is the result file")]
    [InlineData("'A' | Register-Track123Tracking -RetryPath $a/rows.csv", "has no column 'RetryReason'")]
    [InlineData("'A' | Register-Track123Tracking -RetryPath $a/retry.csv -NoClobber", "already exists")]
    [InlineData("'A' | Register-Track123Tracking -RetryPath $a", "folder")]
    [InlineData("'A' | Register-Track123Tracking -RetryPath $a/none/retry.csv", "cannot be opened")]
    public void Invalid_path_ends_the_call_before_a_row_is_sent(string script, string says)
    {
        this.WriteRows("TrackingNumber\nSBDELIVERED1\n");
        File.WriteAllText(this.RetryPath, "TrackingNumber,RetryReason\n");
        var error = this.Run(script, this.Folder).Terminating;
        Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(this.Server.Requests);
        Assert.Equal("TrackingNumber,RetryReason\n", File.ReadAllText(this.RetryPath));
        Assert.Equal("TrackingNumber\nSBDELIVERED1\n", File.ReadAllText(Path.Combine(this.Folder, "rows.csv")));
    }

    [Fact]
    public void ErrorAction_Stop_leaves_both_files()
    {
        this.WriteRows(Rows);
        var outcome = this.Run("Register-Track123Tracking -Path $a/rows.csv -RetryPath $a/retry.csv -ResultPath $a/results.csv -ErrorAction Stop", this.Folder);
        Assert.IsType<ActionPreferenceStopException>(outcome.Thrown);
        Assert.Equal(["TBD"], this.Read("retry.csv").All("Sendungsnummer"));
        Assert.Equal(3, File.ReadAllLines(Path.Combine(this.Folder, "results.csv")).Length);
    }

    [Fact]
    public void Key_revoked_after_400_rows_leaves_all_other_rows_to_retry()
    {
        this.Server.Script(new { path = Import, fromIndex = this.Server.Requests.Count + 4, status = 401, body = """{"code":"A0230","msg":"token expired"}""", times = 99 });
        var outcome = this.Run($"{Numbers(1000)} | Register-Track123Tracking -RetryPath $a/retry.csv -ResultPath $a/results.csv", this.Folder);
        Assert.StartsWith("AuthenticationFailed,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1001, File.ReadAllLines(Path.Combine(this.Folder, "results.csv")).Length);
        var retry = this.Run("Import-Csv $a/retry.csv -Encoding utf8", this.Folder).All("TrackingNumber");
        Assert.Equal(Enumerable.Range(401, 600).Select(i => $"SBDELIVERED{i:d6}"), retry);
    }

    [Fact]
    public void Resumed_run_also_has_the_rows_that_the_earlier_run_rejected()
    {
        const string Script = RegisterFile + " -ResultPath $a/results.csv";
        this.WriteRows("TrackingNumber,Customer\nSBDELIVERED1,A\nSBREJECT2,B\nTBD,C\n");
        this.Run(Script, this.Folder);
        this.WriteRows("TrackingNumber,Customer\nSBREJECT2,B\nSBREJECT3,D\nSBDELIVERED1,A\n");
        this.Run(Script, this.Folder);
        var retry = this.Run("Import-Csv $a/retry.csv -Encoding utf8", this.Folder);
        Assert.Equal(["SBREJECT2", "SBREJECT3"], retry.All("TrackingNumber").Order());
        Assert.Equal(["B", "D"], retry.All("Customer").Order());
    }

    [Fact]
    public void Retry_file_that_can_not_be_written_at_the_end_is_an_error()
    {
        Directory.CreateDirectory(Path.Combine(this.Folder, "sub"));
        this.WriteRows("Tracking No\nTBD\n");
        const string Command = "Register-Track123Tracking -Path $a/rows.csv -ResultPath $a/results.csv -RetryPath $a/sub/retry.csv -ErrorAction SilentlyContinue -ErrorVariable problems";
        this.Run(Command, this.Folder);
        File.Delete(Path.Combine(this.Folder, "sub", "retry.csv"));
        this.WriteRows("Tracking No\nTBD\nSBDELIVERED1\n");
        var outcome = this.Run(Command + " | ForEach-Object { Remove-Item $a/sub -Recurse }; $problems", this.Folder);
        Assert.Contains("sub", Assert.Single(outcome.Output).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Corrected_retry_file_is_kept_when_the_same_command_is_run_again()
    {
        const string Script = RegisterFile + " -ResultPath $a/results.csv";
        this.WriteRows("TrackingNumber,Customer\nSBDELIVERED1,A\nTBD,C\n");
        this.Run(Script, this.Folder);
        var corrected = File.ReadAllText(this.RetryPath).Replace("TBD", "SBDELIVERED9", StringComparison.Ordinal);
        File.WriteAllText(this.RetryPath, corrected);
        this.Run(Script, this.Folder);
        Assert.Equal(corrected, File.ReadAllText(this.RetryPath));
    }

    private Outcome Read(string file) =>
        this.Run($"Import-Csv $a/{file} -Delimiter ';' -Encoding ([IO.StreamReader]::new(\"$a/{file}\", $true) | ForEach-Object {{ [void]$_.Peek(); $_.CurrentEncoding; $_.Dispose() }})", this.Folder).Clean();

    private void WriteRows(string text, Encoding? encoding = null) =>
        File.WriteAllText(Path.Combine(this.Folder, "rows.csv"), text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
