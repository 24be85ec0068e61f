using Track123.PowerShell.Tests.Cargo;

namespace Track123.PowerShell.Tests.AirCargo;

public sealed class AirTrackingTests : CargoTest
{
    private const string Import = "aviation/track/import";
    private const string Query = "aviation/track/query";
    private const string Change = "aviation/track/update-carrier";
    private const string Refresh = "aviation/track/refresh";
    private const string Delete = "aviation/track/delete";
    private const string Item = """{"trackingNo":"160-12345675","carrierCode":"cathay-pacific"}""";
    private const string Imported = """{"accepted":[{"trackingNo":"160-12345675","carrierCode":"cathay-pacific"}],"rejected":[]}""";

    private const string Shipment = """
        {"accepted":[{"trackingNo":"160-12345675","carrierCode":"cathay-pacific","aviationStatus":"IN_TRANSIT",
          "trackingDetails":[{"status":"IN_TRANSIT","eventTime":"2026-03-05 11:00:00"}]}],"rejected":[]}
        """;

    [Theory]
    [InlineData("'16012345675'")]
    [InlineData("16012345675")]
    [InlineData("'160-1234 5675'")]
    [InlineData("'160-12345675'")]
    [InlineData("[pscustomobject]@{ 'Tracking #' = '160 12345675' }")]
    [InlineData("[pscustomobject]@{ AWB = '160-12345675' }")]
    public void Waybill_is_accepted_with_any_separator_and_usual_column(string input)
    {
        this.Answer(Import, Imported);
        var result = Assert.Single(
            this.Run(input + " | Register-Track123AirTracking -CarrierCode cathay-pacific").Clean().Output);
        Assert.Equal("Track123.AirRegistrationResult", result.BaseObject.GetType().FullName);
        Assert.Equal(["160-12345675", "Registered"], new[] { "TrackingNumber", "Status" }.Select(p => result.Properties[p].Value.ToString()));
        Assert.Equal([$"[{Item}]"], this.Sent(Import));
    }

    [Fact]
    public void Invalid_row_is_rejected_with_its_reason()
    {
        this.Answer(Import, Imported);
        var outcome = this.Run(
            "@{ TrackingNumber = '160-12345676' }, @{ TrackingNumber = 'ABC' }, @{ TrackingNumber = '' }, @{ TrackingNumber = '160-12345675'; Carrier = '' }, @{ Foo = 1 },"
            + " @{ TrackingNumber = '160-12345675'; Carrier = 'cathay-pacific' } | ForEach-Object { [pscustomobject]$_ } | Register-Track123AirTracking");
        Assert.Null(outcome.Thrown);
        Assert.Equal(["Rejected", "Rejected", "Rejected", "Rejected", "Rejected", "Registered"], outcome.All("Status"));
        Assert.Equal(["1", "2", "3", "4", "5", "6"], outcome.All("Row"));
        Assert.Contains("should be 5", outcome.All("Reason")[0], StringComparison.Ordinal);
        Assert.Contains("carrier code is missing", outcome.All("Reason")[3], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Repeat("TrackingRejected", 5), Ids(outcome));
        Assert.Single(this.Sent(Import));
    }

    [Fact]
    public void Registration_result_and_shipment_can_be_piped_to_every_cmdlet()
    {
        this.Answer(Import, Imported);
        this.Answer(Query, Shipment, times: 2);
        this.Answer(Change, """{"data":true}""", times: 2);
        this.Answer(Refresh, """{"success":false,"actualRefreshTime":"2026-03-10 12:00:00"}""", times: 2);
        this.Answer(Delete, "true", times: 2);
        this.Run("$script:r = Register-Track123AirTracking 16012345675 cathay-pacific -CustomerEmail a@example.com").Clean();
        var shipment = Assert.Single(
            this.Run("$script:s = $script:r | Get-Track123AirTracking; $script:s").Clean().Output);
        Assert.Equal("Track123.AirShipment", shipment.BaseObject.GetType().FullName);
        Assert.Equal("InTransit", shipment.Properties["Status"].Value.ToString());
        this.Run("$script:s | Get-Track123AirTracking").Clean();
        foreach (var source in new[] { "r", "s" })
        {
            Assert.Empty(this.Run($"$script:{source} | Set-Track123AirTracking -NewCarrierCode emirates").Clean().Output);
            Assert.Equal(["NotDue"], this.Run($"$script:{source} | Restart-Track123AirTracking").Clean().All("Status"));
            Assert.Empty(this.Run($"$script:{source} | Remove-Track123AirTracking -Confirm:$false").Clean().Output);
        }

        Assert.Equal(["""[{"trackingNo":"160-12345675","carrierCode":"cathay-pacific","customerEmail":"a@example.com"}]"""], this.Sent(Import));
        Assert.Equal([$"[{Item}]", $"[{Item}]"], this.Sent(Query));
        Assert.Equal(Enumerable.Repeat($$"""{"carrierCode":"emirates","details":[{{Item}}]}""", 2), this.Sent(Change));
        Assert.Equal([Item, Item], this.Sent(Refresh));
        Assert.Equal([$"[{Item}]", $"[{Item}]"], this.Sent(Delete));
    }

    [Fact]
    public void Unknown_or_invalid_waybill_is_an_error_for_its_number()
    {
        this.Answer(Query, "null");
        var outcome = this.Run("'160-12345675', '160-12345676', '' | Get-Track123AirTracking");
        Assert.Empty(outcome.Output);
        Assert.Equal(["TrackingNotRegistered", "InvalidRequest", "InvalidRequest"], Ids(outcome));
        Assert.Equal(["""[{"trackingNo":"160-12345675"}]"""], this.Sent(Query));
    }

    [Theory]
    [InlineData("true", 0)]
    [InlineData("false", 1)]
    [InlineData("""{"data":true}""", 0)]
    [InlineData("""{"data":false}""", 1)]
    [InlineData("null", 0)]
    public void Carrier_change_and_deletion_fail_if_the_service_returns_false(string data, int errors)
    {
        this.Answer(Change, data);
        this.Answer(Delete, data);
        Assert.Equal(errors, this.Run("'16012345675' | Set-Track123AirTracking -NewCarrierCode emirates").Errors.Count);
        Assert.Equal(errors, this.Run("'16012345675' | Remove-Track123AirTracking -Confirm:$false").Errors.Count);
    }

    [Theory]
    [InlineData("true", "Retracked")]
    [InlineData("false", "NotDue")]
    [InlineData("""{"data":true}""", "Retracked")]
    [InlineData("null", "Retracked")]
    public void Retrack_status_follows_the_boolean_of_the_service(string data, string status)
    {
        this.Answer(Refresh, data);
        Assert.Equal([status], this.Run("'16012345675' | Restart-Track123AirTracking -CarrierCode cathay-pacific").Clean().All("Status"));
    }

    [Fact]
    public void WhatIf_sends_nothing()
    {
        Assert.Equal(["Skipped"], this.Run("'16012345675' | Register-Track123AirTracking -CarrierCode cathay-pacific -WhatIf").Clean().All("Status"));
        Assert.Equal(
            ["Skipped"], this.Run("'16012345675' | Restart-Track123AirTracking -WhatIf").Clean().All("Status"));
        this.Run("'16012345675' | Set-Track123AirTracking -NewCarrierCode emirates -WhatIf; '16012345675' | Remove-Track123AirTracking -WhatIf").Clean();
        Assert.Empty(this.Server.Requests);
    }
}
