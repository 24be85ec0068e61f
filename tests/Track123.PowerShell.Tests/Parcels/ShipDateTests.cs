using System.Text.Json;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>Ship dates in all notations, from all kinds of input and in several cultures.</summary>
public sealed class ShipDateTests : ServerTest
{
    private const string Import = "track/import";
    private const string Exported =
        "[pscustomobject]@{ Id = '1'; TrackingNumber = 'SBTRANSIT1'; CarrierCode = 'yunexpress'; TransitStatusText = 'IN_TRANSIT';"
        + " RetrievedTime = '04/03/2026 10:00:00'; ShipTime = '04/03/2026 00:00:00'; Remark = 'old' }";

    // A date, and the text that is sent or a part of the reason why it is rejected.
    private static readonly (string Text, string Outcome)[] Dates =
    [
        ("2026-03-31", "2026-03-31 00:00:00"),
        ("2026-03-31T14:30:00+02:00", "2026-03-31 14:30:00"),
        ("20260331", "2026-03-31 00:00:00"),
        ("31.03.2026", "2026-03-31 00:00:00"),
        ("04.03.2026 14:30", "2026-03-04 14:30:00"),
        ("03/31/2026 2:30 PM", "2026-03-31 14:30:00"),
        ("03/04/2026", "2026-03-04 00:00:00"),
        ("31-03-2026", "2026-03-31 00:00:00"),
        ("31 March 2026", "2026-03-31 00:00:00"),
        ("31/03/2026", "Slashes mean month/day/year"),
        ("03-04-2026", "can be read as day-month-year or month-day-year"),
        ("31.03.26", "two digits"),
        ("March 2026", "has no day"),
        ("46112", "serial number"),
        ("31/03/2569 14:30:00", "Slashes mean month/day/year"),
        ("04/03/2569", "is not between"),
        ("1405/01/11", "is not between"),
        ("1447-10-12", "is not between"),
        ("٣١/٠٣/٢٠٢٦", "digits other than 0 to 9"),
        ("31. März 2026", "can't be read"),
    ];

    public static TheoryData<string> Cultures =>
        ["th-TH", "fa-IR", "ar-SA", "nl-NL", "da-DK", "hu-HU", "de-DE", "en-US", "en-GB", "ja-JP"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Date_is_read_in_the_same_way_in_every_culture_and_from_every_input(string culture)
    {
        var file = Path.Combine(this.Folder, "rows.csv");
        File.WriteAllLines(file, ["Tracking Number,Ship Date", .. Dates.Select((d, i) => $"SBTRANSIT{i},{d.Text}")]);
        const string Options = "-CarrierCode yunexpress -ErrorAction SilentlyContinue";
        string[] commands =
        [
            $"Register-Track123Tracking -Path $a {Options}",
            $"Import-Csv $a | Register-Track123Tracking {Options}",
            $"Import-Csv $a | Register-Track123Tracking -ColumnMap @{{ ShipTime = 'Ship Date' }} {Options}",
            $"foreach ($row in Import-Csv $a) {{ Register-Track123Tracking $row.'Tracking Number' -ShipTime $row.'Ship Date' {Options} }}",
        ];
        foreach (var command in commands)
        {
            var before = this.Server.RequestsTo(Import).Count;
            var outcome = this.Run($"[cultureinfo]::CurrentCulture = '{culture}'; {command}", file);
            Assert.Equal(Dates.Length, outcome.Output.Count);
            Assert.Contains("'03/04/2026' (row ", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
            Assert.All(Dates.Zip(outcome.All("ShipTime"), outcome.All("Reason")), row =>
            {
                var isSent = char.IsDigit(row.First.Outcome[0]);
                Assert.Equal(isSent ? row.First.Outcome : row.First.Text, row.Second);
                Assert.Contains(isSent ? "" : row.First.Outcome, row.Third, StringComparison.Ordinal);
            });
            Assert.Equal(Dates.Select(d => d.Outcome).Where(o => char.IsDigit(o[0])), this.SentDates(before));
        }
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Date_object_is_sent_unchanged_in_every_culture(string culture)
    {
        var outcome = this.Run(
            $$"""
            [cultureinfo]::CurrentCulture = '{{culture}}'
            $time = [datetime]::new(2026, 3, 4, 14, 30, 0)
            $objects = $time, [DateTimeOffset]::new($time, [timespan]::FromHours(2)), [DateOnly]::new(2026, 3, 4)
            foreach ($date in $objects) {
                [pscustomobject]@{ TrackingNumber = 'SBTRANSIT1'; 'Ship Date' = $date } | Register-Track123Tracking -CarrierCode yunexpress
                [pscustomobject]@{ No = 'SBTRANSIT1'; On = $date } | Register-Track123Tracking -ColumnMap @{ TrackingNumber = 'No'; ShipTime = 'On' } -CarrierCode yunexpress
                Register-Track123Tracking SBTRANSIT1 -ShipTime $date -CarrierCode yunexpress
                Register-Track123Tracking SBTRANSIT1 -ShipTime $date -CarrierCode yunexpress -DateFormat d.M.yyyy
            }
            """).Clean();
        Assert.Empty(outcome.Warnings);
        Assert.Equal(
            Enumerable.Repeat("2026-03-04 14:30:00", 8).Concat(Enumerable.Repeat("2026-03-04 00:00:00", 4)), this.SentDates());
    }

    /// <summary>Export-Csv writes dates in the format of the culture.</summary>
    [Theory]
    [MemberData(nameof(Cultures))]
    public void Exported_tracking_is_registered_with_the_correct_date_or_rejected(string culture)
    {
        this.Run("Register-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress -ShipTime '2026-03-04 14:30:05'; "
            + "Register-Track123Tracking SBTRANSIT2 -CarrierCode yunexpress -ShipTime '2026-03-31 00:00:00'").Clean();
        var outcome = this.Run(
            $"[cultureinfo]::CurrentCulture = '{culture}'; Get-Track123Tracking | Export-Csv $a; "
            + "Register-Track123Tracking -Path $a -ErrorAction SilentlyContinue; "
            + "Import-Csv $a | Register-Track123Tracking -ErrorAction SilentlyContinue",
            Path.Combine(this.Folder, "trackings.csv"));
        Assert.Equal(4, outcome.Output.Count);
        Assert.Empty(outcome.Warnings);
        var correct = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SBTRANSIT1"] = "2026-03-04 14:30:05", ["SBTRANSIT2"] = "2026-03-31 00:00:00",
        };
        var accepted = outcome.Output.Where(r => r.Properties["Status"].Value.ToString() != "Rejected").ToList();
        Assert.Equal(culture is "de-DE" or "hu-HU" or "ja-JP" ? 4 : culture is "th-TH" or "fa-IR" or "ar-SA" or "en-GB" ? 0 : accepted.Count, accepted.Count);
        Assert.All(accepted, result => Assert.Equal(
            correct[(string)result.Properties["TrackingNumber"].Value], result.Properties["ShipTime"].Value));
    }

    [Fact]
    public void Exported_result_has_the_date_as_it_was_sent()
    {
        var outcome = this.Run(
            "[cultureinfo]::CurrentCulture = 'en-GB'; [pscustomobject]@{ TrackingNumber = 'SBTRANSIT1'; ShipTime = '03/04/2026' }"
            + " | Register-Track123Tracking -CarrierCode yunexpress -DateFormat dd/MM/yyyy | Export-Csv $a;"
            + " Import-Csv $a | Register-Track123Tracking; Register-Track123Tracking -Path $a -DateFormat dd/MM/yyyy",
            Path.Combine(this.Folder, "results.csv")).Clean();
        Assert.Empty(outcome.Warnings);
        Assert.Equal(["2026-04-03 00:00:00", "2026-04-03 00:00:00", "2026-04-03 00:00:00"], this.SentDates());
    }

    [Theory]
    [InlineData("dd/MM/yyyy", "03/04/2026", "2026-04-03 00:00:00")]
    [InlineData("'M/d/yyyy', 'dd.MM.yyyy'", "3.4.2026", null)]
    [InlineData("'M/d/yyyy', 'dd.MM.yyyy'", "3/4/2026", "2026-03-04 00:00:00")]
    [InlineData("'dd-MM-yy'", "03-04-26", "2026-04-03 00:00:00")]
    [InlineData("dd/MM/yyyy", "2026-03-04", null)]
    [InlineData("dd/MM/yyyy", "03/04/2569", null)]
    public void DateFormat_is_the_only_reading(string format, string text, string? expected)
    {
        this.Run("Register-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress").Clean();
        foreach (var command in new[]
        {
            $"Register-Track123Tracking SBTRANSIT2 -ShipTime '{text}'",
            $"Set-Track123Tracking SBTRANSIT1 -ShipTime '{text}'",
            $"[pscustomobject]@{{ TrackingNumber = 'SBTRANSIT1'; 'Ship Date' = '{text}' }} | Set-Track123Tracking",
        })
        {
            var before = this.Server.Requests.Count;
            var outcome = this.Run($"[cultureinfo]::CurrentCulture = 'th-TH'; {command} -CarrierCode yunexpress -DateFormat {format}");
            Assert.Empty(outcome.Warnings);
            Assert.Equal(expected is null ? 1 : 0, outcome.Errors.Count);
            Assert.Equal(
                expected is null ? [] : [expected],
                this.Server.Requests.Skip(before).Select(r => r.Json.ValueKind == JsonValueKind.Array ? r.Json[0] : r.Json).Select(i => i.GetProperty("shipTime").GetString()!));
        }
    }

    [Theory]
    [InlineData("MM/yyyy", "does not contain day, month and year")]
    [InlineData("q", "is not a .NET date format")]
    public void Unusable_DateFormat_ends_the_call(string format, string reason)
    {
        foreach (var command in new[] { "Register", "Set" })
        {
            var error = this.Run($"'SBTRANSIT1' | {command}-Track123Tracking -ShipTime 2026-03-04 -DateFormat d/M/yyyy, {format}").Terminating;
            Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains($"-DateFormat: '{format}' {reason}", error.Exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Ambiguous_dates_cause_one_warning_with_their_number_and_the_first_one()
    {
        foreach (var command in new[] { "Register-Track123Tracking", "Set-Track123Tracking" })
        {
            var outcome = this.Run(
                "'2026-03-01', '3/14/2026', '03/04/2026', '5/6/2026 10:00', '04/04/2026' | ForEach-Object -Begin { $i = 0 } -Process { $i++;"
                + $" [pscustomobject]@{{ TrackingNumber = \"SBTRANSIT$i\"; ShipTime = $_ }} }} | {command} -CarrierCode yunexpress").Clean();
            Assert.Equal(
                "2 rows have a ship date that can be read in two ways. '03/04/2026' (row 3) was read as month/day/year. "
                + "If the day is first, specify -DateFormat, such as d/M/yyyy.",
                Assert.Single(outcome.Warnings));
        }
    }

    [Fact]
    public void Date_more_than_a_year_ahead_is_rejected()
    {
        var today = DateTime.UtcNow.Date;
        var outcome = this.Run(
            $"'SBTRANSIT1' | Register-Track123Tracking -CarrierCode yunexpress -ShipTime {today.AddDays(360):yyyy-MM-dd};"
            + $"'SBTRANSIT2' | Register-Track123Tracking -CarrierCode yunexpress -ShipTime {today.AddDays(370):yyyy-MM-dd};"
            + "'SBTRANSIT3' | Register-Track123Tracking -CarrierCode yunexpress -ShipTime ([datetime]::MinValue)");
        Assert.Equal(["Registered", "Rejected", "Rejected"], outcome.All("Status"));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("-DateFormat 'dd/MM/yyyy HH:mm:ss'", "2026-03-04 00:00:00")]
    public void Ship_time_of_an_exported_tracking_is_a_change_only_with_DateFormat(string option, string? sent)
    {
        this.Run("Register-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress -ShipTime 2026-03-04").Clean();
        this.Run($"[cultureinfo]::CurrentCulture = 'en-GB'; {Exported} | Set-Track123Tracking -Custom1 checked {option}").Clean();
        Assert.Equal(
            $$"""{"trackNo":"SBTRANSIT1","courierCode":"yunexpress",{{(sent is null ? "" : $"\"shipTime\":\"{sent}\",")}}"remark":"old","custom1":"checked"}""",
            Assert.Single(this.Server.RequestsTo("track/update")).Body);
    }

    private IEnumerable<string> SentDates(int skippedRequests = 0) => this.Server.RequestsTo(Import)
        .Skip(skippedRequests)
        .SelectMany(r => r.Json.EnumerateArray().Select(item => item.GetProperty("shipTime").GetString()!));
}
