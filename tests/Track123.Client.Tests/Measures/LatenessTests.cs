using System.Text.Json;
using Track123.Measures;

namespace Track123.Client.Tests.Measures;

public sealed class LatenessTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]

    // A day without a time zone ends when it ends at UTC-12, which is noon UTC of the next day.
    [InlineData("IN_TRANSIT", "2026-03-20", false)]
    [InlineData("IN_TRANSIT", "2026-03-19", false)]
    [InlineData("IN_TRANSIT", "2026-03-18", true)]
    [InlineData("IN_TRANSIT", "2026-03-18 10:00:00", true)]
    [InlineData("ABNORMAL", "2026-03-10", true)]
    [InlineData("NO_RECORD", "2026-03-10", true)]
    [InlineData("DELIVERED", "2026-03-10", false)]
    [InlineData("EXPIRED", "2026-03-10", false)]
    [InlineData("IN_TRANSIT", "soon", false)]
    public void Parcel_is_late_when_the_expected_day_is_over_in_every_time_zone(string status, string day, bool isLate) => Assert.Equal(
        isLate ? LateReason.Announced : LateReason.None,
        Of($$"""{"transitStatus":"{{status}}","expectedDelivery":"{{day}}"}""").Reason);

    [Theory]
    [InlineData("2026-03-20 13:00:00", "+01:00", false)]
    [InlineData("2026-03-20 12:59:00", "+01:00", true)]
    public void Expected_time_window_is_exact_and_takes_precedence_over_the_day(string end, string zone, bool isLate)
    {
        var json = $$"""{"transitStatus":"IN_TRANSIT","expectedDelivery":"2026-03-01","expectedDeliveryTime":{"end":"{{end}}","timezone":"{{zone}}"} }""";
        Assert.Equal(isLate ? LateReason.Announced : LateReason.None, Of(json).Reason);
    }

    [Theory]
    [InlineData("IN_TRANSIT", "2026-03-13 12:00:00", 7)]
    [InlineData("IN_TRANSIT", "2026-03-13 12:01:00", null)]
    [InlineData("WAITING_DELIVERY", "2026-03-01 12:00:00", 19)]
    [InlineData("DELIVERY_FAILED", "2026-03-01 12:00:00", 19)]
    [InlineData("INFO_RECEIVED", "2026-03-01 12:00:00", null)]
    [InlineData("DELIVERED", "2026-03-01 12:00:00", null)]
    [InlineData("SOMETHING_NEW", "2026-03-01 12:00:00", null)]
    public void Parcel_in_transit_without_expected_day_is_late_after_7_days_without_events(string status, string last, int? days)
    {
        var late = Of($$"""{"transitStatus":"{{status}}","localLogisticsInfo":{"trackingDetails":[{"eventTimeZeroUTC":"{{last}}"}]} }""");
        Assert.Equal(days is { } d ? new Lateness(LateReason.Quiet, d) : default, late);
    }

    [Theory]
    [InlineData("2026-03-12 23:59:00", 7)]
    [InlineData("2026-03-13 00:01:00", null)]
    public void Event_time_without_time_zone_counts_as_the_latest_possible_time(string last, int? days)
    {
        var late = Of($$"""{"transitStatus":"IN_TRANSIT","localLogisticsInfo":{"trackingDetails":[{"eventTime":"{{last}}"}]} }""");
        Assert.Equal(days is { } d ? new Lateness(LateReason.Quiet, d) : default, late);
    }

    [Fact]
    public void StayDays_of_the_service_are_used_without_events() =>
        Assert.Equal(new(LateReason.Quiet, 9), Of("""{"transitStatus":"IN_TRANSIT","stayDays":9}"""));

    [Theory]
    [InlineData("""{"transitStatus":"DELIVERED","deliveredDays":4,"transitDays":9}""", 4)]
    [InlineData("""{"transitStatus":"DELIVERED","transitDays":9}""", 9)]
    [InlineData("""{"transitStatus":"DELIVERED","shipTime":"2026-03-01 10:00:00","deliveredTime":"2026-03-06 09:00:00"}""", 4)]
    [InlineData("""{"transitStatus":"DELIVERED","shipTime":"2026-03-09 10:00:00","deliveredTime":"2026-03-06 09:00:00"}""", null)]
    [InlineData("""{"transitStatus":"IN_TRANSIT","transitDays":-1,"localLogisticsInfo":{"trackingDetails":[{"eventTimeZeroUTC":"2026-03-10 12:00:00"}]} }""", 10)]
    [InlineData("""{"transitStatus":"IN_TRANSIT"}""", null)]
    [InlineData("""{"transitStatus":"EXPIRED","transitDays":90}""", null)]
    public void Days_in_transit_come_from_the_service_or_from_two_comparable_times(string json, int? days) =>
        Assert.Equal(days, new MeasuredParcel(Read(json), Now).Days);

    [Theory]
    [InlineData(new[] { 5 }, 0.5, 5)]
    [InlineData(new[] { 9, 1, 5 }, 0.5, 5)]
    [InlineData(new[] { 1, 2, 3, 4 }, 0.5, 2)]
    [InlineData(new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 30 }, 0.9, 1)]
    [InlineData(new int[0], 0.5, null)]
    public void Percentile_returns_the_days_within_which_a_share_of_parcels_arrived(int[] days, double share, int? within)
    {
        var counts = new DayHistogram();
        foreach (var d in days)
        {
            counts.Add(d);
        }

        Assert.Equal(within, counts.Percentile(share));
    }

    private static Lateness Of(string json) => Lateness.Of(Read(json), Now, quietDays: 7);

    private static Tracking Read(string json) =>
        JsonSerializer.Deserialize(json, ParcelJson.Lenient.Tracking)!.Complete(Now);
}
