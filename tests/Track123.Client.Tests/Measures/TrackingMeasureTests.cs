using System.Text.Json;
using Track123.Measures;
using Track123.Records;

namespace Track123.Client.Tests.Measures;

public sealed class TrackingMeasureTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_parcels_there_is_one_empty_measure_and_no_group()
    {
        var measure = Assert.Single(Measure([]));
        Assert.Equal((0, 0, 0, 0, 0, 0), (measure.Count, measure.Delivered, measure.OnTimeCount, measure.AnnouncedCount, measure.ExceptionCount, measure.LateNow));
        Assert.Null(measure.MedianTransitDays);
        Assert.Null(measure.Percentile90TransitDays);
        Assert.Null(measure.OnTimeShare);
        Assert.Null(measure.ExceptionShare);
        Assert.Equal((null, null, null), (measure.Carrier, measure.Lane, measure.Month));
        Assert.Empty(Measure([], TrackingMeasureGroup.Month));
    }

    [Fact]
    public void One_delivered_parcel_is_its_own_median()
    {
        var measure = Assert.Single(Measure(["""{"transitStatus":"DELIVERED","deliveredDays":4}"""]));
        Assert.Equal((1, 1, 4, 4), (measure.Count, measure.Delivered, measure.MedianTransitDays, measure.Percentile90TransitDays));
        Assert.Equal((null, 0d, 0), (measure.OnTimeShare, measure.ExceptionShare, measure.AnnouncedCount));
    }

    [Theory]
    [InlineData(new[] { 3, 6 }, 3, 6)]
    [InlineData(new[] { 9, 1, 5 }, 5, 9)]
    [InlineData(new[] { 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, 5, 9)]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }, 6, 10)]
    [InlineData(new[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 30 }, 0, 0)]
    public void Percentiles_are_the_days_within_which_the_share_of_delivered_parcels_arrived(int[] days, int median, int percentile90)
    {
        // The other parcels have no influence.
        var parcels = days.Select(d => $$"""{"transitStatus":"DELIVERED","deliveredDays":{{d}}}""")
            .Append("""{"transitStatus":"IN_TRANSIT","transitDays":99}""").Append("""{"transitStatus":"DELIVERED"}""");
        var measure = Assert.Single(Measure(parcels));
        Assert.Equal((median, percentile90), (measure.MedianTransitDays, measure.Percentile90TransitDays));
        Assert.Equal((days.Length + 2, days.Length + 1), (measure.Count, measure.Delivered));
    }

    [Fact]
    public void Shares_are_the_quotients_of_their_counts()
    {
        var measure = Assert.Single(Measure(
            [
                Delivered("2026-03-09", "2026-03-09 23:59:00"),
                Delivered("2026-03-09", "2026-03-08 10:00:00"),
                Delivered("2026-03-09", "2026-03-10 00:00:00"),
                """{"transitStatus":"DELIVERED","expectedDelivery":"2026-03-09"}""",
                """{"transitStatus":"DELIVERED","deliveredTime":"2026-03-09 10:00:00"}""",
                """{"transitStatus":"IN_TRANSIT","expectedDelivery":"2026-03-18"}""",
                """{"transitStatus":"IN_TRANSIT","expectedDelivery":"2026-03-20"}""",
                """{"transitStatus":"IN_TRANSIT","stayDays":90}""",
                """{"transitStatus":"ABNORMAL","expectedDelivery":"2026-03-01"}""",
                """{"transitStatus":"DELIVERY_FAILED"}""",
                """{"transitStatus":"EXPIRED","expectedDelivery":"2026-03-01"}""",
                """{"transitStatus":"NO_RECORD"}""",
            ]));
        Assert.Equal((12, 5), (measure.Count, measure.Delivered));
        Assert.Equal((2, 3, 2 / 3d), (measure.OnTimeCount, measure.AnnouncedCount, measure.OnTimeShare));
        Assert.Equal((3, 0.25), (measure.ExceptionCount, measure.ExceptionShare));
        Assert.Equal(2, measure.LateNow);
    }

    [Theory]

    // The day at the place of delivery counts, whatever the day in UTC.
    [InlineData("2026-03-09 23:30:00", "-08:00", "2026-03-10T07:30:00Z", true)]
    [InlineData("2026-03-10 00:30:00", "+09:00", "2026-03-09T15:30:00Z", false)]
    [InlineData(null, "-08:00", "2026-03-10T07:30:00Z", true)]
    [InlineData(null, "+09:00", "2026-03-09T15:30:00Z", false)]

    // Without a local time or a time zone, a day is over when it is over at UTC-12.
    [InlineData(null, null, "2026-03-10T12:00:00Z", true)]
    [InlineData(null, null, "2026-03-10T12:00:01Z", false)]
    [InlineData("2026-03-10 00:30:00", null, null, false)]
    [InlineData("unreadable", null, null, null)]
    public void Parcel_is_on_time_if_delivered_by_the_announced_day_at_the_place_of_delivery(string? local, string? zone, string? utc, bool? isOnTime) =>
        Assert.Equal(isOnTime, IsOnTime(local, zone, utc, "\"expectedDelivery\":\"2026-03-09\""));

    [Theory]
    [InlineData("2026-03-09 12:00:00", "+01:00", "2026-03-09T11:00:00Z", true)]
    [InlineData("2026-03-09 12:01:00", "+01:00", "2026-03-09T11:01:00Z", false)]
    [InlineData("2026-03-09 12:30:00", "+02:00", null, true)]
    [InlineData("2026-03-09 12:00:00", null, null, true)]
    [InlineData("2026-03-09 12:01:00", null, null, false)]
    public void Announced_window_takes_precedence_over_the_day(string? local, string? zone, string? utc, bool? isOnTime) =>
        Assert.Equal(
            isOnTime,
            IsOnTime(local, zone, utc, """ "expectedDelivery":"2026-03-01","expectedDeliveryTime":{"end":"2026-03-09 12:00:00","timezone":"+01:00"} """));

    [Fact]
    public void Window_without_a_time_zone_is_replaced_by_the_day() =>
        Assert.True(IsOnTime(
            "2026-03-09 12:00:00", "+01:00", null, """ "expectedDelivery":"2026-03-09","expectedDeliveryTime":{"end":"2026-03-09 11:00:00"} """));

    [Fact]
    public void Groups_are_sorted_by_the_given_properties_in_their_order()
    {
        string[] parcels =
        [
            Parcel("DHL", "CN", "DE", "2026-03-02 10:00:00"), Parcel("YunExpress", "CN", "DE", "2026-02-27 10:00:00"),
            Parcel("DHL", "CN", "FR", "2026-03-31 23:59:59"), Parcel("DHL", "CN", "DE", "2026-03-01 00:00:00"),
        ];
        Assert.Equal([("DHL", 3), ("YunExpress", 1)], Measure(parcels, TrackingMeasureGroup.Carrier).Select(m => (m.Carrier, m.Count)));
        Assert.Equal(
            [("2026-02", "YunExpress", 1), ("2026-03", "DHL", 3)],
            Measure(parcels, TrackingMeasureGroup.Month, TrackingMeasureGroup.Carrier).Select(m => (m.Month, m.Carrier, m.Count)));
        var all = Measure(parcels, TrackingMeasureGroup.Carrier, TrackingMeasureGroup.Lane, TrackingMeasureGroup.Month);
        Assert.Equal(["DHL CN>DE 2026-03 2", "DHL CN>FR 2026-03 1", "YunExpress CN>DE 2026-02 1"], all.Select(m => m.ToString()));
        Assert.All(Measure(parcels, TrackingMeasureGroup.Lane), m => Assert.Equal((null, null), (m.Carrier, m.Month)));
    }

    [Theory]
    [InlineData("""{"shipTime":"2026-02-28 23:59:59","createTime":"2026-03-01 08:00:00"}""", "2026-02")]
    [InlineData("""{"shipTime":"soon","createTime":"2026-03-01 08:00:00"}""", "2026-03")]
    [InlineData("{}", "")]
    public void Month_is_that_of_shipment_else_of_registration(string json, string month) =>
        Assert.Equal(month, Assert.Single(Measure([json], TrackingMeasureGroup.Month)).Month);

    [Theory]
    [InlineData("""{"localLogisticsInfo":{"courierCode":"dhl","courierNameEN":"DHL"},"lastMileInfo":{"openApiWayBillInfo":{"courierCode":"ups"}},"shipTo":"DE"}""", "DHL", "DE")]
    [InlineData("""{"localLogisticsInfo":{"courierCode":"dhl"},"shipFrom":"CN"}""", "dhl", "CN>")]
    [InlineData("{}", "", "")]
    public void Carrier_is_the_main_one_and_unknown_values_are_a_group_of_their_own(string json, string carrier, string lane)
    {
        var measure = Assert.Single(Measure([json], TrackingMeasureGroup.Carrier, TrackingMeasureGroup.Lane));
        Assert.Equal((carrier, lane), (measure.Carrier, measure.Lane));
    }

    [Theory]
    [InlineData("""{"transitStatus":"DELIVERED","deliveredDays":4,"transitDays":9,"expectedDelivery":"2026-03-09","localLogisticsInfo":{"courierNameEN":"DHL","trackingDetails":[{"eventTime":"2026-03-09 23:30:00","timezone":"-08:00"},{}]}}""")]
    [InlineData("""{"transitStatus":"DELIVERED","shipFrom":"CN","shipTo":"DE","shipTime":"2026-03-01 10:00:00","deliveredTime":"2026-03-06 09:00:00","expectedDelivery":"2026-03-05"}""")]
    [InlineData("""{"transitStatus":"DELIVERED","transitDays":3,"createTime":"2026-01-31 10:00:00","localLogisticsInfo":{"courierCode":"x","trackingDetails":[{"eventTimeZeroUTC":"2026-03-10T12:00:01Z"}]},"expectedDelivery":"2026-03-09"}""")]
    [InlineData("""{"transitStatus":"IN_TRANSIT","expectedDelivery":"2026-03-01","expectedDeliveryTime":{"end":"2026-03-20 13:00:00","timezone":"+01:00"}}""")]
    [InlineData("""{"transitStatus":"IN_TRANSIT","expectedDeliveryTime":{"end":"2026-03-20 12:59:00","timezone":"+01:00"}}""")]
    [InlineData("""{"transitStatus":"EXPIRED"}""")]
    [InlineData("{}")]
    public void Record_of_a_parcel_has_the_figures_of_the_parcel(string json)
    {
        var parcel = Read(json);
        var record = new TrackingRecord(parcel);
        var copy = TrackingRecordReader.Read(name => typeof(TrackingRecord).GetProperty(name)?.GetValue(record));
        Assert.Equal(Figures(parcel), Figures(copy!));
    }

    [Fact]
    public void Days_between_events_are_unknown_in_a_record_of_several_events()
    {
        const string Json = """{"transitStatus":"DELIVERED","localLogisticsInfo":{"trackingDetails":[{"eventTimeZeroUTC":"2026-03-09T12:00:00Z"},{"eventTimeZeroUTC":"2026-03-02T12:00:00Z"}]}}""";
        var record = new TrackingRecord(Read(Json));
        var copy = TrackingRecordReader.Read(name => typeof(TrackingRecord).GetProperty(name)?.GetValue(record));
        Assert.Equal((7, null), (new MeasuredParcel(Read(Json), Now).Days, new MeasuredParcel(copy!, Now).Days));
    }

    [Theory]
    [InlineData("TrackingNumber")]
    [InlineData("TransitStatusText")]
    [InlineData("RetrievedUtcTime")]
    public void Row_without_a_required_column_is_not_read(string missing)
    {
        var record = new TrackingRecord(Read("""{"transitStatus":"IN_TRANSIT"}"""));
        Assert.NotNull(TrackingRecordReader.Read(Column));
        Assert.Null(TrackingRecordReader.Read(name => name == missing ? null : Column(name)));

        object? Column(string name) => typeof(TrackingRecord).GetProperty(name)?.GetValue(record);
    }

    private static string Delivered(string expected, string time) =>
        $$"""{"transitStatus":"DELIVERED","expectedDelivery":"{{expected}}","localLogisticsInfo":{"trackingDetails":[{"eventTime":"{{time}}","timezone":"+01:00"}]} }""";

    private static string Parcel(string carrier, string from, string to, string shipped) =>
        $$"""{"localLogisticsInfo":{"courierNameEN":"{{carrier}}"},"shipFrom":"{{from}}","shipTo":"{{to}}","shipTime":"{{shipped}}"}""";

    private static bool? IsOnTime(string? local, string? zone, string? utc, string announced)
    {
        var last = JsonSerializer.Serialize(new { eventTime = local, timezone = zone, eventTimeZeroUTC = utc });
        return new MeasuredParcel(Read($$"""{"transitStatus":"DELIVERED",{{announced}},"localLogisticsInfo":{"trackingDetails":[{{last}}]} }"""), Now).IsOnTime;
    }

    private static string Figures(Tracking parcel)
    {
        var table = new MeasureTable([TrackingMeasureGroup.Carrier, TrackingMeasureGroup.Lane, TrackingMeasureGroup.Month]);
        table.Add(parcel);
        return JsonSerializer.Serialize(Assert.Single(table.Create()));
    }

    private static List<TrackingMeasure> Measure(IEnumerable<string> parcels, params TrackingMeasureGroup[] groupBy)
    {
        var table = new MeasureTable(groupBy);
        foreach (var json in parcels)
        {
            table.Add(Read(json));
        }

        return [.. table.Create()];
    }

    private static Tracking Read(string json)
    {
        var parcel = JsonSerializer.Deserialize(json, ParcelJson.Lenient.Tracking)!.Complete(Now);
        parcel.TrackingNumber = "A1";
        return parcel;
    }
}
