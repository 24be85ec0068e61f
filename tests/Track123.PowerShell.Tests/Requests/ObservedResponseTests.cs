using System.Globalization;
using System.Text.Json.Nodes;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Requests;

/// <summary>Responses in forms that only single clients observed.</summary>
public sealed class ObservedResponseTests : ServerTest
{
    [Theory]
    [InlineData("2026-08-27T11:05:00+07:00", null, "2026-08-27T11:05:00+07:00", "2026-08-27T11:05:00")]
    [InlineData("2026-08-27 11:05:00+0700", "+07:00", "2026-08-27T11:05:00+07:00", "2026-08-27T11:05:00")]
    [InlineData("2026-08-27T04:05:00Z", "+07:00", "2026-08-27T11:05:00+07:00", "2026-08-27T11:05:00")]
    [InlineData("2026-08-27T04:05:00Z", null, "2026-08-27T04:05:00+00:00", "")]
    [InlineData("2026-08-27 11:05:00", null, "", "2026-08-27T11:05:00")]
    [InlineData("2026-08-27", null, "", "2026-08-27T00:00:00")]
    public void Event_time_may_have_an_offset(string text, string? zone, string time, string local)
    {
        var zoneText = zone is null ? "null" : $"\"{zone}\"";
        this.Answer("track/query", $$$"""
            {"accepted":{"content":[{"trackNo":"SBTRANSIT1","localLogisticsInfo":{"courierCode":"ups","trackingDetails":[
              {"eventTime":"{{{text}}}","timezone":{{{zoneText}}},"eventDetail":"Sorted"}]}}]}}
            """);
        var one = this.Run("(Get-Track123Tracking SBTRANSIT1).Events | ForEach-Object { '{0:yyyy-MM-ddTHH:mm:sszzz}|{1:s}' -f $_.Time, $_.LocalTime }");
        Assert.Equal([$"{time}|{local}"], one.Clean().Output.Select(o => o.ToString()));
    }

    [Fact]
    public void Last_mile_may_have_carrier_and_events_directly()
    {
        this.Answer("track/query", """
            {"accepted":{"content":[{"trackNo":"SBTRANSIT1","localLogisticsInfo":{"courierCode":"china-post"},
              "lastMileInfo":{"lmTrackNo":"00340434161094000000","courierCode":"dhl-paket","courierNameEN":"DHL Paket","trackingDetails":[
                {"eventTime":"2026-03-09 08:05:00","timezone":"+01:00","eventDetail":"Out for delivery"}]}}]}}
            """);
        var one = this.Run("Get-Track123Tracking SBTRANSIT1 | ForEach-Object { '' + $_.LastMile.Leg.CarrierCode + ' ' + $_.LastMile.Leg + ' ' + $_.Events[0].Description + ' ' + $_.Events[0].Leg }");
        Assert.Equal(["dhl-paket DHL Paket Out for delivery LastMile"], one.Clean().Output.Select(o => o.ToString()));
    }

    [Theory]
    [InlineData("""{"courierCode":"ups"}""")]
    [InlineData("""[{"carrier_code":"ups"}]""")]
    [InlineData("""{"recommended_carrier":"ups","candidates":[]}""")]
    public void Detected_carrier_may_have_other_names(string data)
    {
        this.Answer("courier/detection", data);
        Assert.Equal(["ups"], this.Run("Resolve-Track123Carrier 1Z999AA10123456784").Clean().All("CarrierCode"));
    }

    [Fact]
    public void Air_events_may_be_under_events()
    {
        this.Answer("aviation/track/query", """
            {"accepted":[{"trackingNo":"160-12345675","aviationStatus":"IN_TRANSIT","events":[
              {"status":"IN_TRANSIT","eventTime":"2026-03-05T11:00:00+08:00","eventDetail":"Departed"}]}]}
            """);
        var one = this.Run("(Get-Track123AirTracking 160-12345675).Events | ForEach-Object { '{0} {1:u}' -f $_.Description, $_.Time }");
        Assert.Equal(["Departed 2026-03-05 03:00:00Z"], one.Clean().Output.Select(o => o.ToString()));
    }

    [Fact]
    public void Air_carrier_may_have_carrierName()
    {
        this.Answer("aviation/carrier/list", """[{"carrierCode":"cathay-pacific","carrierName":"Cathay Pacific Cargo"}]""");
        Assert.Equal(["Cathay Pacific Cargo"], this.Run("Get-Track123Carrier -Type Air").Clean().All("Name"));
    }

    [Theory]
    [InlineData("""{"tracking":{"trackNo":"X1","transitStatus":"DELIVERED"}}""", 1)]
    [InlineData("""{"data":{"tracking":{"trackNo":"X1","transitStatus":"DELIVERED"}}}""", 1)]
    [InlineData("""{"code":"00000","data":{"accepted":{"content":[{"trackNo":"X1"},{"trackNo":"X1"}],"totalElements":"2"},"rejected":[]}}""", 2)]
    public void Webhook_body_may_have_the_record_elsewhere(string body, int count)
    {
        var outcome = this.Run("$a | ConvertFrom-Track123Webhook", body);
        Assert.Null(outcome.Thrown);
        Assert.Equal(Enumerable.Repeat("X1", count), outcome.All("TrackingNumber").Select(n => Convert.ToString(n, CultureInfo.InvariantCulture)));
    }

    private void Answer(string path, string data) => this.Server.Script(new
    {
        path,
        body = new { code = "00000", data = JsonNode.Parse(data), msg = "Success" },
    });
}
