using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>Tests that texts that are not tracking numbers are neither sent nor charged.</summary>
public sealed class NumberCheckTests : ServerTest
{
    private const string Ocean = "Register-Track123OceanTracking -CarrierCode matson -NumberType Booking";
    private const string Air = "Register-Track123AirTracking -CarrierCode cathay-pacific";

    public static TheoryData<string, string> Rubbish => new()
    {
        { "9.4001E+21", "'9.4001E+21' was rounded by a spreadsheet." },
        { "1,234,567,890", "'1,234,567,890' has thousands separators." },
        { "LB697590542CN, RR123456785CN", "contains several tracking numbers." },
        { "SB1;china-post;SO 1;DE", "is a line with several values." },
        { "https://example.com/LB697590542CN", "is a web address. Specify only the tracking number, which may be 'LB697590542CN'." },
        { "#REF!", "'#REF!' is an error value of a spreadsheet." },
        { "n/a", "'n/a' is a placeholder, not a tracking number." },
        { "Tracking Number", "'Tracking Number' is a column header, not a tracking number." },
        { "S\uFFFDNDUNG123", "contains U+FFFD in place of a character" },
        { "12", "'12' is too short." },
        { "PARCEL", "'PARCEL' contains no digit." },
    };

    [Theory]
    [MemberData(nameof(Rubbish))]
    public void Text_that_is_not_a_number_is_rejected_with_its_reason_and_costs_nothing(string text, string reason)
    {
        var credits = this.Server.Account.Credits;
        foreach (var command in new[] { "Register-Track123Tracking -CarrierCode yunexpress", Ocean, Air })
        {
            var outcome = this.Run($"$a | {command}", text);
            Assert.Equal(["Rejected"], outcome.All("Status"));
            Assert.Contains(reason, outcome.All("Reason")[0].Replace("The value of TrackingNumber", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.StartsWith("TrackingRejected,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
        }

        var instant = this.Run("$a | Get-Track123InstantTracking -CarrierCode yunexpress", text);
        Assert.Empty(instant.Output);
        Assert.Contains(reason, instant.SingleError.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("InvalidRequest,", instant.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);

        Assert.Empty(this.Server.Requests);
        Assert.Equal(new(0, credits), this.Server.Account);
    }

    [Fact]
    public void Only_the_rubbish_of_a_file_is_rejected()
    {
        var credits = this.Server.Account.Credits;
        var file = Path.Combine(this.Folder, "rows.csv");
        File.WriteAllText(file, "TrackNo\nSBTRANSIT1\nn/a\n9.4E+21\nSBTRANSIT2\nTotal\n");
        var outcome = this.Run("Register-Track123Tracking -Path $a", file);
        Assert.Equal(["Registered", "Rejected", "Rejected", "Registered", "Rejected"], outcome.All("Status"));
        Assert.Equal(3, outcome.Errors.Count);
        Assert.Equal(new(2, credits - 2), this.Server.Account);
    }

    [Theory]
    [InlineData("Register-Track123Tracking -CarrierCode yunexpress", "track/import", "trackNo")]
    [InlineData("Get-Track123InstantTracking -CarrierCode yunexpress", "track/query-realtime", "trackNo")]
    [InlineData(Ocean, "ocean/track/import", "trackingNo")]
    [InlineData(Air, "aviation/track/import", "trackingNo")]
    public void SkipNumberCheck_sends_the_cleaned_text(string command, string path, string field)
    {
        this.Run($"' PARCEL ' | {command} -SkipNumberCheck -ErrorAction SilentlyContinue");
        var body = Assert.Single(this.Server.RequestsTo(path)).Json;
        var item = body.ValueKind == System.Text.Json.JsonValueKind.Array ? body[0] : body;
        Assert.Equal("PARCEL", item.GetProperty(field).GetString());
    }

    [Theory]
    [InlineData("Register-Track123Tracking")]
    [InlineData(Ocean)]
    [InlineData(Air)]
    [InlineData("Get-Track123InstantTracking")]
    public void SkipNumberCheck_does_not_send_a_blank_number(string command)
    {
        Assert.Contains(
            "The tracking number is blank.",
            this.Run($"' ' | {command} -SkipNumberCheck").SingleError.ToString(),
            StringComparison.Ordinal);
        Assert.Empty(this.Server.Requests);
    }

    [Theory]
    [InlineData("Register-Track123Tracking -CarrierCode china-post")]
    [InlineData("Get-Track123InstantTracking -CarrierCode china-post -ErrorAction SilentlyContinue")]
    public void Wrong_check_digits_are_one_warning_per_call_that_names_the_numbers(string command)
    {
        var outcome = this.Run($"'LB697590541CN', 'SBTRANSIT1', 'LB697590542CN', 'RR123456780DE' | {command}");
        Assert.Equal(
            ["2 numbers have a wrong check digit: 'LB697590541CN', 'RR123456780DE'. Check for typing errors."],
            outcome.Warnings);
        Assert.Null(outcome.Thrown);
    }

    [Fact]
    public void Wrong_check_digit_of_an_air_waybill_is_rejected()
    {
        var credits = this.Server.Account.Credits;
        var outcome = this.Run($"'160-12345674' | {Air}");
        Assert.Equal(["Rejected"], outcome.All("Status"));
        Assert.Contains("check digit", outcome.All("Reason")[0], StringComparison.Ordinal);
        Assert.Equal(credits, this.Server.Account.Credits);
    }

    [Fact]
    public void Numbers_that_differ_only_in_case_spaces_or_invisible_characters_are_one_parcel()
    {
        var credits = this.Server.Account.Credits;
        var outcome = this.Run(
            "'LB 697 590 542 CN', 'lb697590542cn', \"LB697590542CN`u{200b}\", '=\"LB697590542CN\"', \"`u{ff2c}B697590542CN\" | Register-Track123Tracking").Clean();
        Assert.Equal(["Registered", .. Enumerable.Repeat("AlreadyRegistered", 4)], outcome.All("Status"));
        Assert.Equal(1, Assert.Single(this.Server.RequestsTo("track/import")).Json.GetArrayLength());
        Assert.Equal(new(1, credits - 1), this.Server.Account);
    }

    [Theory]
    [InlineData("' LB 697\u00a0590\u2007542CN\u200b '", "LB697590542CN")]
    [InlineData("'=\"SBTRANSIT0001\"'", "SBTRANSIT0001")]
    [InlineData("'\uff33\uff22TRANSIT0001'", "SBTRANSIT0001")]
    [InlineData("'sbtransit0001'", "sbtransit0001")]
    public void Result_has_the_number_as_it_was_sent(string given, string sent)
    {
        var outcome = this.Run($"{given} | Register-Track123Tracking").Clean();
        Assert.Equal([sent], outcome.All("TrackingNumber"));
        Assert.Equal(
            sent, Assert.Single(this.Server.RequestsTo("track/import")).Json[0].GetProperty("trackNo").GetString());
    }
}
