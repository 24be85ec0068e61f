using System.Globalization;
using System.Text.Json;

namespace Track123.Client.Tests.Parcels;

public sealed class TrackingTests
{
    private const string Record = """
        {"id": 412255084490768411, "trackNo": "LB987654321CN", "createTime": "2026-03-02 09:20:36", "nextUpdateTime": "2026-03-09 21:00:45",
         "orderNo": "SO-1001", "customerEmail": "buyer@example.com", "shipFrom": "CN", "shipTo": "DE", "trackingStatus": "001",
         "transitStatus": "WAITING_DELIVERY", "transitSubStatus": "WAITING_DELIVERY_01", "shipTime": "2026-03-02 18:10:10", "orderTime": null,
         "receiptTime": "soon", "deliveredTime": "", "lastTrackingTime": "2026-03-09 08:05:00", "transitDays": "7", "stayDays": 0,
         "deliveredDays": null, "receiptDays": 1.0, "remark": "gift", "expectedDelivery": "2026-03-09",
         "expectedDeliveryTime": {"start": "2026-03-09 09:00:00", "end": "2026-03-09 12:00:00", "timezone": "+01:00"},
         "shipmentType": "post", "extraInfo": {"pieces": 2, "weight": "1.2 kg", "new": true}, "futureField": {"a": [1, "x", null]},
         "localLogisticsInfo": {"courierCode": "china-post", "courierNameCN": "中国邮政", "courierNameEN": "China Post", "courierTrackingLink": "https://x.example/{trackingNo}",
           "trackingDetails": [
             {"address": "Frankfurt", "eventTime": "2026-03-07 06:30:00", "eventTimeZeroUTC": "2026-03-07T05:30:00Z", "timezone": "+01:00",
              "eventDetail": "Customs clearance completed", "eventDetailTranslation": "Zoll erledigt", "transitSubStatus": "IN_TRANSIT_03"},
             null,
             {"address": "Frankfurt", "eventTime": "2026-03-07 06:30:00", "eventTimeZeroUTC": "2026-03-07T05:30:00Z", "timezone": "+01:00",
              "eventDetail": "Customs clearance completed", "transitSubStatus": "IN_TRANSIT_03"},
             {"address": "Shenzhen", "eventTime": "2026-03-02 18:10:10", "timezone": "+0800", "eventDetail": "Accepted", "transitSubStatus": "IN_TRANSIT_01"},
             {"address": null, "eventTime": "2026-03-01 10:00:00", "timezone": "", "eventDetail": "Posted", "transitSubStatus": null}]},
         "lastMileInfo": {"lmTrackNo": "00340434161094000000", "openApiWayBillInfo": {"courierCode": "dhl-paket", "courierNameEN": "DHL Paket",
           "trackingDetails": [{"address": "Berlin", "eventTime": "2026-03-09 08:05:00", "eventTimeZeroUTC": "2026-03-09T07:05:00Z", "timezone": "+01:00",
             "eventDetail": "Out for delivery", "transitSubStatus": "WAITING_DELIVERY_01"}]}}}
        """;

    [Theory]
    [InlineData("CN", "DE", "CN>DE")]
    [InlineData("", "DE", "DE")]
    [InlineData("CN", null, "CN>")]
    [InlineData(null, null, "")]
    public void Route_has_the_known_countries(string? from, string? to, string route) =>
        Assert.Equal(route, new Tracking { ShipFrom = from, ShipTo = to }.Route);

    [Fact]
    public void Every_documented_field_is_read()
    {
        var t = Read(Record);
        Assert.Equal("412255084490768411", t.Id);
        Assert.Equal("LB987654321CN", t.TrackingNumber);
        Assert.Equal(
            ("china-post", "China Post", "中国邮政"), (t.CarrierCode, t.CarrierName, t.MainLeg!.CarrierNameChinese));
        Assert.Equal(("SO-1001", "buyer@example.com", "gift", "CN", "DE"), (t.OrderNumber, t.CustomerEmail, t.Remark, t.ShipFrom, t.ShipTo));
        Assert.Equal((TransitStatus.WaitingDelivery, "WAITING_DELIVERY_01", "out for delivery"), (t.TransitStatus, t.TransitSubStatus, t.StatusDescription));
        Assert.Equal((LookupStatus.Normal, "001"), (t.LookupStatus, t.LookupStatusText));
        Assert.Equal((7, 0, null, 1), (t.TransitDays, t.StayDays, t.DeliveredDays, t.ReceiptDays));
        Assert.Equal(new DateTime(2026, 3, 2, 9, 20, 36), t.CreatedTime);
        Assert.Equal(DateTimeKind.Unspecified, t.CreatedTime!.Value.Kind);
        Assert.Null(t.DeliveredTime);
        Assert.Equal("2026-03-09", t.ExpectedDelivery);
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.FromHours(1)), t.ExpectedDeliveryWindow!.Start);
        Assert.Equal(("post", "2", "1.2 kg"), (t.ShipmentType, t.Details!.Pieces, t.Details.Weight));
        Assert.Equal("00340434161094000000", t.LastMile!.TrackingNumber);
        Assert.Equal("dhl-paket", t.LastMile.Leg!.CarrierCode);
    }

    [Fact]
    public void Unknown_fields_and_unreadable_times_are_kept()
    {
        var t = Read(Record);
        Assert.Equal("soon", t.AdditionalData["receiptTime"]);
        Assert.Equal(
            [1L, "x", null], (object?[])((IReadOnlyDictionary<string, object?>)t.AdditionalData["futureField"]!)["a"]!);
        Assert.Equal(true, t.Details!.AdditionalData["new"]);
    }

    [Fact]
    public void Events_of_both_legs_are_merged_newest_first_without_duplicates()
    {
        var t = Read(Record);
        Assert.Equal(["Out for delivery", "Customs clearance completed", "Accepted", "Posted"], t.Events.Select(e => e.Description));
        Assert.Equal("Zoll erledigt", t.Events[1].Translation);
        Assert.Equal([Leg.LastMile, Leg.Main], t.Events.Take(2).Select(e => e.Leg));
        Assert.Equal(["dhl-paket", "china-post"], t.Events.Take(2).Select(e => e.LegCarrierCode));
        Assert.Equal("Out for delivery", t.LastEvent!.Description);
    }

    [Fact]
    public void Event_time_is_null_if_the_time_zone_is_unknown()
    {
        var events = Read(Record).Events;
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 8, 5, 0, TimeSpan.FromHours(1)), events[0].Time);
        Assert.Equal(TimeSpan.FromHours(1), events[0].Time!.Value.Offset);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 18, 10, 10, TimeSpan.FromHours(8)), events[2].Time);
        Assert.Null(events[3].Time);
        Assert.Equal(new DateTime(2026, 3, 1, 10, 0, 0), events[3].LocalTime);
    }

    // The documentation's sample gives all events the same UTC time.
    [Theory]
    [InlineData("2026-03-09T07:05:00Z", "+01:00", "2026-03-09T08:05:00+01:00")]
    [InlineData("2026-03-09T06:05:00Z", "+01:00", "2026-03-09T07:05:00+01:00")]
    [InlineData("2026-03-08T06:05:00Z", "+01:00", "2026-03-09T08:05:00+01:00")]
    [InlineData("2022-01-01T00:00:00Z", "+01:00", "2026-03-09T08:05:00+01:00")]
    [InlineData("2022-01-01T00:00:00Z", null, "2022-01-01T00:00:00+00:00")]
    public void Event_keeps_its_local_time_if_the_UTC_time_differs_by_more_than_a_day(string utc, string? zone, string time)
    {
        var e = new TrackingEvent { LocalTimeText = "2026-03-09 08:05:00", UtcTimeText = utc, TimeZone = zone };
        Assert.Equal(time, e.Time!.Value.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Event_has_the_numbers_of_its_parcel_and_the_carrier_of_its_leg()
    {
        var t = Read(Record);
        Assert.All(t.Events, e => Assert.Equal(("LB987654321CN", "china-post", "SO-1001"), (e.TrackingNumber, e.CarrierCode, e.OrderNumber)));
        Assert.Equal((1, 4), (t.LastMile!.Leg!.EventCount, t.MainLeg!.EventCount));
    }

    [Theory]
    [InlineData("IN_TRANSIT_03", TransitStatus.InTransit)]
    [InlineData("EXPIRED", TransitStatus.Expired)]
    [InlineData("TELEPORTED_01", TransitStatus.Unknown)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Status_of_an_event_is_read_from_its_sub_status(string? subStatus, TransitStatus? status) =>
        Assert.Equal(status, new TrackingEvent { TransitSubStatus = subStatus }.TransitStatus);

    [Theory]
    [InlineData("2026-03-09T09:05:00Z", "2026-03-09T07:05:00Z", 0)]
    [InlineData("2026-03-09T07:00:00Z", "2026-03-09T07:05:00Z", 0)]
    [InlineData("2026-03-01T07:00:00Z", "2026-03-09T07:05:00Z", 0)]
    [InlineData("2026-03-11T07:04:59Z", "2026-03-09T07:05:00Z", 1)]
    [InlineData("2026-03-11T07:05:00Z", "2026-03-09T07:05:00Z", 2)]
    public void Age_is_counted_in_whole_days_and_never_negative(string retrieved, string last, int days)
    {
        var t = Read(Record);
        t.RetrievedTime = DateTimeOffset.Parse(retrieved, CultureInfo.InvariantCulture);
        Assert.Equal((DateTimeOffset.Parse(last, CultureInfo.InvariantCulture), days), (t.LastEventTime, t.AgeDays));
    }

    [Fact]
    public void Events_are_sorted_by_their_time()
    {
        var t = Read(Record);
        Assert.Equal(t.Events.Reverse(), t.Events.Order(Comparer<object>.Default).Cast<TrackingEvent>());
        Assert.Throws<ArgumentException>(() => ((IComparable)t.Events[0]).CompareTo("2026"));
    }

    [Theory]
    [InlineData("{}", TransitStatus.Init)]
    [InlineData("""{"transitStatus":null}""", TransitStatus.Init)]
    [InlineData("""{"transitStatus":"TELEPORTED"}""", TransitStatus.Unknown)]
    [InlineData("""{"transitStatus":"DELIVERED"}""", TransitStatus.Delivered)]
    public void Unknown_status_keeps_its_text(string json, TransitStatus status)
    {
        var t = Read(json);
        Assert.Equal(status, t.TransitStatus);
        Assert.Equal(status == TransitStatus.Unknown ? "TELEPORTED" : t.TransitStatusText, t.TransitStatusText);
    }

    [Theory]
    [InlineData("""{"localLogisticsInfo":null,"lastMileInfo":null}""")]
    [InlineData("""{"localLogisticsInfo":{"trackingDetails":null},"lastMileInfo":{"openApiWayBillInfo":{"trackingDetails":[]}}}""")]
    [InlineData("""{"localLogisticsInfo":{},"lastMileInfo":{}}""")]
    [InlineData("""{"localLogisticsInfo":{"trackingDetails":""}}""")]
    public void Missing_legs_and_lists_read_as_empty(string json)
    {
        var t = Read(json);
        Assert.Empty(t.Events);
        Assert.Null(t.LastEvent);
        Assert.Null(t.AgeDays);
    }

    [Theory]
    [InlineData("+08:00", 480)]
    [InlineData("+0800", 480)]
    [InlineData("-07:30", -450)]
    [InlineData("+8", 480)]
    [InlineData("Z", 0)]
    [InlineData("UTC+8", 480)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("local", null)]
    [InlineData("+99:00", null)]
    public void Time_zone_is_read_in_every_known_form(string? text, int? minutes) =>
        Assert.Equal(minutes, (int?)ServiceTime.ReadZone(text)?.TotalMinutes);

    private static Tracking Read(string json) =>
        JsonSerializer.Deserialize(json, ParcelJson.Lenient.Tracking)!.Complete(new DateTimeOffset(2026, 3, 9, 9, 5, 0, TimeSpan.Zero));
}
