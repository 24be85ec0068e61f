using System.Globalization;
using System.Text.Json;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Changes;

/// <summary>Tests of the differences between runs, and of the state file that makes each of them known once.</summary>
public sealed class TrackingChangeTests : ServerTest
{
    private const string Query = "track/query";
    private const string Get = "Get-Track123TrackingChange $a";

    private static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0);

    private string State => Path.Combine(this.Folder, "state.jsonl");

    [Fact]
    public void First_run_reports_each_parcel_as_new_and_the_next_run_reports_nothing()
    {
        this.Register(250);
        var outcome = this.Run(Get, this.State).Clean();
        Assert.Equal(250, outcome.Output.Count);
        Assert.Equal(["New"], outcome.All("Kind").Distinct());
        Assert.Equal(250, outcome.All("TrackingNumber").Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
    }

    [Fact]
    public void Baseline_records_the_parcels_and_does_not_hide_later_changes()
    {
        this.Register(3);
        Assert.Empty(this.Run(Get + " -Baseline", this.State).Clean().Output);
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
        this.Run("Register-Track123Tracking SBDELIVERED99").Clean();
        Assert.Equal(["SBDELIVERED99"], this.Run(Get + " -Baseline", this.State).Clean().All("TrackingNumber"));
    }

    [Fact]
    public void Status_and_events_are_reported_with_the_values_before_and_after()
    {
        this.Run("Register-Track123Tracking SBDELIVERED1 -CarrierCode yunexpress -OrderNumber SO-1").Clean();
        this.Run(Get, this.State).Clean();
        this.Server.Advance(TimeSpan.FromDays(1));
        Assert.NotEmpty(this.Run(Get, this.State).Clean().Output);
        var before = this.Run("$script:old = Get-Track123Tracking SBDELIVERED1; $old").Clean();
        this.Server.Advance(TimeSpan.FromDays(20));
        var outcome = this.Run(Get, this.State).Clean();
        Assert.Equal(["StatusChanged", "NewEvents"], outcome.All("Kind"));
        Assert.Equal(["SBDELIVERED1", "SBDELIVERED1"], outcome.All("TrackingNumber"));
        Assert.Equal(["yunexpress", "SO-1"], [outcome.All("CarrierCode")[0], outcome.All("OrderNumber")[0]]);
        Assert.Equal(before.All("TransitStatus")[0], outcome.All("PreviousTransitStatus")[0]);
        Assert.Equal(before.All("TransitSubStatus")[0], outcome.All("PreviousTransitSubStatus")[0]);
        Assert.Equal("Delivered", outcome.All("TransitStatus")[0]);
        Assert.Equal("DELIVERED_01", outcome.All("TransitSubStatus")[0]);
        var counts = this.Run("$now = Get-Track123Tracking SBDELIVERED1; $now.Events.Count - $old.Events.Count; $now.LastEventTime").Clean().Output;
        var change = outcome.Output[1];
        var events = this.Run("$a.NewEvents", change).Clean();
        Assert.Equal((int)counts[0].BaseObject, events.Output.Count);
        Assert.Equal("Delivered", events.All("Description")[0]);
        Assert.Equal(counts[1].BaseObject, change.Properties["LastEventTime"].Value);
        Assert.Equal("SBDELIVERED1", this.Run("$a.Tracking.TrackingNumber", change).Clean().Output.Single().ToString());
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
    }

    [Fact]
    public void Carrier_is_reported_when_it_changes_and_not_when_it_is_omitted()
    {
        this.Run("Register-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress").Clean();
        this.Server.Advance(TimeSpan.FromDays(20));
        this.Run(Get, this.State).Clean();
        this.Run("Set-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress -NewCarrierCode china-post").Clean();
        var outcome = this.Run(Get, this.State).Clean();
        Assert.Equal(["CarrierChanged"], outcome.All("Kind"));
        Assert.Equal(["yunexpress"], outcome.All("PreviousCarrierCode"));
        Assert.Equal(["china-post"], outcome.All("CarrierCode"));

        this.Answer(Parcel("1", "A1", carrier: null));
        this.Run("Get-Track123TrackingChange $a | Out-Null", this.State + "2").Clean();
        this.Answer(Parcel("1", "A1", carrier: "ups"));
        Assert.Equal(["CarrierChanged"], this.Run(Get, this.State + "2").Clean().All("Kind"));
        this.Answer(Parcel("1", "A1", carrier: null));
        Assert.Empty(this.Run(Get, this.State + "2").Clean().Output);
        this.Answer(Parcel("1", "A1", carrier: "ups"));
        Assert.Empty(this.Run(Get, this.State + "2").Clean().Output);
    }

    [Fact]
    public void Deleted_parcel_is_gone_once()
    {
        this.Run("'SBDELIVERED1', 'SBDELIVERED2' | Register-Track123Tracking -CarrierCode yunexpress -OrderNumber SO-1").Clean();
        this.Server.Advance(TimeSpan.FromDays(20));
        this.Run(Get, this.State).Clean();
        var last = this.Run("(Get-Track123Tracking SBDELIVERED2).LastEventTime").Clean().Output.Single().BaseObject;
        this.Run("Remove-Track123Tracking SBDELIVERED2 -CarrierCode yunexpress -Confirm:$false").Clean();
        var outcome = this.Run(Get, this.State).Clean();
        Assert.Equal(["Gone"], outcome.All("Kind"));
        Assert.Equal(
            ["SBDELIVERED2", "yunexpress", "SO-1", "", "Delivered", "DELIVERED_01", ""],
            new[] { "TrackingNumber", "CarrierCode", "OrderNumber", "TransitStatus", "PreviousTransitStatus", "PreviousTransitSubStatus", "Tracking" }
                .Select(p => outcome.All(p).Single()));
        Assert.Equal(((DateTimeOffset)last).UtcDateTime, ((DateTimeOffset)outcome.Output[0].Properties["LastEventTime"].Value).UtcDateTime);
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
    }

    [Fact]
    public void Stalled_parcel_is_reported_once_until_it_has_news()
    {
        const string get = Get + " -StalledAfterDays 7";
        var now = DateTime.UtcNow;
        var (old, newer) = ((now.AddDays(-10), "old"), (now.AddDays(-8), "newer"));
        var delivered = Parcel("2", "A2", status: "DELIVERED", events: [old]);
        void Serve(params (DateTime, string)[] events) => this.Answer(Parcel("1", "A1", events: events), delivered, Parcel("3", "A3"));
        Serve(old);
        Assert.Empty(this.Run(get + " -Baseline", this.State).Clean().Output);
        Serve(old);
        Assert.Equal(["Stalled A1"], Texts(this.Run(get, this.State).Clean()));
        Serve(old);
        Assert.Empty(this.Run(get, this.State).Clean().Output);
        Serve(newer, old);
        Assert.Equal(["NewEvents A1", "Stalled A1"], Texts(this.Run(get, this.State).Clean()));
        Serve(newer, old);
        Assert.Empty(this.Run(get, this.State).Clean().Output);

        // Without events, the days count from the first run that read the parcel.
        File.WriteAllText(this.State, File.ReadAllText(this.State).Replace(now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), now.AddDays(-9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Serve(newer, old);
        Assert.Equal(["Stalled A3"], Texts(this.Run(get, this.State).Clean()));
        Serve(newer, old);
        Assert.Empty(this.Run(get, this.State).Clean().Output);
    }

    [Fact]
    public void Consumer_that_fails_gets_all_changes_again_and_none_after_success()
    {
        this.Register(150, days: 0);
        this.Run(Get + " -Baseline", this.State).Clean();
        this.Server.Advance(TimeSpan.FromDays(20));
        var before = File.ReadAllBytes(this.State);
        var failed = this.Run("$script:n = 0; Get-Track123TrackingChange $a | ForEach-Object { if (++$script:n -gt 150) { throw 'full' } }", this.State);
        Assert.Equal("full", failed.Thrown!.Message);
        Assert.Equal(151, this.Run("$n").Clean().Output.Single().BaseObject);
        Assert.Equal(before, File.ReadAllBytes(this.State));
        Assert.Equal(300, this.Run(Get, this.State).Clean().Output.Count);
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
        Assert.Equal(["state.jsonl", "state.jsonl.lock"], Directory.GetFiles(this.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Pipeline_that_ends_early_leaves_the_state_unchanged()
    {
        this.Register(3, days: 0);
        Assert.Single(this.Run(Get + " | Select-Object -First 1", this.State).Clean().Output);
        Assert.False(File.Exists(this.State));
        Assert.Equal(3, this.Run(Get, this.State).Clean().Output.Count);
        this.Server.Advance(TimeSpan.FromDays(20));
        using (var running = this.Session.Start(Get + " | ForEach-Object { $_; Start-Sleep -Seconds 600 }", this.State))
        {
            running.WaitForOutput(_ => true);
            running.Stop();
        }

        Assert.Equal(6, this.Run(Get, this.State).Clean().Output.Count);
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
    }

    [Fact]
    public void Failure_on_a_later_page_reports_no_parcel_as_gone_and_leaves_the_state_unchanged()
    {
        this.Answer(Parcel("1", "A1"), Parcel("2", "A2"));
        this.Run(Get, this.State).Clean();
        var before = File.ReadAllBytes(this.State);
        this.Answer("next", Parcel("1", "A1", status: "DELIVERED"));
        this.Server.Script(new { path = Query, body = """{"code":"A0300","msg":"no"}""" });
        var outcome = this.Run(Get, this.State);
        Assert.StartsWith("AuthenticationFailed,", outcome.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["StatusChanged A1"], Texts(outcome));
        Assert.Equal(before, File.ReadAllBytes(this.State));
    }

    [Fact]
    public void Second_run_on_the_same_file_fails_at_once()
    {
        this.Register(2);
        var outcome = this.Run("Get-Track123TrackingChange $a | ForEach-Object { try { Get-Track123TrackingChange $a } catch { $_.FullyQualifiedErrorId } }", this.State).Clean();
        Assert.Equal(2, outcome.Output.Count);
        Assert.All(outcome.Output, o => Assert.StartsWith("StateInUse,", o.ToString(), StringComparison.Ordinal));
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
    }

    [Fact]
    public void Killed_process_releases_the_file()
    {
        this.Register(2);
        var script = $"Connect-Track123 -ApiKey {this.Server.Key} -BaseUri {this.Server.Address} -NoVerify;"
            + $" Get-Track123TrackingChange '{this.State}' | ForEach-Object {{ Start-Sleep -Seconds 600 }}";
        using var process = DotNetProcess.StartShell(script, out _);
        this.Server.WaitFor(1, Query);
        var outcome = this.Run(Get, this.State);
        Assert.StartsWith("StateInUse,", outcome.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(this.State, outcome.Terminating.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Terminating.ErrorDetails.RecommendedAction);
        process.Kill();
        process.WaitForExit();
        Assert.Equal(2, this.Run(Get, this.State).Clean().Output.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}\n")]
    [InlineData("{head}")]
    [InlineData("{head}\n1\n")]
    [InlineData("{head}\n[\"1\",\"A1\",null,null,\"\",\"\",null,[]]\n")]
    [InlineData("{head}\n[\"1\",\"A1\",null,null,\"\",\"\",null,[]]\n2\n")]
    [InlineData("{head}\n[\"1\",\"A1\",null,null,\"\",\"\",\"yesterday\",[]]\n1\n")]
    [InlineData("{head}\n[\"1\",\"A1\",null,null,\"\",\"\",null,[1.5]]\n1\n")]
    [InlineData("{head}\n[\"1\",\"A1\",null,null,\"\",\"\",null,[],\"2026-03-02 09:00Z\"]\n1\n")]
    [InlineData("{head}\n[\"1\",null,null,null,\"\",\"\",null,[]]\n1\n")]
    [InlineData("{head}\n[\"1\",\"A1\"]\n1\n")]
    [InlineData("{head}\n[\"1\",\"A1\",null,null,\"\",\"\",null,[]]\n[\"1\",\"A1\",null,null,\"\",\"\",null,[]]\n2\n")]
    [InlineData("{head}\n\n0\n")]
    [InlineData("{\"format\":\"Track123.TrackingChanges\",\"version\":2}\n0\n", "newer version")]
    public void Invalid_state_file_is_an_error_and_stays_as_it_is(string content, string message = "Restore it from a backup")
    {
        content = content.Replace("{head}", """{"format":"Track123.TrackingChanges","version":1}""", StringComparison.Ordinal);
        File.WriteAllText(this.State, content);
        var outcome = this.Run(Get, this.State);
        Assert.StartsWith("StateInvalid,", outcome.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Terminating.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Terminating.ErrorDetails.RecommendedAction);
        Assert.Equal(content, File.ReadAllText(this.State));
        Assert.Empty(this.Server.RequestsTo(Query));
    }

    [Theory]
    [InlineData("$a/missing/state.jsonl", "can't be opened")]
    [InlineData("$a", "It is a folder")]
    [InlineData("Env:/PATH", "not a file system path")]
    public void Unusable_path_is_an_error_before_the_query(string path, string message)
    {
        var outcome = this.Run($"Get-Track123TrackingChange \"{path}\"", this.Folder);
        Assert.StartsWith("InvalidRequest,", outcome.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Empty(this.Server.RequestsTo(Query));
    }

    [Fact]
    public void Other_filter_on_the_same_file_is_an_error_that_names_both()
    {
        this.Run(Get + " -CreatedAfter 2026-01-02", this.State).Clean();
        Assert.Equal("2026-01-02 00:00:00", this.Server.RequestsTo(Query)[0].Json.GetProperty("createTimeStart").GetString());
        this.Run(Get + " -CreatedAfter 2026-01-02", this.State).Clean();
        var error = this.Run(Get + " -CreatedBefore 2026-02-03", this.State).Terminating;
        Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-CreatedAfter '2026-01-02 00:00:00'", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-CreatedBefore '2026-02-03 00:00:00'", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_account_has_no_changes()
    {
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
        this.Register(1);
        Assert.Equal(["New"], this.Run(Get, this.State).Clean().All("Kind"));
    }

    [Theory]
    [InlineData("de-DE", "th-TH")]
    [InlineData("th-TH", "en-US")]
    [InlineData("ar-SA", "de-DE")]
    public void State_does_not_depend_on_the_culture(string first, string second)
    {
        this.Run("'SBDELIVERED1', 'SBLASTMILE1', 'SBNOTFOUND1' | Register-Track123Tracking -OrderNumber SO-1").Clean();
        this.Server.Advance(TimeSpan.FromDays(20));
        Assert.Equal(3, this.Run($"[cultureinfo]::CurrentCulture = '{first}'; {Get}", this.State).Clean().Output.Count);
        Assert.Empty(this.Run($"[cultureinfo]::CurrentCulture = '{second}'; {Get}", this.State).Clean().Output);
        Assert.Matches("\"20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9:]+Z\"", File.ReadAllText(this.State));
    }

    [Fact]
    public void Events_with_other_texts_zones_or_order_are_not_new()
    {
        var events = new[] { (Start.AddHours(9), "third"), (Start.AddHours(5), "second"), (Start, "first") };
        this.Answer(Parcel("1", "A1", events: events));
        Assert.Equal(["New A1"], Texts(this.Run(Get, this.State).Clean()));
        this.Answer(Parcel("1", "A1", zone: "+02:00", events: [.. events.Select(e => (e.Item1, "other " + e.Item2))]));
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
        this.Answer(Parcel("1", "A1", events: [.. events.Reverse()]));
        Assert.Empty(this.Run(Get, this.State).Clean().Output);

        // The last-mile carrier may have the same events, in its own words.
        this.Answer(Parcel("1", "A1", events: events, lastMile: [(Start.AddHours(5), "zwei"), (Start, "eins")]));
        Assert.Empty(this.Run(Get, this.State).Clean().Output);

        // Events may be missing for a while.
        this.Answer(Parcel("1", "A1", events: events[1..]));
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
        this.Answer(Parcel("1", "A1", events: events));
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
    }

    [Fact]
    public void Late_and_simultaneous_events_are_new_once()
    {
        var events = new[] { (Start.AddHours(9), "third"), (Start, "first") };
        this.Answer(Parcel("1", "A1", events: events));
        this.Run(Get, this.State).Clean();
        (DateTime, string)[] more = [events[0], (Start.AddHours(5), "late"), events[1]];
        this.Answer(Parcel("1", "A1", events: more));
        Assert.Equal(["late"], this.NewEvents());
        this.Answer(Parcel("1", "A1", events: [(Start.AddHours(9), "at the same time"), .. more]));
        Assert.Equal(["at the same time"], this.NewEvents());
        var both = Parcel("1", "A1", events: [(Start.AddHours(9), "at the same time"), .. more], lastMile: [(Start.AddHours(20), "delivered")]);
        this.Answer(both);
        Assert.Equal(["delivered"], this.NewEvents());
        this.Answer(both);
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
    }

    [Fact]
    public void Same_number_with_two_carriers_is_two_parcels()
    {
        this.Answer(Parcel("1", "A1", carrier: "ups"), Parcel("2", "A1", carrier: "usps"));
        Assert.Equal(2, this.Run(Get, this.State).Clean().Output.Count);
        this.Answer(Parcel("2", "A1", carrier: "usps"), Parcel("1", "A1", carrier: "ups"));
        Assert.Empty(this.Run(Get, this.State).Clean().Output);
        this.Answer(Parcel("2", "A1", carrier: "usps"));
        var gone = this.Run(Get, this.State).Clean();
        Assert.Equal(["Gone"], gone.All("Kind"));
        Assert.Equal(["ups"], gone.All("CarrierCode"));
    }

    [Fact]
    public void List_of_changes_reaches_the_consumer_before_the_state_is_replaced()
    {
        this.Register(3);
        var failed = this.Run("Get-Track123TrackingChange $a -NoEnumerate | ForEach-Object { $script:n = $_.Count; $_ | & { end { throw 'not sent' } } }", this.State);
        Assert.Equal("not sent", failed.Thrown!.Message);
        Assert.Equal(3, this.Run("$n").Clean().Output.Single().BaseObject);
        Assert.Equal(3, this.Run(Get + " -NoEnumerate | ForEach-Object { $_.Count }", this.State).Clean().Output.Single().BaseObject);
        Assert.Empty(this.Run(Get + " -NoEnumerate", this.State).Clean().Output);
        var error = this.Run(Get + " -OutBuffer 10", this.State).Terminating;
        Assert.Contains("-OutBuffer", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void State_file_is_private_and_an_existing_mode_is_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        this.Run(Get, this.State).Clean();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(this.State));
        File.SetUnixFileMode(this.State, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        this.Run(Get, this.State).Clean();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(this.State));
    }

    private static string[] Texts(Outcome outcome) => [.. outcome.Output.Select(o => o.ToString())];

    private static object Parcel(
        string id,
        string number,
        string status = "IN_TRANSIT",
        string? carrier = "ups",
        string zone = "+00:00",
        (DateTime Time, string Text)[]? events = null,
        (DateTime Time, string Text)[]? lastMile = null)
    {
        object Leg(string? code, (DateTime Time, string Text)[]? of) => new
        {
            courierCode = code,
            trackingDetails = (of ?? []).Select(e => new
            {
                eventTime = e.Time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                timezone = zone,
                eventDetail = e.Text,
            }),
        };
        return new
        {
            id,
            trackNo = number,
            transitStatus = status,
            localLogisticsInfo = Leg(carrier, events),
            lastMileInfo = lastMile is null ? null : new { openApiWayBillInfo = Leg("dhl", lastMile) },
        };
    }

    private string[] NewEvents() => [.. this.Run(Get, this.State).Clean().Output
        .SelectMany(o => this.Run("$a.NewEvents", o).Clean().All("Description"))];

    /// <summary>Registers parcels that are delivered after some days. Before, they change at any time.</summary>
    private void Register(int count, int days = 20)
    {
        this.Run(Numbers(count) + " | Register-Track123Tracking").Clean();
        this.Server.Advance(TimeSpan.FromDays(days));
    }

    /// <summary>Answers the next query with one page of these parcels.</summary>
    private void Answer(params object[] parcels) => this.Answer("", parcels);

    private void Answer(string cursor, params object[] parcels) => this.Server.Script(new
    {
        path = Query,
        body = JsonSerializer.Serialize(
            new { code = "00000", data = new { accepted = new { content = parcels, cursor } } }),
    });
}
