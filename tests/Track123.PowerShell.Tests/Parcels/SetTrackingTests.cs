using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

public sealed class SetTrackingTests : ServerTest
{
    private const string Edit = "track/update";
    private const string EditMany = "track/update-batch";
    private const string ChangeCarrier = "track/update-courier";

    [Fact]
    public void Values_of_a_piped_tracking_are_not_sent_as_changes()
    {
        this.Register(3);
        var outcome = this.Run("Get-Track123Tracking | Set-Track123Tracking -Remark late -PassThru").Clean();
        Assert.Equal(["late", "late", "late"], outcome.All("Remark"));
        Assert.Equal(["SO-1", "SO-1", "SO-1"], outcome.All("OrderNumber"));
        Assert.Equal(
            "[" + string.Join(',', Enumerable.Range(1, 3).Select(i => $$"""{"trackNo":"SBDELIVERED{{i:d6}}","courierCode":"yunexpress","remark":"late"}""")) + "]",
            Assert.Single(this.Server.RequestsTo(EditMany)).Body);
    }

    [Theory]
    [InlineData("Get-Track123Tracking")]
    [InlineData("'SBDELIVERED000001' | Register-Track123Tracking -CarrierCode yunexpress -OrderNumber SO-1")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-Track123Tracking), 3))")]
    public void Piped_record_without_changes_is_an_error(string source)
    {
        this.Register(1);
        var error = Assert.Single(this.Run(source + " | Set-Track123Tracking").Errors);
        Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(this.Server.RequestsTo(Edit).Concat(this.Server.RequestsTo(EditMany)));
    }

    [Fact]
    public void Columns_of_a_row_are_sent_as_changes()
    {
        this.Register(2);
        this.Run(
            "[pscustomobject]@{ 'Tracking #' = 'SBDELIVERED000001'; Carrier = 'yunexpress'; 'Order #' = 'SO-2'; Zip = '10115'; 'Ship Date' = [datetime]'2026-03-02' },"
            + " [pscustomobject]@{ TrackingNumber = 'SBDELIVERED000002'; Carrier = 'yunexpress'; Notes = 'x' } | Set-Track123Tracking -Custom1 c").Clean();
        Assert.Equal(
            """
            [{"trackNo":"SBDELIVERED000001","courierCode":"yunexpress","orderNo":"SO-2","shipTime":"2026-03-02 00:00:00","postalCode":"10115","custom1":"c"},{"trackNo":"SBDELIVERED000002","courierCode":"yunexpress","remark":"x","custom1":"c"}]
            """,
            Assert.Single(this.Server.RequestsTo(EditMany)).Body);
    }

    [Fact]
    public void Single_number_sends_a_single_edit_and_outputs_nothing()
    {
        this.Register(1);
        Assert.Empty(
            this.Run("Set-Track123Tracking SBDELIVERED000001 -CarrierCode yunexpress -Remark x").Clean().Output);
        Assert.Equal(
            """{"trackNo":"SBDELIVERED000001","courierCode":"yunexpress","remark":"x"}""",
            Assert.Single(this.Server.RequestsTo(Edit)).Body);
    }

    [Fact]
    public void New_carrier_is_sent_in_its_own_request_and_output_with_PassThru()
    {
        this.Register(1);
        var outcome = this.Run("Get-Track123Tracking | Set-Track123Tracking -NewCarrierCode dhl-paket -PassThru").Clean();
        Assert.Equal(["dhl-paket"], outcome.All("CarrierCode"));
        Assert.Equal(
            """{"trackNo":"SBDELIVERED000001","courierCode":"yunexpress","newCourierCode":"dhl-paket"}""",
            Assert.Single(this.Server.RequestsTo(ChangeCarrier)).Body);
    }

    [Fact]
    public void Row_with_an_unknown_carrier_does_not_mix_up_the_output_of_the_next_row()
    {
        this.Register(2);
        var outcome = this.Run(
            "[pscustomobject]@{ TrackingNumber = 'SBDELIVERED000001'; Carrier = 'yunexpress'; NewCarrier = 'No Such Carrier' }, "
            + "[pscustomobject]@{ TrackingNumber = 'SBDELIVERED000002'; Carrier = 'yunexpress'; NewCarrier = 'dhl-paket' } "
            + "| Set-Track123Tracking -PassThru");
        Assert.Single(outcome.Errors);
        Assert.Equal(["SBDELIVERED000002"], outcome.All("TrackingNumber"));
        Assert.Equal(
            """{"trackNoInfos":[{"trackNo":"SBDELIVERED000002","courierCode":"dhl-paket"}],"cursor":"","queryPageSize":100}""",
            this.Server.RequestsTo("track/query")[^1].Body);
    }

    [Fact]
    public void Unknown_batch_path_is_tried_once_and_each_edit_is_sent_alone()
    {
        this.Register(150);
        this.Server.Script(new { path = EditMany, status = 403, body = """{"message":"404"}""", times = 9 });
        var outcome = this.Run("Get-Track123Tracking | Select-Object -First 4 | Set-Track123Tracking -Remark x -PassThru").Clean();
        Assert.Equal(["x", "x", "x", "x"], outcome.All("Remark"));
        Assert.Single(this.Server.RequestsTo(EditMany));
        Assert.Equal(4, this.Server.RequestsTo(Edit).Count);
    }

    [Fact]
    public void Unknown_paths_are_one_error_for_all_rows()
    {
        this.Server.Script(new { path = "", status = 403, body = """{"message":"404"}""", times = 99 });
        var outcome = this.Run(Numbers(3) + " | Set-Track123Tracking -Remark x");
        Assert.StartsWith("EndpointNotFound,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_sends_nothing_and_outputs_the_piped_trackings()
    {
        this.Register(2);
        var before = this.Server.Requests.Count;
        var outcome = this.Run("Get-Track123Tracking | Set-Track123Tracking -Remark late -PassThru -WhatIf").Clean();
        Assert.Equal(["SBDELIVERED000001", "SBDELIVERED000002"], outcome.All("TrackingNumber"));
        Assert.Empty(this.Run(Numbers(150) + " | Set-Track123Tracking -Remark late -PassThru -WhatIf").Clean().Output);
        Assert.Equal(before + 1, this.Server.Requests.Count);
    }

    [Fact]
    public void Each_invalid_row_is_an_error_and_the_others_are_changed()
    {
        this.Register(2);
        var outcome = this.Run(
            "[pscustomobject]@{ Foo = 1 }, [pscustomobject]@{ TrackingNumber = 'SBDELIVERED000001'; Remark = 'a' }, [pscustomobject]@{ TrackingNumber = ''; Remark = 'a' },"
            + " [pscustomobject]@{ TrackingNumber = 'nope'; Remark = 'a' }, [pscustomobject]@{ TrackingNumber = 'SBDELIVERED000002'; Country = 'Germany' }, $null"
            + " | Set-Track123Tracking -CarrierCode yunexpress -PassThru");
        Assert.Equal(["SBDELIVERED000001"], outcome.All("TrackingNumber"));
        Assert.Equal(
            ["InvalidRequest", "InvalidRequest", "TrackingNotRegistered", "InvalidRequest", "InvalidRequest"],
            outcome.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Null(outcome.Thrown);
    }

    [Fact]
    public void Error_for_a_missing_carrier_recommends_the_parameter()
    {
        this.Register(1);
        var error = Assert.Single(this.Run("Set-Track123Tracking SBDELIVERED000001 -Remark x").Errors);
        Assert.Contains("-CarrierCode", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_First_ends_the_call()
    {
        this.Register(250);
        Assert.Single(this.Run("Get-Track123Tracking | Set-Track123Tracking -Remark x -PassThru | Select-Object -First 1").Clean().Output);
        Assert.True(this.Server.RequestsTo(EditMany).Count < 3);
        this.Run("Get-Track123Tracking SBDELIVERED000001").Clean();
    }

    private void Register(int count) =>
        this.Run(Numbers(count) + " | Register-Track123Tracking -CarrierCode yunexpress -OrderNumber SO-1").Clean();
}
