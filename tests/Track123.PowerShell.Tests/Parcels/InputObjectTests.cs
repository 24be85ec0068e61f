using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>The input row of each result.</summary>
public sealed class InputObjectTests : ServerTest
{
    // Registered, duplicate, rejected by the module, rejected by the service.
    private const string Rows = """
        $rows = 'SBDELIVERED1', 'sbdelivered1 ', 'TBD', 'SBREJECT2' | ForEach-Object { [pscustomobject]@{ 'Tracking No' = $_; Customer = "C $_" } };
        """;

    private string File => Path.Combine(this.Folder, "rows.csv");

    [Theory]
    [InlineData("-ErrorAction SilentlyContinue", "Registered", "AlreadyRegistered", "Rejected", "Rejected")]
    [InlineData("-WhatIf -ErrorAction SilentlyContinue", "Skipped", "Skipped", "Rejected", "Skipped")]
    public void Result_of_a_piped_row_has_that_very_object(string parameters, params string[] statuses)
    {
        var outcome = this.Run(
            Rows + $"$results = @($rows | Register-Track123Tracking {parameters}); $results;"
            + " 0..3 | ForEach-Object { [object]::ReferenceEquals($rows[$_], $results[$_].InputObject) }");
        Assert.Equal(statuses, outcome.All("Status")[..4]);
        Assert.Equal([true, true, true, true], outcome.Output.Skip(4).Select(o => o.BaseObject));
    }

    [Fact]
    public void Own_columns_are_available_beside_the_result()
    {
        var outcome = this.Run(
            Rows + "$rows | Register-Track123Tracking -ErrorAction SilentlyContinue | Select-Object Status, @{ n = 'Customer'; e = { $_.InputObject.Customer } }");
        Assert.Equal(["C SBDELIVERED1", "C sbdelivered1 ", "C TBD", "C SBREJECT2"], outcome.All("Customer"));
    }

    [Theory]
    [InlineData("'SBDELIVERED1', 7 | Register-Track123Tracking", "SBDELIVERED1", 7)]
    [InlineData("Register-Track123Tracking 'SBDELIVERED1', 'TBD'", "SBDELIVERED1", "TBD")]
    public void Result_of_a_number_has_the_number(string script, object first, object second)
    {
        var outcome = this.Run(script + " -ErrorAction SilentlyContinue | ForEach-Object InputObject");
        Assert.Equal([first, second], outcome.Output.Select(o => o.BaseObject));
    }

    [Fact]
    public void Rows_of_one_object_with_several_numbers_have_that_object()
    {
        var outcome = this.Run(
            "$row = [pscustomobject]@{ TrackingNumber = 'SBDELIVERED1', 'SBDELIVERED2' };"
            + " $row | Register-Track123Tracking | ForEach-Object { [object]::ReferenceEquals($row, $_.InputObject) }").Clean();
        Assert.Equal([true, true], outcome.Output.Select(o => o.BaseObject));
    }

    [Fact]
    public void Result_of_a_file_row_has_the_columns_as_text_in_the_order_of_the_file()
    {
        System.IO.File.WriteAllText(
            this.File, "Zone;Tracking No;客户;psobject;Amount\n007;SBDELIVERED1;\"王\n\"\"小明\"\"\";x; 1,50 \n;TBD;;;\n;SBDELIVERED1;;;last\n");
        this.Server.Script(new { path = "track/import", status = 400, body = """{"code":"A0400","msg":"bad"}""" });
        var outcome = this.Run("Register-Track123Tracking -Path $a -ErrorAction SilentlyContinue", this.File);
        Assert.Equal(["Failed", "Rejected", "Failed"], outcome.All("Status"));
        var rows = outcome.Output.Select(o => (System.Management.Automation.PSObject)o.Properties["InputObject"].Value).ToList();
        Assert.All(rows, row => Assert.Equal(["Zone", "Tracking No", "客户", "psobject", "Amount"], row.Properties.Select(p => p.Name)));
        Assert.Equal(["007", "SBDELIVERED1", "王\n\"小明\"", "x", " 1,50 "], rows[0].Properties.Select(p => p.Value));
        Assert.Equal(["", "TBD", "", "", ""], rows[1].Properties.Select(p => p.Value));
        Assert.Equal("last", rows[2].Properties["Amount"].Value);
    }

    [Fact]
    public void Row_is_kept_when_its_result_is_registered_again()
    {
        var outcome = this.Run(
            "$row = [pscustomobject]@{ No = 'SBDELIVERED1'; Customer = 'Ada' };"
            + " $row | Register-Track123Tracking -ColumnMap @{ TrackingNumber = 'No' } | Register-Track123Tracking | ForEach-Object { $_.Status; [object]::ReferenceEquals($row, $_.InputObject) }").Clean();
        Assert.Equal(["AlreadyRegistered", "True"], outcome.Output.Select(o => o.ToString()));
    }

    [Theory]
    [InlineData("Get-Track123Tracking")]
    [InlineData("Restart-Track123Tracking")]
    [InlineData("Set-Track123Tracking -Remark x")]
    [InlineData("Register-Track123Tracking")]
    [InlineData("Remove-Track123Tracking -Confirm:$false")]
    public void Piped_result_binds_by_its_own_properties(string command)
    {
        var sent = this.Run(
            "[pscustomobject]@{ No = 'SBDELIVERED1'; TrackingNumber = 'SBWRONG9'; CarrierCode = 'wrong' }"
            + " | Register-Track123Tracking -ColumnMap @{ TrackingNumber = 'No' } -CarrierCode ups").Clean().Output.Count;
        var before = this.Server.Requests.Count;
        this.Run(
            "[pscustomobject]@{ No = 'SBDELIVERED1'; TrackingNumber = 'SBWRONG9'; CarrierCode = 'wrong' }"
            + $" | Register-Track123Tracking -ColumnMap @{{ TrackingNumber = 'No' }} -CarrierCode ups | {command}").Clean();
        Assert.Equal(1, sent);
        Assert.All(this.Server.Requests.Skip(before), r => Assert.DoesNotContain("WRONG", r.Body, StringComparison.OrdinalIgnoreCase));
        Assert.True(this.Server.Requests.Count > before + 1);
    }

    [Theory]
    [InlineData("Register-Track123OceanTracking -CarrierCode matson -NumberType Booking", "MATU0000001")]
    [InlineData("Register-Track123AirTracking -CarrierCode cathay-pacific", "16012345675")]
    public void Result_of_cargo_has_its_row(string command, string number)
    {
        var outcome = this.Run(
            $"$rows = '{number}', 'TBD' | ForEach-Object {{ [pscustomobject]@{{ TrackingNumber = $_; Customer = \"C$_\" }} }};"
            + $" $rows | {command} -ErrorAction SilentlyContinue | ForEach-Object {{ $_.InputObject.Customer }}; {command} {number} | ForEach-Object InputObject");
        Assert.Equal([$"C{number}", "CTBD", number], outcome.Output.Select(o => o.ToString()));
    }

    [Fact]
    public void Record_and_views_do_not_contain_the_row()
    {
        var outcome = this.Run(
            "$result = [pscustomobject]@{ TrackingNumber = 'SBDELIVERED1'; Customer = 'Ada' } | Register-Track123Tracking;"
            + " $result | ConvertTo-Track123Record | ConvertTo-Json; $result | Out-String -Width 200; $result | Format-List | Out-String").Clean();
        Assert.Equal(3, outcome.Output.Count);
        Assert.All(outcome.Output, text => Assert.DoesNotContain("InputObject", text.ToString(), StringComparison.Ordinal));
        Assert.All(outcome.Output, text => Assert.DoesNotContain("Ada", text.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Row_is_not_kept_after_its_result()
    {
        var outcome = this.Run(
            "$weak = [System.Collections.Generic.List[WeakReference]]::new(); $alive = -1; $i = 0;"
            + $" {Numbers(3000)} | ForEach-Object {{ $row = [pscustomobject]@{{ TrackingNumber = $_ }}; $weak.Add([WeakReference]::new($row)); $row }}"
            + " | Register-Track123Tracking | ForEach-Object { if (++$i -eq 2900) { [GC]::Collect(); $alive = @($weak[0..999] | Where-Object IsAlive).Count } }; $weak.Count; $alive").Clean();
        Assert.Equal(3000, outcome.Output[0].BaseObject);
        Assert.InRange((int)outcome.Output[1].BaseObject, 0, 10);
    }
}
