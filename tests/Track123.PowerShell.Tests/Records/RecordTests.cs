using System.Text.Json;
using Track123.PowerShell.Tests.Hosting;
using Track123.PowerShell.Tests.Webhooks;

namespace Track123.PowerShell.Tests.Records;

/// <summary>Flat records of every kind of object, as files and databases get them.</summary>
public sealed class RecordTests : ServerTest
{
    private const string Full =
        """
        {"id":412255084490768411,"trackNo":"LB987654321CN","createTime":"2026-03-02 09:20:36","orderNo":"SO-1001","customerEmail":"buyer@example.com",
         "shipFrom":"CN","shipTo":"DE","trackingStatus":"001","transitStatus":"WAITING_DELIVERY","transitSubStatus":"WAITING_DELIVERY_01",
         "shipTime":"2026-03-02 18:10:10","transitDays":7,"stayDays":0,"remark":"two\r\nlines\u0000","expectedDelivery":"2026-03-09",
         "expectedDeliveryTime":{"start":"2026-03-09 09:00:00","end":"2026-03-09 12:30:00","timezone":"-07:30"},"extraInfo":{"pieces":2,"weight":"1.25 kg"},
         "localLogisticsInfo":{"courierCode":"china-post","courierNameEN":"China Post","trackingDetails":[
           {"address":"Shenzhen","eventTime":"2026-03-02 18:10:10","eventTimeZeroUTC":"2022-01-01T00:00:00Z","timezone":"+0800","eventDetail":"Accepted","transitSubStatus":"IN_TRANSIT_01"},
           {"eventTime":"2026-03-01 10:00:00","eventDetail":"Posted"}]},
         "lastMileInfo":{"lmTrackNo":"00340434161094000000","openApiWayBillInfo":{"courierCode":"dhl-paket","trackingDetails":[
           {"address":"Berlin","eventTime":"2026-03-09 08:05:00","eventTimeZeroUTC":"2026-03-09T07:05:00Z","timezone":"+01:00","eventDetail":"Out, \"for\" delivery",
            "transitSubStatus":"WAITING_DELIVERY_01"}]}}}
        """;

    private static readonly string[] Parcels = [Full, """{"trackNo":"A1"}"""];

    public static TheoryData<string> Cultures => ["en-US", "de-DE", "th-TH", "sv-SE", "ar-SA", ""];

    [Fact]
    public void Record_of_a_parcel_has_local_time_zone_and_UTC_as_text()
    {
        var record = this.Convert().Output[0];
        var values = record.Properties.ToDictionary(p => p.Name, p => p.Value);
        Assert.Equal(("412255084490768411", "LB987654321CN", "china-post", "SO-1001"), (values["Id"], values["TrackingNumber"], values["CarrierCode"], values["OrderNumber"]));
        Assert.Equal(("WaitingDelivery", "WAITING_DELIVERY", "Normal", false), (values["TransitStatus"], values["TransitStatusText"], values["LookupStatus"], values["IsFinal"]));
        Assert.Equal(
            ("2026-03-09T08:05:00", "+01:00", "2026-03-09T07:05:00Z"), (values["LastEventLocalTime"], values["LastEventTimeZone"], values["LastEventUtcTime"]));
        Assert.Equal(
            ("2026-03-09T09:00:00", "-07:30", "2026-03-09T16:30:00Z", "2026-03-09T20:00:00Z"),
            (values["WindowStartLocalTime"], values["WindowTimeZone"], values["WindowStartUtcTime"], values["WindowEndUtcTime"]));
        Assert.Equal(("2026-03-02T18:10:10", "2026-03-09", 7, "2"), (values["ShipTime"], values["ExpectedDelivery"], values["TransitDays"], values["Pieces"]));
        Assert.Equal(("two  lines ", "dhl-paket", 3), (values["Remark"], values["LastMileCarrierCode"], values["EventCount"]));
        Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$", (string)values["RetrievedUtcTime"]!);
    }

    [Fact]
    public void Records_of_events_have_the_parcel_the_leg_and_a_key()
    {
        var records = this.Convert("-PerEvent");
        Assert.Equal(["LB987654321CN", "LB987654321CN", "LB987654321CN"], records.All("TrackingNumber"));
        Assert.Equal(["china-post", "china-post", "china-post"], records.All("CarrierCode"));
        Assert.Equal(["dhl-paket", "china-post", "china-post"], records.All("LegCarrierCode"));
        Assert.Equal(["LastMile", "Main", "Main"], records.All("Leg"));
        Assert.Equal(["2026-03-09T08:05:00", "2026-03-02T18:10:10", "2026-03-01T10:00:00"], records.All("LocalTime"));
        Assert.Equal(["+01:00", "+08:00", ""], records.All("TimeZone"));
        Assert.Equal(["2026-03-09T07:05:00Z", "2026-03-02T10:10:10Z", ""], records.All("UtcTime"));
        Assert.Equal(["WaitingDelivery", "InTransit", ""], records.All("TransitStatus"));
        Assert.Equal(3, records.All("EventKey").Distinct().Count());
        Assert.Equal(records.All("EventKey"), this.Convert("-PerEvent").All("EventKey"));
    }

    [Fact]
    public void Columns_are_the_same_for_a_parcel_with_and_without_data()
    {
        var records = this.Convert().Output;
        Assert.Equal(records[0].Properties.Select(p => p.Name), records[1].Properties.Select(p => p.Name));
        Assert.Equal(
            ["TrackingNumber", "TransitStatus", "IsFinal", "LookupStatus", "EventCount", "RetrievedUtcTime"],
            records[1].Properties.Where(p => p.Value is not null).Select(p => p.Name));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Files_are_the_same_in_every_culture(string culture)
    {
        const string write = "$p | ConvertTo-Track123Record | ConvertTo-Csv; $p | ConvertTo-Track123Record -PerEvent | ConvertTo-Csv; $p | ConvertTo-Track123Record | ConvertTo-Json -Depth 2";
        this.Respond();
        var files = this.Run($"$p = Get-Track123Tracking; [cultureinfo]::CurrentCulture = 'en-US'; {write}; 'next'; [cultureinfo]::CurrentCulture = '{culture}'; {write}")
            .Clean().Output.Select(o => o.ToString()).ToList();
        var next = files.IndexOf("next");
        Assert.Equal(files[..next], files[(next + 1)..]);
        Assert.Contains(files, line => line.Contains("2026-03-09T08:05:00", StringComparison.Ordinal));
    }

    [Fact]
    public void Json_has_the_names_of_states_and_no_nested_objects()
    {
        this.Respond();
        var text = this.Run("Get-Track123Tracking | ConvertTo-Track123Record | ConvertTo-Json -Depth 2").Clean();
        Assert.Empty(text.Warnings);
        var parcel = JsonDocument.Parse(text.Output.Single().ToString()!).RootElement[0];
        Assert.Equal("WaitingDelivery", parcel.GetProperty("TransitStatus").GetString());
        Assert.All(
            parcel.EnumerateObject(),
            field => Assert.Contains(field.Value.ValueKind, new[] { JsonValueKind.String, JsonValueKind.Number, JsonValueKind.False, JsonValueKind.Null }));
    }

    [Fact]
    public void Parcel_records_survive_a_CSV_file_and_identify_the_parcels()
    {
        var file = Path.Combine(this.Folder, "parcels.csv");
        this.Run("'SBTRANSIT1', 'SBLASTMILE1' | Register-Track123Tracking -CarrierCode yunexpress -ShipTime 2026-03-04 | Out-Null").Clean();
        this.Server.Advance(TimeSpan.FromDays(8));
        this.Run(
            "[cultureinfo]::CurrentCulture = 'th-TH'; $p = Get-Track123Tracking SBTRANSIT1, SBLASTMILE1; $p | ConvertTo-Track123Record | Export-Csv $a; "
            + "$p | ConvertTo-Track123Record -PerEvent | Export-Csv ($a + '.events')", file).Clean();
        Assert.Equal(["SBTRANSIT1", "SBLASTMILE1"], this.Run("Import-Csv $a | Get-Track123Tracking", file).Clean().All("TrackingNumber"));
        Assert.Equal(["SBTRANSIT1", "SBLASTMILE1"], this.Run("Import-Csv ($a + '.events') | Get-Track123Tracking", file).Clean().All("TrackingNumber"));
        Assert.Equal(["Retracked", "Retracked"], this.Run("Import-Csv $a | Restart-Track123Tracking", file).Clean().All("Status"));
        this.Run("Import-Csv $a | Where-Object TrackingNumber -eq SBTRANSIT1 | Set-Track123Tracking -Remark seen", file).Clean();
        Assert.Contains(
            """
            "shipTime":"2026-03-04 00:00:00",
            """.Trim(), Assert.Single(this.Server.RequestsTo("track/update")).Body, StringComparison.Ordinal);
        this.Run("Import-Csv $a | Remove-Track123Tracking -Confirm:$false", file).Clean();
        Assert.Equal(0, this.Server.Account.TrackingCount);
    }

    [Fact]
    public void Piped_record_only_identifies_the_parcel_to_change()
    {
        this.Run("Register-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress -OrderNumber SO-1 | Out-Null").Clean();
        this.Run("Get-Track123Tracking SBTRANSIT1 | ConvertTo-Track123Record | Set-Track123Tracking -Remark seen").Clean();
        Assert.Equal(
            """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress","remark":"seen"}""",
            Assert.Single(this.Server.RequestsTo("track/update")).Body);
    }

    [Theory]
    [InlineData("Ocean", "'SBFINAL1' | Register-Track123OceanTracking -CarrierCode matson -NumberType Booking", "SBFINAL1")]
    [InlineData("Air", "'16099000005' | Register-Track123AirTracking -CarrierCode cathay-pacific", "160-99000005")]
    public void Cargo_records_survive_a_CSV_file_and_identify_the_shipments(string kind, string register, string number)
    {
        var file = Path.Combine(this.Folder, "cargo.csv");
        string Again(string what) => $"{what} | Export-Csv '{file}'; Import-Csv '{file}'";
        this.Run($"$script:r = {register}").Clean();
        this.Server.Advance(TimeSpan.FromDays(20));
        Assert.Equal([number], this.Run($"{Again("$r | ConvertTo-Track123Record")} | Get-Track123{kind}Tracking").Clean().All("TrackingNumber"));
        this.Run($"$script:s = $r | Get-Track123{kind}Tracking").Clean();
        Assert.Equal([number], this.Run($"{Again("$s | ConvertTo-Track123Record")} | Get-Track123{kind}Tracking").Clean().All("TrackingNumber"));
        Assert.Equal([number], this.Run($"{Again("$s | ConvertTo-Track123Record -PerEvent")} | Get-Track123{kind}Tracking").Clean().All("TrackingNumber"));
        Assert.Equal(["Retracked"], this.Run($"{Again("$s | ConvertTo-Track123Record")} | Restart-Track123{kind}Tracking | ConvertTo-Track123Record").Clean().All("Status"));
        this.Run($"{Again("$s | ConvertTo-Track123Record")} | Remove-Track123{kind}Tracking -Confirm:$false").Clean();
    }

    [Theory]
    [InlineData("$p", "TrackingRecord")]
    [InlineData("$p.Events[0]", "TrackingEventRecord")]
    [InlineData("$d", "TrackingChangeRecord")]
    [InlineData("$d", "TrackingEventRecord", "-PerEvent")]
    [InlineData("$p", "TrackingEventRecord", "-PerEvent")]
    [InlineData("Register-Track123Tracking SBTRANSIT2", "RegistrationRecord")]
    [InlineData("$p | Restart-Track123Tracking", "RetrackRecord")]
    [InlineData("$o", "RegistrationRecord")]
    [InlineData("$o | Get-Track123OceanTracking", "OceanShipmentRecord")]
    [InlineData("$o | Get-Track123OceanTracking", "CargoEventRecord", "-PerEvent")]
    [InlineData("$o | Restart-Track123OceanTracking", "RetrackRecord")]
    [InlineData("$f", "RegistrationRecord")]
    [InlineData("$f | Get-Track123AirTracking", "AirShipmentRecord")]
    [InlineData("$f | Get-Track123AirTracking", "CargoEventRecord", "-PerEvent")]
    [InlineData("$n", "WebhookNotificationRecord")]
    [InlineData("$n", "TrackingEventRecord", "-PerEvent")]
    public void Each_type_of_input_has_flat_records_of_its_own(string input, string type, string parameters = "")
    {
        this.Run(
            "$script:o = 'SBFINAL1' | Register-Track123OceanTracking -CarrierCode matson -NumberType 1; $script:f = '16099000005' | Register-Track123AirTracking -CarrierCode cathay-pacific; "
            + "$null = Register-Track123Tracking SBTRANSIT1; $script:n = $a | ConvertFrom-Track123Webhook -Key " + Webhook.Key,
            Webhook.Body("A1").Replace(
                "\"courierCode\":\"china-post\"", "\"courierCode\":\"china-post\",\"trackingDetails\":[{\"eventTime\":\"2026-03-09 11:42:00\"}]", StringComparison.Ordinal)).Clean();
        this.Server.Advance(TimeSpan.FromDays(20));
        this.Run("$script:p = Get-Track123Tracking SBTRANSIT1; $script:d = Get-Track123TrackingChange $a", Path.Combine(this.Folder, "state.jsonl")).Clean();
        var records = this.Run($"{input} | ConvertTo-Track123Record {parameters}").Clean().Output;
        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.Equal("Track123." + type, record.TypeNames[0]));
        Assert.All(
            records.SelectMany(r => r.Properties),
            p => Assert.True(p.Value is null or string or int or long or bool, $"{p.Name} is {p.Value?.GetType()}"));
        Assert.All(
            records.SelectMany(r => r.Properties).Where(p => p.Name.EndsWith("Time", StringComparison.Ordinal) && p.Value is not null),
            p => Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z?$", (string)p.Value));
    }

    [Theory]
    [InlineData("7", "", "The input 'System.Int32' can't be converted to a record. Pipe parcels, their events or changes,")]
    [InlineData("$null", "", "The input null can't be converted to a record.")]
    [InlineData("Get-Track123Carrier -CarrierCode usps", "", "The input 'Track123.Carrier' can't be converted to a record.")]
    [InlineData("Register-Track123Tracking SBTRANSIT1", "-PerEvent", "The input 'Track123.RegistrationResult' has no events. Pipe parcels or their changes,")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($p))", "", "The input 'Deserialized.Track123.Tracking' can't be converted to a record. It is a copy")]
    public void Input_of_another_type_is_an_error_and_the_next_object_is_converted(string input, string parameters, string message)
    {
        this.Respond();
        this.Run("$script:p = Get-Track123Tracking | Select-Object -First 1").Clean();
        var outcome = this.Run($"@(({input}), $p) | ConvertTo-Track123Record {parameters}");
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(message, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(parameters.Length > 0 ? 3 : 1, outcome.Output.Count);
    }

    [Fact]
    public void Record_is_output_before_the_next_object_is_read()
    {
        this.Respond();
        var outcome = this.Run(
            "$p = Get-Track123Tracking; $p | ForEach-Object { [void]($log += , \"in $($_.TrackingNumber)\"); $_ } -Begin { $log = @() } | ConvertTo-Track123Record "
            + "| ForEach-Object { $log += , \"out $($_.TrackingNumber)\" }; $log").Clean();
        Assert.Equal(["in LB987654321CN", "out LB987654321CN", "in A1", "out A1"], outcome.Output.Select(o => o.ToString()));
    }

    [Fact]
    public void Parcel_as_JSON_has_each_event_once_and_its_age_as_a_number()
    {
        this.Respond();
        var json = this.Run("Get-Track123Tracking | Select-Object -First 1 | ConvertTo-Json -Depth 5").Clean().Output.Single().ToString()!;
        Assert.Equal(2, json.Split("\"Accepted\"").Length);
        Assert.Equal(JsonValueKind.Number, JsonDocument.Parse(json).RootElement.GetProperty("AgeDays").ValueKind);
    }

    [Fact]
    public void Parcels_and_events_can_be_sorted_and_filtered_by_time_and_status()
    {
        this.Run("'SBTRANSIT1' | Register-Track123Tracking -CarrierCode yunexpress | Out-Null").Clean();
        this.Server.Advance(TimeSpan.FromDays(2));
        this.Run("'SBDELIVERED1' | Register-Track123Tracking -CarrierCode yunexpress | Out-Null").Clean();
        this.Server.Advance(TimeSpan.FromDays(20));
        var parcels = this.Run("$script:p = Get-Track123Tracking SBDELIVERED1, SBTRANSIT1; $p | Sort-Object LastEvent").Clean();
        var times = parcels.Output.Select(o => (DateTimeOffset)o.Properties["LastEventTime"].Value).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Equal(
            2, this.Run("$p | Where-Object LastEventTime -gt ([datetimeoffset]'2020-01-01')").Clean().Output.Count);
        var events = this.Run("$p[0].Events | Where-Object TransitStatus -eq InTransit").Clean().Output;
        Assert.NotEmpty(events);
        Assert.All(events, e => Assert.StartsWith("IN_TRANSIT", (string)e.Properties["TransitSubStatus"].Value, StringComparison.Ordinal));
    }

    private Outcome Convert(string parameters = "")
    {
        this.Respond();
        return this.Run($"Get-Track123Tracking | ConvertTo-Track123Record {parameters}").Clean();
    }

    private void Respond() => this.Server.Script(
        new { path = "track/query", body = $$$"""{"code":"00000","data":{"accepted":{"content":[{{{string.Join(',', Parcels)}}}] } } }""" });
}
