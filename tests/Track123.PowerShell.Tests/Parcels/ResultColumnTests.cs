using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>The columns of the input in the result file.</summary>
public sealed class ResultColumnTests : ServerTest
{
    private const string OwnColumns = "Row,Line,TrackingNumber,CarrierCode,OrderNumber,Status,Reason,ErrorCode,TraceId,Time,Key";
    private const string Register = "Register-Track123Tracking -ResultPath $a/results.csv -ErrorAction SilentlyContinue";

    private string Header => File.ReadLines(Path.Combine(this.Folder, "results.csv")).First();

    [Theory]
    [InlineData(Register + " -Path $a/rows.csv")]
    [InlineData("Import-Csv $a/rows.csv -Encoding utf8 | " + Register)]
    public void Columns_of_the_input_follow_the_columns_of_the_result(string script)
    {
        this.WriteRows("trackingnumber,Customer,status,=Sum\nSBDELIVERED1,\"王, \"\"x\"\"\n2\",open,=1+1\nTBD,,,\n");
        Assert.Empty(this.Run(script, this.Folder).Warnings);
        Assert.Equal(OwnColumns + ",Input.trackingnumber,Customer,Input.status,'=Sum", this.Header);
        var rows = this.ReadResults();
        Assert.Equal(["Registered", "Rejected"], rows.All("Status"));
        Assert.Equal(["SBDELIVERED1", "TBD"], rows.All("Input.trackingnumber"));
        Assert.Equal(["王, \"x\" 2", ""], rows.All("Customer"));
        Assert.Equal(["open", ""], rows.All("Input.status"));
        Assert.Equal(["'=1+1", ""], rows.All("'=Sum"));
    }

    [Fact]
    public void Values_are_text_that_does_not_depend_on_the_culture()
    {
        this.Run(
            "[cultureinfo]::CurrentCulture = 'de-DE'; [pscustomobject]@{ TrackingNumber = 'SBDELIVERED1', 'SBDELIVERED2'; Price = 1.5; Sold = [datetime]'2026-03-31'; Tags = @(); None = $null } | " + Register,
            this.Folder);
        Assert.Equal(["SBDELIVERED1", "SBDELIVERED2"], this.ReadResults().All("Input.TrackingNumber"));
        Assert.Equal(["1.5", "1.5"], this.ReadResults().All("Price"));
        Assert.Equal(["2026-03-31 00:00:00", "2026-03-31 00:00:00"], this.ReadResults().All("Sold"));
        Assert.Equal(["", ""], this.ReadResults().All("Tags"));
    }

    [Fact]
    public void Numbers_have_no_columns()
    {
        this.Run("'SBDELIVERED1' | " + Register, this.Folder).Clean();
        this.Run(Register + " SBDELIVERED2", this.Folder).Clean();
        Assert.Equal(OwnColumns, this.Header);
        Assert.Equal(2, this.ReadResults().Output.Count);
    }

    [Fact]
    public void Resumed_run_keeps_the_columns_of_the_file_and_warns_of_others()
    {
        const string Script = Register + " -Path $a/rows.csv";
        this.WriteRows("TrackingNumber,Customer,Zone\nSBDELIVERED1,Ada,1\n");
        this.Run(Script, this.Folder).Clean();
        var header = this.Header;
        this.WriteRows("Shelf,ZONE,TrackingNumber,Bin\nS,9,SBDELIVERED1,B\nS,2,SBDELIVERED2,B\nS,3,SBDELIVERED3,B\n");
        var warning = Assert.Single(this.Run(Script, this.Folder).Clean().Warnings);
        Assert.Contains("no column 'Shelf', 'Bin'", warning, StringComparison.Ordinal);
        Assert.Equal(header, this.Header);
        Assert.Equal(["Ada", "", ""], this.ReadResults().All("Customer"));
        Assert.Equal(["1", "2", "3"], this.ReadResults().All("Zone"));
        Assert.Empty(this.Run(Script, this.Folder).Clean().Output);
    }

    [Fact]
    public void File_without_columns_of_the_input_is_continued_with_a_warning()
    {
        this.Run("'SBDELIVERED1' | " + Register, this.Folder).Clean();
        var outcome = this.Run("[pscustomobject]@{ TrackingNumber = 'SBDELIVERED2'; Customer = 'Ada' } | " + Register, this.Folder).Clean();
        Assert.Contains("'Customer'", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.Equal(["Registered", "Registered"], this.ReadResults().All("Status"));
    }

    [Fact]
    public void Partial_last_line_is_removed_wherever_it_ends()
    {
        var results = Path.Combine(this.Folder, "results.csv");
        const string Script = Register + " -Path $a/rows.csv";
        this.WriteRows("TrackingNumber,Customer\nSBDELIVERED1,\"Ada, \"\"A\"\"\"\n");
        this.Run(Script, this.Folder).Clean();
        var whole = File.ReadAllBytes(results);
        foreach (var length in new[] { 5, OwnColumns.Length, OwnColumns.Length + 4, whole.Length - 5 })
        {
            File.WriteAllBytes(results, whole[..length]);
            this.Run(Script, this.Folder).Clean();
            Assert.Equal(["Ada, \"A\""], this.ReadResults().All("Customer"));
        }
    }

    [Fact]
    public void Input_that_is_too_long_for_a_line_is_left_out_with_a_warning()
    {
        const string Script = "[pscustomobject]@{ TrackingNumber = 'SBDELIVERED1'; Text = 'x' * 5mb }, [pscustomobject]@{ TrackingNumber = 'SBDELIVERED2'; Text = 'y' } | " + Register;
        var warning = Assert.Single(this.Run(Script, this.Folder).Clean().Warnings);
        Assert.Contains("row 1 is too long", warning, StringComparison.Ordinal);
        Assert.Equal(["", "y"], this.ReadResults().All("Text"));
        Assert.Empty(this.Run(Script, this.Folder).Clean().Output);
    }

    private Outcome ReadResults() => this.Run("Import-Csv $a/results.csv -Encoding utf8", this.Folder).Clean();

    private void WriteRows(string text) => File.WriteAllText(Path.Combine(this.Folder, "rows.csv"), text);
}
