using System.Text.Json;

namespace Track123.Client.Tests.Cargo;

public sealed class ShipmentTests
{
    private const string Ocean = """
        {"trackingNo": "MATS1234567890", "type": "2", "searchStatus": "IN_TRANSIT", "orderNo": "OC202603020001", "createTime": "2026-03-02 09:20:36",
         "customerEmail": "ops@example.com", "carrierInfo": {"carrierCode": "matson", "carrierNameEN": "Matson", "phone": 1}, "eta": "2026-04-01",
         "containerInfo": [
           {"containerNo": "MATU1234567", "containerSize": 40, "containerType": "HC", "containerDetails": "40HC", "lastTrackingTime": "2026-03-10 04:00:00",
            "transitStatus": "IN_TRANSIT", "transitSubStatus": "X_01", "vesselName": "MAUNAWILI", "voyage": "123E", "sealNo": "S1",
            "currentStatus": {"eventDetails": "Vessel departed", "eventTime": "2026-03-10 04:00:00", "eventTimeUTC": "2026-03-09 20:00:00", "locationName": "Shanghai", "locationType": "POL"},
            "trackingDetails": [
              {"eventDetails": "Gate in", "eventTime": "2026-03-08 10:00:00", "eventStatus": "GTIN", "eventTimeUTC": "2026-03-08T02:00:00Z"},
              {"eventDetails": "Vessel departed", "eventTime": "2026-03-10 04:00:00", "eventStatus": "DEPA", "eventTimeUTC": "2026-03-09 20:00:00",
               "locationName": "Shanghai", "locationType": "POL", "transitStatus": "IN_TRANSIT", "transitSubStatus": "X_01", "vesselName": "MAUNAWILI", "voyage": "123E", "terminal": 4}]},
           null,
           {"containerNo": null, "transitStatus": "TELEPORTED", "trackingDetails": null, "currentStatus": {"eventDetails": "Arrived", "eventTimeUTC": "2026-03-09 21:00:00"}}]}
        """;

    [Fact]
    public void Every_documented_field_is_read()
    {
        var s = JsonSerializer.Deserialize(Ocean, OceanJson.Lenient.OceanShipment)!;
        Assert.Equal(("MATS1234567890", "OC202603020001", OceanNumberType.BillOfLading), (s.TrackingNumber, s.OrderNumber, s.NumberType));
        Assert.Equal((OceanSearchStatus.InTransit, "IN_TRANSIT", "matson", "ops@example.com"), (s.SearchStatus, s.SearchStatusText, s.CarrierCode, s.CustomerEmail));
        Assert.Equal(new DateTime(2026, 3, 2, 9, 20, 36), s.CreatedTime);
        Assert.Equal("2026-04-01", s.AdditionalData["eta"]);
        Assert.Equal(2, s.Containers.Count);

        var c = s.Containers[0];
        Assert.Equal(("MATU1234567", "40", "HC", "40HC"), (c.ContainerNumber, c.Size, c.Type, c.Details));
        Assert.Equal((OceanTransitStatus.InTransit, "X_01", "MAUNAWILI", "123E"), (c.TransitStatus, c.TransitSubStatus, c.VesselName, c.Voyage));
        Assert.Equal(new DateTime(2026, 3, 10, 4, 0, 0), c.LastTrackingTime);
        Assert.Equal("S1", c.AdditionalData["sealNo"]);
        Assert.Equal(("Vessel departed", "Shanghai", "POL"), (c.CurrentStatus!.Description, c.CurrentStatus.Location, c.CurrentStatus.LocationType));

        var e = c.Events[1];
        Assert.Equal(("Vessel departed", "DEPA", "departed", "Shanghai", "POL"), (e.Description, e.Status, e.StatusDescription, e.Location, e.LocationType));
        Assert.Equal(
            ("IN_TRANSIT", "X_01", "MAUNAWILI", "123E"), (e.TransitStatusText, e.TransitSubStatus, e.VesselName, e.Voyage));
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 20, 0, 0, TimeSpan.Zero), e.Time);
        Assert.Equal(new DateTime(2026, 3, 10, 4, 0, 0), e.LocalTime);
        Assert.Equal(4L, e.AdditionalData["terminal"]);
        Assert.Equal(new DateTimeOffset(2026, 3, 8, 2, 0, 0, TimeSpan.Zero), c.Events[0].Time);
    }

    [Fact]
    public void Last_event_is_the_latest_event_or_the_current_status_if_there_are_no_events()
    {
        var s = JsonSerializer.Deserialize(Ocean, OceanJson.Lenient.OceanShipment)!;
        Assert.Same(s.Containers[0].Events[1], s.Containers[0].LastEvent);
        Assert.Equal("Arrived", s.Containers[1].LastEvent!.Description);
        Assert.Same(s.Containers[1].LastEvent, s.LastEvent);
    }

    [Fact]
    public void Unknown_values_are_kept()
    {
        var s = JsonSerializer.Deserialize(
            """{"type":7,"searchStatus":"LOST","createTime":"soon","containerInfo":{"containerNo":"A","transitStatus":"SUNK","lastTrackingTime":"never","trackingDetails":{"eventTime":"noon","eventStatus":"BOOM"}}}""",
            OceanJson.Lenient.OceanShipment)!;
        Assert.Equal((OceanNumberType.Unknown, OceanSearchStatus.Unknown, "LOST"), (s.NumberType, s.SearchStatus, s.SearchStatusText));
        Assert.Equal("soon", s.AdditionalData["createTime"]);
        var c = Assert.Single(s.Containers);
        Assert.Equal((OceanTransitStatus.Unknown, "SUNK", "never"), (c.TransitStatus, c.TransitStatusText, c.AdditionalData["lastTrackingTime"]));
        var e = Assert.Single(c.Events);
        Assert.Equal((null, null, "noon", "BOOM", null), (e.Time, e.LocalTime, e.LocalTimeText, e.Status, e.StatusDescription));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"trackingNo":null,"orderNo":null,"type":null,"searchStatus":null,"createTime":null,"customerEmail":null,"carrierInfo":null,"containerInfo":null}""")]
    [InlineData("""{"containerInfo":[{}]}""")]
    [InlineData("""{"containerInfo":[{"currentStatus":null,"trackingDetails":[null]}]}""")]
    public void Missing_fields_are_null_or_empty(string json)
    {
        var s = JsonSerializer.Deserialize(json, OceanJson.Lenient.OceanShipment)!;
        Assert.Equal(
            ("", null, OceanNumberType.Unknown, null), (s.TrackingNumber, s.OrderNumber, s.NumberType, s.CarrierCode));
        Assert.Equal((OceanSearchStatus.Init, null, null), (s.SearchStatus, s.LastEvent, s.CreatedTime));
        Assert.Empty(s.AdditionalData);
        Assert.All(s.Containers, c => Assert.Empty(c.Events));
    }

    [Theory]
    [InlineData("INIT", OceanSearchStatus.Init)]
    [InlineData("FINAL", OceanSearchStatus.Final)]
    [InlineData("NO_RECORD", OceanSearchStatus.NoRecord)]
    [InlineData("EXPIRED", OceanSearchStatus.Expired)]
    public void Search_status_text_is_converted(string text, OceanSearchStatus status) =>
        Assert.Equal(status, JsonSerializer.Deserialize($$"""{"searchStatus":"{{text}}"}""", OceanJson.Lenient.OceanShipment)!.SearchStatus);

    [Theory]
    [InlineData("INIT", AirStatus.Init)]
    [InlineData("BOOKED", AirStatus.Booked)]
    [InlineData("RECEIVED", AirStatus.Received)]
    [InlineData("IN_TRANSIT", AirStatus.InTransit)]
    [InlineData("ARRIVED", AirStatus.Arrived)]
    [InlineData("NOTIFIED", AirStatus.Notified)]
    [InlineData("DELIVERED", AirStatus.Delivered)]
    [InlineData("EXCEPTION", AirStatus.Exception)]
    [InlineData("NO_RECORD", AirStatus.NoRecord)]
    [InlineData("EXPIRED", AirStatus.Expired)]
    [InlineData("BOARDING", AirStatus.Unknown)]
    public void Air_status_text_is_converted(string text, AirStatus status)
    {
        var s = JsonSerializer.Deserialize($$"""{"aviationStatus":"{{text}}"}""", AirJson.Lenient.AirShipment)!;
        Assert.Equal((status, text), (s.Status, s.StatusText));
    }

    [Fact]
    public void Air_shipment_keeps_unknown_fields()
    {
        var s = JsonSerializer.Deserialize(
            """
            {"trackingNo": "160-12345675", "carrierCode": "cathay-pacific", "aviationStatus": "IN_TRANSIT", "createTime": "2026-03-02 09:20:36", "customerEmail": "a@example.com",
             "pieces": "3", "trackingDetails": [
               {"status": "BOOKED", "eventTime": "2026-03-04 11:00:00", "flight": "CX1"},
               {"status": "IN_TRANSIT", "eventTime": "2026-03-05 11:00:00", "locationName": "HKG", "eventDetail": "Departed"}]}
            """,
            AirJson.Lenient.AirShipment)!;
        Assert.Equal(("160-12345675", "cathay-pacific", AirStatus.InTransit, "a@example.com"), (s.TrackingNumber, s.CarrierCode, s.Status, s.CustomerEmail));
        Assert.Equal(new DateTime(2026, 3, 2, 9, 20, 36), s.CreatedTime);
        Assert.Equal("3", s.AdditionalData["pieces"]);
        Assert.Equal(
            ("IN_TRANSIT", "Departed", "HKG"), (s.LastEvent!.Status, s.LastEvent.Description, s.LastEvent.Location));
        Assert.Null(s.LastEvent.Time);
        Assert.Equal("CX1", s.Events[0].AdditionalData["flight"]);
        Assert.Equal("x", JsonSerializer.Deserialize("""{"carrierInfo":{"carrierCode":"x"},"trackingDetails":null}""", AirJson.Lenient.AirShipment)!.CarrierCode);
    }
}
