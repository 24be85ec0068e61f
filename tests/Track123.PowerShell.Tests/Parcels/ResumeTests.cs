using System.Management.Automation;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

public sealed class ResumeTests : ServerTest
{
    private const string Import = "track/import";
    private const string Register = "Register-Track123Tracking -Path $a/rows.csv -ResultPath $a/results.csv -Verbose -ErrorAction SilentlyContinue";

    private string Results => File.ReadAllText(Path.Combine(this.Folder, "results.csv"));

    [Fact]
    public void Second_run_sends_only_rows_without_a_final_result()
    {
        this.Connect("-MaximumRetryCount 0");
        this.Rows("SBDELIVERED1", "SBREJECT2", "SBDELIVERED3", "SBDELIVERED1");
        this.Server.Script(new { path = Import, status = 500 });
        Assert.All(this.RegisterFile().All("Status"), s => Assert.Equal("Failed", s));
        Assert.Equal(["Registered", "Rejected", "Registered", "AlreadyRegistered"], this.RegisterFile().All("Status"));
        var third = this.RegisterFile();
        Assert.Empty(third.Output);
        Assert.Contains(third.Verbose, v => v.StartsWith("Skipped 4 of 4 rows", StringComparison.Ordinal));
        Assert.Equal(2, this.Server.RequestsTo(Import).Count);
        Assert.Equal(new Ledger(2, 9998), this.Server.Account);
    }

    [Fact]
    public void Rows_added_to_the_input_file_are_sent()
    {
        this.Rows("SBDELIVERED1", "SBREJECT2", "SBDELIVERED3");
        this.RegisterFile();
        this.Rows("SBDELIVERED9", "SBDELIVERED3", "SBREJECT2", "SBDELIVERED1", "SBDELIVERED2");
        Assert.Equal(["SBDELIVERED9", "SBDELIVERED2"], this.RegisterFile().All("TrackingNumber"));
    }

    [Fact]
    public void Registration_of_piped_rows_can_be_resumed()
    {
        const string script = "'SBDELIVERED1', 'SBDELIVERED2' | Register-Track123Tracking -ResultPath $a/results.csv";
        Assert.Equal(2, this.Run(script, this.Folder).Clean().Output.Count);
        Assert.Equal(["SBDELIVERED3"], this.Run("'SBDELIVERED3'," + script, this.Folder).Clean().All("TrackingNumber"));
    }

    [Fact]
    public void Deleted_result_file_is_an_error_after_the_results_of_all_rows()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Windows does not delete a file that is open.
        }

        var outcome = this.Run(
            Numbers(3) + " | Register-Track123Tracking -BatchSize 1 -ResultPath $a/results.csv"
            + " | ForEach-Object { Remove-Item $a/results.csv -ErrorAction Ignore; $_ }",
            this.Folder);
        Assert.Contains(outcome.Errors, e => e.Exception.Message.Contains("was deleted or moved during the run", StringComparison.Ordinal));
        Assert.Equal(3, outcome.Output.Count);
    }

    [Fact]
    public void Result_file_deleted_in_a_resumed_run_loses_no_result()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Windows does not delete a file that is open.
        }

        this.Run("'SBDELIVERED1' | Register-Track123Tracking -ResultPath $a/results.csv", this.Folder).Clean();
        var outcome = this.Run(
            "'SBDELIVERED1', 'SBDELIVERED2', 'SBDELIVERED3' | Register-Track123Tracking -BatchSize 1 -ResultPath $a/results.csv -Verbose"
            + " | ForEach-Object { Remove-Item $a/results.csv -ErrorAction Ignore; $_ }",
            this.Folder);
        Assert.Null(outcome.Thrown);
        Assert.Equal(2, outcome.Output.Count);
    }

    [Fact]
    public void Number_that_was_rejected_is_sent_when_the_check_is_skipped()
    {
        const string register = "'ABCDEFG' | Register-Track123Tracking -CarrierCode yunexpress -ErrorAction SilentlyContinue -ResultPath $a/results.csv";
        Assert.Equal(["Rejected"], this.Run(register, this.Folder).All("Status"));
        Assert.Empty(this.Run(register, this.Folder).Output);
        Assert.Equal(["Registered"], this.Run(register + " -SkipNumberCheck", this.Folder).All("Status"));
    }

    [Fact]
    public void Row_with_a_column_that_throws_is_rejected_and_the_others_are_registered()
    {
        var outcome = this.Run(
            "$bad = [pscustomobject]@{ TrackingNumber = 'SBDELIVERED1' }; "
            + "$bad | Add-Member ScriptProperty 'Order-Number' { throw 'broken' }; "
            + "[pscustomobject]@{ TrackingNumber = 'SBDELIVERED2'; 'Order-Number' = 'A' }, $bad, "
            + "[pscustomobject]@{ TrackingNumber = 'SBDELIVERED3'; 'Order-Number' = 'B' } | Register-Track123Tracking");
        Assert.Null(outcome.Thrown);
        Assert.Equal(["Registered", "Rejected", "Registered"], outcome.All("Status"));
    }

    [Fact]
    public void Row_with_two_values_in_one_field_is_rejected_although_its_number_is_finished()
    {
        const string register = "Register-Track123Tracking -ResultPath $a/results.csv -ErrorAction SilentlyContinue";
        this.Run("'SBDELIVERED1' | " + register, this.Folder).Clean();
        var row = "[pscustomobject]@{ TrackingNumber = 'SBDELIVERED1'; OrderNumber = 'A', 'B' } | ";
        Assert.Equal(["Rejected"], this.Run(row + register, this.Folder).All("Status"));
        Assert.Empty(this.Run("'SBDELIVERED1' | " + register, this.Folder).Output);
    }

    [Fact]
    public void WhatIf_does_not_change_the_result_file()
    {
        this.Rows("SBDELIVERED1");
        this.Run(Register + " -WhatIf", this.Folder).Clean();
        Assert.False(File.Exists(Path.Combine(this.Folder, "results.csv")));
        this.RegisterFile();
        var before = this.Results;
        this.Rows("SBDELIVERED1", "SBDELIVERED2");
        Assert.Equal(["SBDELIVERED2"], this.Run(Register + " -WhatIf", this.Folder).Clean().All("TrackingNumber"));
        Assert.Equal(before, this.Results);
    }

    [Fact]
    public void Result_is_in_the_file_before_it_is_output()
    {
        var read = () => System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(
                OperatingSystem.IsWindows() ? "cmd" : "cat",
                OperatingSystem.IsWindows() ? ["/c", "type", Path.Combine(this.Folder, "results.csv")] : [Path.Combine(this.Folder, "results.csv")])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!.StandardOutput.ReadToEnd();
        var outcome = this.Run(
            Numbers(3) + " | Register-Track123Tracking -ResultPath ($a[0] + '/results.csv') | ForEach-Object { $a[1].Invoke().Contains($_.TrackingNumber) }",
            new object[] { this.Folder, read }).Clean();
        Assert.Equal([true, true, true], outcome.Output.Select(o => o.BaseObject));
    }

    [Theory]
    [InlineData("Register-Track123Tracking -Path $a/rows.csv -ResultPath \"$a/../LEAF/rows.csv\"", "is the input file")]
    [InlineData("Register-Track123Tracking -Path $a/rows.csv -ResultPath $a/other.csv", "not a result file")]
    [InlineData("'A' | Register-Track123Tracking -ResultPath $a", "folder")]
    public void Invalid_result_path_ends_the_call(string script, string says)
    {
        this.Rows("SBDELIVERED1");
        File.WriteAllText(Path.Combine(this.Folder, "other.csv"), "a,b\n");
        var error = this.Run(script.Replace("LEAF", Path.GetFileName(this.Folder), StringComparison.Ordinal), this.Folder).Terminating;
        Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void Second_run_with_the_same_result_file_is_rejected()
    {
        var outcome = this.Run(
            Numbers(2) + " | Register-Track123Tracking -ResultPath $a/results.csv | ForEach-Object {"
            + " try { 'SBDELIVERED5' | Register-Track123Tracking -ResultPath $a/results.csv } catch { $_.ToString() } }",
            this.Folder).Clean();
        Assert.All(outcome.Output, o => Assert.Contains("one run at a time", o.ToString(), StringComparison.Ordinal));
        Assert.Equal(2, outcome.Output.Count);
    }

    private void Rows(params string[] numbers) =>
        File.WriteAllText(Path.Combine(this.Folder, "rows.csv"), "TrackNo\n" + string.Join("\n", numbers));

    private Outcome RegisterFile()
    {
        var outcome = this.Run(Register, this.Folder);
        Assert.Null(outcome.Thrown);
        return outcome;
    }
}
