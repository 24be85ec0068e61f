using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

public sealed class ColumnTests : ServerTest
{
    public static TheoryData<string, string> Headers => new()
    {
        { "TrackingNumber", "tracking number" },
        { "TrackingNumber", "Tracking #" },
        { "TrackingNumber", "Tracking No" },
        { "TrackingNumber", "trackNo" },
        { "TrackingNumber", "trackingNo" },
        { "TrackingNumber", "tracking_number" },
        { "TrackingNumber", "TRACKING ID" },
        { "CarrierCode", "Carrier" },
        { "CarrierCode", "courierCode" },
        { "CarrierCode", "Carrier Code" },
        { "OrderNumber", "Order" },
        { "OrderNumber", "orderNo" },
        { "OrderNumber", "Order #" },
        { "OrderNumber", "Order ID" },
        { "Country", "Country Code" },
        { "Country", "Destination Country" },
        { "Country", "Ship To Country" },
        { "ShipTime", "Ship Date" },
        { "ShipTime", "shipped at" },
        { "CustomerEmail", "Email" },
        { "CustomerEmail", "E-mail" },
        { "PostalCode", "Zip" },
        { "PostalCode", "postcode" },
        { "Remark", "Notes" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void Usual_header_is_recognized_in_pipeline_and_file(string parameter, string header)
    {
        var value = parameter == "ShipTime" ? "2026-03-02" : parameter == "Country" ? "DE" : "V1";
        var columns = parameter == "TrackingNumber" ? $"'{header}' = 'V1'" : $"TrackingNumber = 'N1'; '{header}' = '{value}'";
        var piped = this.Run($"[pscustomobject]@{{ {columns} }} | Register-Track123Tracking -WhatIf").Clean();
        Assert.Equal([value], piped.All(parameter));

        using var file = new CsvFile(parameter == "TrackingNumber" ? $"{header}\nV1\n" : $"TrackingNumber,{header}\nN1,{value}\n");
        Assert.Equal([value], this.Run("Register-Track123Tracking -Path $a -WhatIf", file.Path).Clean().All(parameter));
    }

    [Fact]
    public void File_without_rows_outputs_only_a_warning()
    {
        using var file = new CsvFile("TrackingNumber,Carrier\n,\n");
        var outcome = this.Run("Register-Track123Tracking -Path $a", file.Path).Clean();
        Assert.Empty(outcome.Output);
        Assert.Contains("no row", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void File_changed_while_reading_is_an_error_after_the_results_of_all_rows()
    {
        // The first row has its result at once. Its output appends a row beyond the read buffer.
        using var file = new CsvFile(
            "TrackNo,Remark\n,blank\nSBREJECT1,\n" + Rows(1, 9, "") + "SBREJECT1,\nSBREJECT1,\nSBREJECT1,\n" + Rows(11, 5, new('x', 100_000)));
        var append = () => File.AppendAllText(file.Path, "SBDELIVERED99,late\n");
        var outcome = this.Run(
            "Register-Track123Tracking -Path $a[0] -BatchSize 10 -OutVariable script:all | ForEach-Object { if ($_.Row -eq 1) { $a[1].Invoke() } }",
            new object[] { file.Path, append });
        Assert.Contains(outcome.Errors, e => e.FullyQualifiedErrorId.StartsWith("CsvInvalid,", StringComparison.Ordinal));
        var all = this.Run("$script:all").Clean();
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"{i}"), all.All("Row"));
        Assert.Equal(
            ["Rejected", "Rejected", .. Enumerable.Repeat("Registered", 9), .. Enumerable.Repeat("Failed", 9)],
            all.All("Status"));

        static string Rows(int first, int count, string remark) => string.Concat(Enumerable.Range(first, count).Select(i => $"SBDELIVERED{i},{remark}\n"));
    }

    [Fact]
    public void Row_from_a_file_has_its_line_number()
    {
        using var file = new CsvFile("Tracking Number,Notes\nSBDELIVERED1,\"two\nlines\"\nSBREJECT2,x\n");
        var outcome = this.Run("Register-Track123Tracking -Path $a", file.Path);
        Assert.Equal(["1", "2"], outcome.All("Row"));
        Assert.Equal(["2", "4"], outcome.All("Line"));
        Assert.Equal(["Registered", "Rejected"], outcome.All("Status"));
        Assert.Contains("line 4", Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_throttled_and_ends_completed()
    {
        using var file = new CsvFile("TrackNo\n" + string.Join("\n", Enumerable.Range(0, 500).Select(i => $"SBDELIVERED{i:d6}")));
        var took = System.Diagnostics.Stopwatch.StartNew();
        var outcome = this.Run("Register-Track123Tracking -Path $a", file.Path).Clean();
        Assert.Equal(500, outcome.Output.Count);
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, outcome.Progress[^1].RecordType);

        // There are at most five updates per second, even on a slow machine.
        Assert.InRange(outcome.Progress.Count, 2, 2 + (int)(took.Elapsed.TotalSeconds * 5));
    }

    [Fact]
    public void Column_map_applies_to_rows_and_files()
    {
        const string map = "-ColumnMap @{ trackingnumber = 'Sendungsnummer'; Remark = 'Order' }";
        var piped = this.Run($"[pscustomobject]@{{ Sendungsnummer = 'S1'; Order = 'O1' }} | Register-Track123Tracking -WhatIf {map}").Clean();
        Assert.Equal(
            ["S1", "O1", ""], [piped.All("TrackingNumber")[0], piped.All("Remark")[0], piped.All("OrderNumber")[0]]);
        using var file = new CsvFile("Sendungsnummer;Order\nS1;O1\n");
        var read = this.Run($"Register-Track123Tracking -Path $a -WhatIf {map}", file.Path).Clean();
        Assert.Equal(
            ["S1", "O1", ""], [read.All("TrackingNumber")[0], read.All("Remark")[0], read.All("OrderNumber")[0]]);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ A = 1 } | Register-Track123Tracking -ColumnMap @{ Weight = 'A' }", "InvalidRequest", "Weight")]
    [InlineData("Register-Track123Tracking -Path $a -ColumnMap @{ TrackingNumber = 'B' }", "CsvInvalid", "'A'")]
    [InlineData("Register-Track123Tracking -Path $a", "CsvInvalid", "-ColumnMap")]
    [InlineData("Register-Track123Tracking -Path /no/such/file.csv", "CsvInvalid", "not found")]
    [InlineData("Register-Track123Tracking -Path Env:/PATH", "CsvInvalid", "file system")]
    public void Invalid_column_map_or_file_ends_the_call(string script, string id, string says)
    {
        using var file = new CsvFile("A\n1\n");
        var error = this.Run(script, file.Path).Terminating;
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void Only_the_row_without_a_mapped_column_is_rejected()
    {
        var outcome = this.Run(
            "[pscustomobject]@{ N = 'SBDELIVERED1'; P = 'x' }, [pscustomobject]@{ N = 'SBDELIVERED2' }, [pscustomobject]@{ N = 'SBDELIVERED3'; P = 'y' } "
            + "| Register-Track123Tracking -ColumnMap @{ TrackingNumber = 'N'; OrderNumber = 'P' }");
        Assert.Equal(["Registered", "Rejected", "Registered"], outcome.All("Status"));
        Assert.Equal(["1", "2", "3"], outcome.All("Row"));
        Assert.Contains("'P'", Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Row_without_number_column_is_rejected_with_advice()
    {
        var outcome = this.Run("[pscustomobject]@{ Foo = 1; Bar = 2 }, 'SBDELIVERED1' | Register-Track123Tracking");
        Assert.Equal(["Rejected", "Registered"], outcome.All("Status"));
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("TrackingRejected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        foreach (var said in new[] { "'Foo'", "'Bar'", "-ColumnMap" })
        {
            Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
            Assert.Contains(said, outcome.All("Reason")[0], StringComparison.Ordinal);
        }
    }

    private sealed class CsvFile : IDisposable
    {
        public CsvFile(string text) => File.WriteAllText(this.Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".csv");

        public void Dispose() => File.Delete(this.Path);
    }
}
