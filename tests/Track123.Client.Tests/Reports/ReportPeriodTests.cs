using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Track123.Measures;
using Track123.Records;
using Track123.Reports;

namespace Track123.Client.Tests.Reports;

public sealed class ReportPeriodTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 9, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("track123-").FullName;

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    [Fact]
    public void Change_is_shown_for_parcels_that_reach_back_far_enough()
    {
        var html = this.Write(Deliveries(days: 60, perDay: day => day < 7 ? 15 : 10));
        Assert.Equal("105 ▲ up 50 % from 70", Tile(html, "Registered"));
        Assert.Equal("80 ▲ up 14 % from 70", Tile(html, "Delivered"));
        Assert.Equal("5 days unchanged", Tile(html, "Half delivered within"));
        Assert.Equal("100 % unchanged", Tile(html, "Delivered on time"));
        Assert.Contains("2026-03-13 to 2026-03-19, compared with the 7 days before", html, StringComparison.Ordinal);
    }

    [Fact]
    public void No_change_is_shown_if_parcels_delivered_in_the_earlier_period_are_missing()
    {
        // The earlier period began 14 days ago, and these parcels took 5 days.
        var complete = this.Write(Deliveries(days: 20, perDay: _ => 10));
        Assert.Equal("70 unchanged", Tile(complete, "Registered"));
        var html = this.Write(Deliveries(days: 18, perDay: _ => 10));
        Assert.Equal("70", Tile(html, "Registered"));
        Assert.Equal("70", Tile(html, "Delivered"));
        Assert.DoesNotContain("class=\"change", html, StringComparison.Ordinal);
        Assert.Contains("No comparison with the days before: the first of these parcels was registered on 2026-03-02.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void No_change_is_shown_for_a_selection_by_status()
    {
        var html = this.Write(Deliveries(days: 60, perDay: _ => 10).Where(parcel => parcel.TransitStatus != TransitStatus.Delivered));
        Assert.Equal("50", Tile(html, "Registered"));
        Assert.DoesNotContain("class=\"change", html, StringComparison.Ordinal);
        Assert.Contains("none of these parcels is delivered", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_of_few_parcels_is_a_number_and_of_few_deliveries_is_not_shown()
    {
        var html = this.Write(Deliveries(days: 60, perDay: day => day == 8 ? 4 : day == 1 ? 1 : day == 50 ? 5 : 0));
        Assert.Equal("1 ▼ down 3 from 4", Tile(html, "Registered"));
        Assert.Equal("4 ▲ up 4 from 0", Tile(html, "Delivered"));
        Assert.Equal("5 days", Tile(html, "Half delivered within"));
    }

    [Fact]
    public void Exception_that_is_over_counts_on_its_day_but_not_for_records()
    {
        var parcels = Deliveries(days: 60, perDay: _ => 10, exception: true).ToList();
        Assert.Equal("70 unchanged", Tile(this.Write(parcels), "New exceptions"));
        var records = parcels.Select(parcel => new TrackingRecord(parcel))
            .Select(record => TrackingRecordReader.Read(name => typeof(TrackingRecord).GetProperty(name)?.GetValue(record))!);
        var html = this.Write(records);
        Assert.Equal("0", Tile(html, "New exceptions"));
        Assert.Equal("70 unchanged", Tile(html, "Delivered"));
        Assert.Contains("Exceptions that are open", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_before_the_kept_ones_are_dropped_when_a_later_reading_arrives()
    {
        var days = new DailyMeasures(maxDays: 14);
        foreach (var parcel in Deliveries(days: 60, perDay: _ => 1))
        {
            days.Add(new(parcel, Now), Now);
        }

        Assert.Equal(new DateTime(2026, 3, 6), days.FirstDay);
        days.Add(new(Deliveries(days: 1, perDay: _ => 1).Single(), Now.AddDays(10)), Now.AddDays(10));
        Assert.Equal(new DateTime(2026, 3, 16), days.FirstDay);
        Assert.Equal(0, days.Sum(DateTime.MinValue, new(2026, 3, 15)).RegisteredCount);
    }

    /// <summary>Returns parcels that were registered on each of the last days and delivered after five days.</summary>
    private static IEnumerable<Tracking> Deliveries(int days, Func<int, int> perDay, bool exception = false)
    {
        for (var day = days; day >= 1; day--)
        {
            for (var i = 0; i < perDay(day - 1); i++)
            {
                var registered = Now.UtcDateTime.Date.AddDays(-day).AddHours(10);
                var events = new JsonArray(Event(registered, exception ? "DELIVERY_FAILED_02" : "IN_TRANSIT_01"));
                if (day > 5)
                {
                    events.Insert(0, Event(registered.AddDays(5), "DELIVERED_01"));
                }

                yield return new JsonObject
                {
                    ["trackNo"] = $"LX{day:d3}{i:d3}CN",
                    ["createTime"] = Text(registered),
                    ["transitStatus"] = day > 5 ? "DELIVERED" : "IN_TRANSIT",
                    ["deliveredDays"] = day > 5 ? 5 : null,
                    ["expectedDelivery"] = Text(registered.AddDays(6))[..10],
                    ["localLogisticsInfo"] = new JsonObject { ["courierCode"] = "ups", ["trackingDetails"] = events },
                }.Deserialize(ParcelJson.Lenient.Tracking)!.Complete(Now);
            }
        }
    }

    private static JsonObject Event(DateTime time, string subStatus) => new()
    {
        ["eventTime"] = Text(time),
        ["timezone"] = "+00:00",
        ["eventDetail"] = "Something",
        ["transitSubStatus"] = subStatus,
    };

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    // The text of a tile, without its name.
    private static string Tile(string html, string name)
    {
        var start = html.IndexOf($"<dt>{name}</dt>", StringComparison.Ordinal);
        var tile = html[start..html.IndexOf("</div>", start, StringComparison.Ordinal)].Replace($"<dt>{name}</dt>", "", StringComparison.Ordinal);
        var text = System.Text.RegularExpressions.Regex.Replace(tile.Replace("</span>", " ", StringComparison.Ordinal), "<[^>]*>", "", default, TimeSpan.FromSeconds(1));
        return string.Join(' ', text.Replace('\u00A0', ' ').Replace("&#xA0;", " ", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private string Write(IEnumerable<Tracking> parcels)
    {
        var path = Path.Combine(this.folder, "report.html");
        using (var report = TrackingReport.Create(path, new()))
        {
            foreach (var parcel in parcels)
            {
                report.Add(parcel);
            }

            report.Complete();
        }

        return File.ReadAllText(path);
    }
}
