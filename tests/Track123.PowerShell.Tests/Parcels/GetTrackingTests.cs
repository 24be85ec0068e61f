using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

public sealed class GetTrackingTests : ServerTest
{
    private const string Query = "track/query";

    [Fact]
    public void Query_without_numbers_reads_all_pages()
    {
        this.Register(250);
        var outcome = this.Run("Get-Track123Tracking").Clean();
        Assert.Equal(250, outcome.All("TrackingNumber").Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Select_First_sends_one_request()
    {
        this.Register(250);
        Assert.Single(this.Run("Get-Track123Tracking | Select-Object -First 1").Clean().Output);
        Assert.Single(this.Server.RequestsTo(Query));
    }

    [Fact]
    public void Numbers_are_queried_in_batches_of_100_and_output_in_order()
    {
        this.Register(230);
        var outcome = this.Run(Numbers(230) + " | Get-Track123Tracking").Clean();
        Assert.Equal(Enumerable.Range(1, 230).Select(i => $"SBDELIVERED{i:d6}"), outcome.All("TrackingNumber"));
        Assert.Equal([100, 100, 30], this.Server.RequestsTo(Query).Select(r => r.Json.GetProperty("trackNoInfos").GetArrayLength()));
    }

    [Fact]
    public void Unknown_number_is_one_error_and_the_others_are_output()
    {
        this.Register(2);
        var outcome = this.Run("'SBDELIVERED000001', 'nope123', 'SBDELIVERED000002' | Get-Track123Tracking");
        Assert.Equal(["SBDELIVERED000001", "SBDELIVERED000002"], outcome.All("TrackingNumber"));
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("TrackingNotRegistered,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("nope123", error.TargetObject.ToString());
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ TrackingNumber = 'SBDELIVERED1' }, [pscustomobject]@{ TrackingNumber = 'SBDELIVERED1'; CarrierCode = 'yunexpress' }")]
    [InlineData("'sbdelivered1', 'SBDELIVERED1'")]
    public void Number_in_two_forms_is_output_once_without_error(string asked)
    {
        this.Run("'SBDELIVERED1' | Register-Track123Tracking -CarrierCode yunexpress").Clean();
        Assert.Equal(["SBDELIVERED1"], this.Run(asked + " | Get-Track123Tracking").Clean().All("TrackingNumber"));
    }

    [Fact]
    public void Number_with_another_carrier_is_an_error_and_the_registered_one_is_output()
    {
        this.Run("'SBDELIVERED1' | Register-Track123Tracking -CarrierCode yunexpress").Clean();
        var outcome = this.Run("'yunexpress', 'china-post' | ForEach-Object { [pscustomobject]@{ TrackingNumber = 'SBDELIVERED1'; CarrierCode = $_ } } | Get-Track123Tracking");
        Assert.Equal(["yunexpress"], outcome.All("CarrierCode"));
        Assert.StartsWith(
            "TrackingNotRegistered,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_and_trackings_can_be_piped_in()
    {
        var outcome = this.Run(Numbers(2) + " | Register-Track123Tracking -CarrierCode yunexpress | Get-Track123Tracking | Get-Track123Tracking").Clean();
        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal("yunexpress", this.Server.RequestsTo(Query)[0].Json.GetProperty("trackNoInfos")[0].GetProperty("courierCode").GetString());
    }

    [Fact]
    public void Order_number_returns_its_parcels()
    {
        this.Run("'SBDELIVERED1' | Register-Track123Tracking -OrderNumber SO-1").Clean();
        Assert.Equal(
            ["SBDELIVERED1"], this.Run("Get-Track123Tracking -OrderNumber SO-1").Clean().All("TrackingNumber"));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ OrderNumber = 'SO-2' }, [pscustomobject]@{ OrderNumber = 'SO-1' }", "SBDELIVERED2|SBDELIVERED1")]
    [InlineData("[pscustomobject]@{ 'Order #' = 'SO-2'; Country = 'DE' }", "SBDELIVERED2")]
    [InlineData("'Order ID', 'SO-1', 'SO-2' | ConvertFrom-Csv", "SBDELIVERED1|SBDELIVERED2")]
    [InlineData("[pscustomobject]@{ OrderNumber = 'SO-1', 'SO-2' }", "SBDELIVERED1|SBDELIVERED2")]
    [InlineData("[pscustomobject]@{ OrderNumber = 'SO-2'; TrackingNumber = 'SBDELIVERED1' }", "SBDELIVERED1")]
    [InlineData("(Get-Track123Tracking SBDELIVERED2)", "SBDELIVERED2")]
    [InlineData("[pscustomobject]@{ TrackingNumber = 'SBDELIVERED1' }, [pscustomobject]@{ OrderNumber = 'SO-2' }, 'SBDELIVERED1'", "SBDELIVERED1|SBDELIVERED2")]
    public void Piped_order_number_is_used_if_there_is_no_tracking_number(string rows, string numbers)
    {
        this.Run("'SBDELIVERED1' | Register-Track123Tracking -OrderNumber SO-1; 'SBDELIVERED2' | Register-Track123Tracking -OrderNumber SO-2").Clean();
        Assert.Equal(numbers.Split('|'), this.Run(rows + " | Get-Track123Tracking").Clean().All("TrackingNumber"));
    }

    [Fact]
    public void Piped_order_number_that_is_unknown_or_blank_is_an_error()
    {
        var outcome = this.Run("[pscustomobject]@{ OrderNumber = 'nope' }, [pscustomobject]@{ OrderNumber = '' } | Get-Track123Tracking");
        Assert.Equal(
            ["TrackingNotRegistered", "InvalidRequest"], outcome.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Theory]
    [InlineData("-CarrierCode yunexpress", "SBDELIVERED1|SBTRANSIT3")]
    [InlineData("-CarrierCode YunExpress -TransitStatus Delivered", "SBDELIVERED1")]
    [InlineData("-CarrierCode ups", "")]
    [InlineData("SBDELIVERED2 -CarrierCode china-post", "SBDELIVERED2")]
    public void Carrier_without_numbers_filters_the_output(string arguments, string numbers)
    {
        this.Run("'SBDELIVERED1', 'SBTRANSIT3' | Register-Track123Tracking -CarrierCode yunexpress; 'SBDELIVERED2' | Register-Track123Tracking -CarrierCode china-post").Clean();
        this.Server.Advance(TimeSpan.FromDays(8));
        Assert.Equal(
            numbers.Split('|', StringSplitOptions.RemoveEmptyEntries),
            this.Run("Get-Track123Tracking " + arguments).Clean().All("TrackingNumber").Order());
    }

    [Fact]
    public void Carrier_name_that_is_ambiguous_ends_the_query_of_all_parcels()
    {
        this.Server.Script(new { path = "courier/list", body = """{"code":"00000","data":[{"courierCode":"a","courierNameEN":"Post AG"},{"courierCode":"b","courierNameEN":"Post AG"}]}""" });
        Assert.Contains(
            "'Post AG' is the name of 2 carriers",
            this.Run("Get-Track123Tracking -CarrierCode 'Post AG'").Terminating.ToString(),
            StringComparison.Ordinal);
        Assert.Empty(this.Server.RequestsTo(Query));
    }

    [Fact]
    public void Creation_times_are_sent_without_conversion()
    {
        this.Run("Get-Track123Tracking -CreatedAfter '2026-01-02 03:04:05' -CreatedBefore '2026-02-03'").Clean();
        var body = Assert.Single(this.Server.RequestsTo(Query)).Json;
        Assert.Equal("2026-01-02 03:04:05", body.GetProperty("createTimeStart").GetString());
        Assert.Equal("2026-02-03 00:00:00", body.GetProperty("createTimeEnd").GetString());
    }

    [Fact]
    public void Transit_status_filters_the_output()
    {
        this.Run("'SBDELIVERED1', 'SBTRANSIT1', 'SBEXCEPTION1' | Register-Track123Tracking").Clean();
        this.Server.Advance(TimeSpan.FromDays(8));
        Assert.Equal(
            ["SBDELIVERED1"], this.Run("Get-Track123Tracking -TransitStatus Delivered").Clean().All("TrackingNumber"));
        Assert.Equal(2, this.Run("Get-Track123Tracking -TransitStatus Delivered, Abnormal").Clean().Output.Count);
        Assert.NotEmpty(this.Run("(Get-Track123Tracking SBDELIVERED1).Events").Clean().Output);
    }

    [Fact]
    public void Events_are_ordered_newest_first_in_each_leg()
    {
        this.Run("'SBLASTMILE1' | Register-Track123Tracking").Clean();
        this.Server.Advance(TimeSpan.FromDays(8));
        var outcome = this.Run("$t = Get-Track123Tracking SBLASTMILE1; $t.Events[0].Description; $t.Events[-1].Description; $t.Events.Where({ $_.Leg -eq 'Main' })[0].Description; $t.Events.Where({ $_.Leg -eq 'LastMile' })[0].Description").Clean();
        Assert.Equal(
            ["Delivered", "Shipment information received", "Handed over to last-mile carrier", "Delivered"],
            outcome.Output.Select(o => o.ToString()));
    }

    [Fact]
    public void Object_without_a_number_is_an_error_and_sends_nothing()
    {
        var outcome = this.Run(
            "[pscustomobject]@{ Foo = 1 } | Get-Track123Tracking; Get-Track123Tracking -TrackingNumber $null");
        Assert.Equal(
            ["InvalidRequest", "InvalidRequest"], outcome.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void Object_without_a_number_after_a_valid_one_is_not_reported_as_blank()
    {
        var outcome = this.Run("[pscustomobject]@{ TrackingNumber = 'SBDELIVERED1' }, [pscustomobject]@{ Foo = 1 } | Register-Track123Tracking");
        Assert.Contains("'Foo'", outcome.All("Reason")[1], StringComparison.Ordinal);
    }

    private void Register(int count) => this.Run(Numbers(count) + " | Register-Track123Tracking").Clean();
}
