using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using System.Text.RegularExpressions;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Measures;

public sealed class MeasureTrackingTests : ServerTest
{
    private const string Measure = "Get-Track123Tracking | Measure-Track123Tracking";

    private static readonly string[] Columns =
    [
        "Carrier", "Lane", "Month", "Count", "Delivered", "MedianTransitDays", "Percentile90TransitDays", "OnTimeShare",
        "OnTimeCount", "AnnouncedCount", "ExceptionShare", "ExceptionCount", "LateNow",
    ];

    private string File => Path.Combine(this.Folder, "file");

    [Fact]
    public void All_parcels_are_one_measure_by_default()
    {
        this.Run("'SBDELIVERED1', 'SBDELIVERED2', 'SBEXCEPTION1', 'SBTRANSIT1' | Register-Track123Tracking -CarrierCode yunexpress").Clean();
        this.Server.Advance(TimeSpan.FromDays(9));
        var measure = Assert.Single(this.Run(Measure).Clean().Output);
        Assert.Equal(Columns, measure.Properties.Select(p => p.Name));
        Assert.Equal(["", "", "", "4", "2", "", "0.25", "1", "0"], Values(measure, [.. Columns[..5], "OnTimeShare", "ExceptionShare", "ExceptionCount", "LateNow"]));

        // A parcel with this prefix is delivered five or six days after its registration.
        Assert.InRange((int)measure.Properties["MedianTransitDays"].Value, 4, 7);
    }

    [Fact]
    public void Without_parcels_there_is_one_measure_of_nothing_or_no_group()
    {
        Assert.Equal(["0"], this.Run("@() | Measure-Track123Tracking").Clean().All("Count"));
        Assert.Empty(this.Run("@() | Measure-Track123Tracking -GroupBy Carrier").Clean().Output);
    }

    [Fact]
    public void Groups_combine_the_properties_and_contain_every_parcel_once()
    {
        this.RegisterMixed();
        var groups = this.Run(Measure + " -GroupBy Carrier, Lane, Month").Clean().Output;
        var expected = this.Run(
            "Get-Track123Tracking | Group-Object { $_.CarrierName }, Route, { '{0:yyyy-MM}' -f $(if ($_.ShipTime) { $_.ShipTime } else { $_.CreatedTime }) } "
            + "| ForEach-Object { ($_.Values + $_.Count) -join ' ' }").Clean().Output.Select(o => o.ToString());
        Assert.Equal(expected.Order(StringComparer.Ordinal), groups.Select(g => string.Join(' ', Values(g, Columns[..4]))).Order(StringComparer.Ordinal));
        Assert.True(groups.Count > 10);
    }

    [Fact]
    public void Figures_by_carrier_are_those_of_the_report()
    {
        this.RegisterMixed();
        var measures = this.Run("$all = @(Get-Track123Tracking); $all | Export-Track123Report $a; $all | Measure-Track123Tracking Carrier", this.File).Clean().Output;
        Assert.Equal(
            measures.Select(Describe).Order(StringComparer.Ordinal),
            ReadCarriers(System.IO.File.ReadAllText(this.File)).Where(row => row[0] != "All carriers").Select(row => string.Join(' ', row)).Order(StringComparer.Ordinal));
        Assert.Equal(3, measures.Count);
    }

    [Fact]
    public void Figures_of_all_parcels_and_by_lane_are_those_of_the_data_in_the_report()
    {
        this.RegisterMixed();
        var outcome = this.Run(
            "$all = @(Get-Track123Tracking); $all | Export-Track123Report $a; $all | Measure-Track123Tracking; $all | Measure-Track123Tracking Lane", this.File).Clean().Output;
        var html = System.IO.File.ReadAllText(this.File);
        var total = outcome[0];
        Assert.Equal($"{total.Properties["Count"].Value}", Find(html, "<dt>Parcels</dt><dd><span class=\"value\">(?<value>[0-9]+)").Single().Groups["value"].Value);
        Assert.Equal("All carriers " + Describe(total).Trim(), string.Join(' ', ReadCarriers(html).Single(row => row[0] == "All carriers")));
        Assert.Equal(
            outcome.Skip(1).Select(m => string.Join(' ', Values(m, ["Lane", "Count", "MedianTransitDays"]))).Order(StringComparer.Ordinal),
            Find(html, "data-text=\"(?<count>[0-9]+)\\|(?<days>[0-9]*)[^\"]*\" data-heat=\"[0-9|]+\"><a\\s+href=\"#lane=(?<lane>[^\"]+)\"")
                .Select(cell => $"{Uri.UnescapeDataString(cell.Groups["lane"].Value)} {cell.Groups["count"].Value} {cell.Groups["days"].Value}").Order(StringComparer.Ordinal));
        var parcels = ReadData(html);
        Assert.Equal(
            parcels.GroupBy(p => p.Route).Select(lane => DescribeLane(lane.Key, [.. lane])).Order(StringComparer.Ordinal),
            outcome.Skip(1).Select(m => string.Join(' ', Values(m, ["Lane", "Count", "Delivered", "MedianTransitDays", "Percentile90TransitDays", "ExceptionCount"])))
                .Order(StringComparer.Ordinal));
        Assert.True(outcome.Count > 3);

        static string DescribeLane(string lane, List<(string Route, int Kind, int? Days)> all)
        {
            // 8 is delivered; 6, 7 and 9 need attention.
            var days = all.Where(p => p.Kind == 8).Select(p => p.Days!.Value).Order().ToList();
            var (median, most) = days.Count == 0 ? ("", "") : ($"{days[(days.Count - 1) / 2]}", $"{days[(int)Math.Ceiling(0.9 * days.Count) - 1]}");
            return $"{lane} {all.Count} {days.Count} {median} {most} {all.Count(p => p.Kind is 6 or 7 or 9)}";
        }
    }

    [Theory]
    [InlineData("$p | ConvertTo-Track123Record")]
    [InlineData("$p | ConvertTo-Track123Record | Export-Csv $a -NoTypeInformation; Import-Csv $a")]
    [InlineData("$p | ConvertTo-Track123Record | ConvertTo-Json | Set-Content $a; (Get-Content $a -Raw | ConvertFrom-Json)")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@($p | ConvertTo-Track123Record)))")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@($p)))")]
    [InlineData("$p | Export-Clixml $a; Import-Clixml $a")]
    [InlineData("$p | ConvertTo-Json -Depth 3 -WarningAction Ignore | Set-Content $a; (Get-Content $a -Raw | ConvertFrom-Json)")]
    public void Records_and_copies_have_the_figures_of_their_parcels(string records)
    {
        this.RegisterMixed();
        this.Run("$script:p = @(Get-Track123Tracking); $script:measured = $p | Measure-Track123Tracking Lane, Carrier, Month | ConvertTo-Json").Clean();
        var outcome = this.Run($"$r = & {{ {records} }}; $measured; $r | Measure-Track123Tracking Lane, Carrier, Month | ConvertTo-Json", this.File).Clean().Output;
        Assert.Equal(outcome[0].ToString(), outcome[1].ToString());
    }

    [Theory]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@($p)))")]
    [InlineData("$p | Export-Clixml $a; Import-Clixml $a")]
    [InlineData("$p | ConvertTo-Track123Record")]
    public void Announced_window_is_that_of_the_parcel_also_in_a_copy(string copies)
    {
        this.Server.Script(new
        {
            path = "track/query",
            body = """
                {"code":"00000","data":{"accepted":{"content":[
                  {"id":1,"trackNo":"A1","transitStatus":"IN_TRANSIT","expectedDeliveryTime":{"start":"2026-03-09 08:00:00","end":"2026-03-09 12:00:00","timezone":"-08:00"}},
                  {"id":2,"trackNo":"A2","transitStatus":"IN_TRANSIT","expectedDeliveryTime":{"start":"","end":"2199-03-09 12:00:00","timezone":"+01:00"}}]}}}
                """,
        });
        Assert.Equal(["1"], this.Run($"$p = @(Get-Track123Tracking); $c = & {{ {copies} }}; $c | Measure-Track123Tracking", this.File).Clean().All("LateNow"));
    }

    [Fact]
    public void Delivery_is_compared_with_the_announced_day_and_lateness_with_the_time_of_reading()
    {
        this.Server.Script(new
        {
            path = "track/query",
            body = """
                {"code":"00000","data":{"accepted":{"content":[
                  {"id":1,"trackNo":"A1","transitStatus":"DELIVERED","expectedDelivery":"2026-03-09","localLogisticsInfo":{"trackingDetails":[{"eventTime":"2026-03-09 20:00:00","timezone":"-08:00"}]}},
                  {"id":2,"trackNo":"A2","transitStatus":"DELIVERED","expectedDelivery":"2026-03-09","localLogisticsInfo":{"trackingDetails":[{"eventTime":"2026-03-10 02:00:00","timezone":"+09:00"}]}},
                  {"id":3,"trackNo":"A3","transitStatus":"DELIVERED","expectedDelivery":"2026-03-09","localLogisticsInfo":{"trackingDetails":[{"eventTime":"2026-03-07 02:00:00","timezone":"+09:00"}]}},
                  {"id":4,"trackNo":"A4","transitStatus":"IN_TRANSIT","expectedDelivery":"2026-03-09"},
                  {"id":5,"trackNo":"A5","transitStatus":"IN_TRANSIT","expectedDelivery":"2199-03-09"}]}}}
                """,
        });
        var measure = Assert.Single(this.Run(Measure).Clean().Output);
        Assert.Equal(["2", "3", "1"], Values(measure, ["OnTimeCount", "AnnouncedCount", "LateNow"]));
        Assert.Equal(2 / 3d, Assert.IsType<double>(measure.Properties["OnTimeShare"].Value));
        Assert.Contains("66.7%", this.Run("$a | Out-String", measure).Clean().Output.Single().ToString()!.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Measures_are_flat_rows_of_a_CSV_file()
    {
        this.RegisterMixed();
        var outcome = this.Run(Measure + " Carrier, Month | Tee-Object -Variable m | Export-Csv $a -NoTypeInformation; $m; Import-Csv $a", this.File).Clean().Output;
        var (measures, rows) = (outcome.Take(outcome.Count / 2).ToList(), outcome.Skip(outcome.Count / 2).ToList());
        Assert.Equal(Columns, rows[0].Properties.Select(p => p.Name));
        Assert.Equal(measures.Select(m => string.Join(';', Values(m, Columns))), rows.Select(r => string.Join(';', Values(r, Columns))));
        Assert.All(rows, row => Assert.DoesNotContain(row.Properties, p => p.Value?.ToString()?.StartsWith("Track123.", StringComparison.Ordinal) == true));
    }

    [Theory]
    [InlineData("7", "The input 'System.Int32' can't be measured. Pipe parcels")]
    [InlineData("$null", "The input null can't be measured.")]
    [InlineData("$p.Events[0] | ConvertTo-Track123Record", "The input 'Track123.TrackingEventRecord' can't be measured.")]
    public void Other_input_is_an_error_and_the_rest_is_measured(string input, string message)
    {
        this.Run("Register-Track123Tracking SBDELIVERED1").Clean();
        this.Server.Advance(TimeSpan.FromDays(9));
        var outcome = this.Run($"$p = Get-Track123Tracking; @(({input}), $p) | Measure-Track123Tracking");
        Assert.StartsWith("InvalidRequest,Track123.Commands.MeasureTrack123Tracking", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(message, outcome.SingleError.ToString(), StringComparison.Ordinal);
        Assert.Equal(["1"], outcome.All("Count"));
    }

    [Fact]
    public void Unknown_property_to_group_by_is_an_error_that_lists_the_properties()
    {
        var message = this.Run("@() | Measure-Track123Tracking -GroupBy Week").Terminating.ToString();
        Assert.Contains("Carrier, Lane, Month", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parcels_are_not_kept_in_memory()
    {
        var outcome = this.Run(
            "$w = [Collections.Generic.List[WeakReference]]::new(); $n = 0; 1..200 | ForEach-Object { $r = [pscustomobject]@{ TrackingNumber = \"A$_\"; TransitStatusText = 'DELIVERED'; "
            + "RetrievedUtcTime = '2026-03-09T08:00:00Z' }; $w.Add([WeakReference]::new($r)); $r; $r = $null; if ($_ -eq 200) { [GC]::Collect(); $n = ($w | Where-Object IsAlive).Count } } "
            + "| Measure-Track123Tracking | Select-Object -ExpandProperty Count; $n").Clean();
        Assert.Equal(200, outcome.Output[0].BaseObject);
        Assert.InRange((int)outcome.Output[1].BaseObject, 0, 20);
    }

    private static string[] Values(PSObject from, string[] names) =>
        [.. names.Select(name => Convert.ToString(from.Properties[name].Value, CultureInfo.InvariantCulture) ?? "")];

    private static MatchCollection Find(string html, string pattern) =>
        Regex.Matches(html, pattern, RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    private static string Describe(PSObject measure)
    {
        double? Number(string name) => measure.Properties[name].Value is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{measure.Properties["Carrier"].Value} {Number("Count")} {Number("MedianTransitDays")} {Number("Percentile90TransitDays")} {100 * Number("OnTimeShare"):0.####} {Number("ExceptionShare"):0.####}");
    }

    // Each carrier's name, parcels, median, 90th percentile, share in time and share of exceptions.
    private static IEnumerable<string[]> ReadCarriers(string html) =>
        Find(html, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">\\s*(<a href=\"#carrier=[^\"]*\"><bdi>)?(?<name>[^<]+?)\\s*(</bdi></a>\\s*)?</th>(?<cells>.*?)</tr>")
            .Where(row => row.Groups["cells"].Value.Contains("data-value", StringComparison.Ordinal))
            .Select(row => Find(row.Groups["cells"].Value, "data-value=\"(?<value>[^\"]*)\"").Take(5).Select(cell => cell.Groups["value"].Value)
                .Prepend(row.Groups["name"].Value).ToArray());

    private static List<(string Route, int Kind, int? Days)> ReadData(string html)
    {
        var parcels = new List<(string Route, int Kind, int? Days)>();
        foreach (Match block in Find(html, "<script type=\"application/json\" class=\"rows\">(?<json>.*?)</script>"))
        {
            var data = JsonSerializer.Deserialize<JsonElement>(block.Groups["json"].Value);
            parcels.AddRange(Enumerable.Range(0, data.GetProperty("number").GetArrayLength()).Select(i => (
                data.GetProperty("texts")[Column("lane", i)!.Value].GetString()!, Column("kind", i)!.Value, Column("days", i))));

            int? Column(string name, int i) => data.GetProperty(name)[i] is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : null;
        }

        return parcels;
    }

    /// <summary>Registers 300 parcels with three carriers, some of them two weeks before the others, and waits.</summary>
    private void RegisterMixed()
    {
        const string Register =
            " | ForEach-Object { [pscustomobject]@{ TrackingNumber = 'MX{0:d6}' -f $_; CarrierCode = ('yunexpress', 'china-post', 'dhl')[$_ % 3] } } | Register-Track123Tracking";
        this.Run("1..150" + Register).Clean();
        this.Server.Advance(TimeSpan.FromDays(31));
        this.Run("151..300" + Register).Clean();
        this.Server.Advance(TimeSpan.FromDays(7));
    }
}
