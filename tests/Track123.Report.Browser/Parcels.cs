using System.Globalization;
using System.Text.Json.Nodes;

namespace Track123.Testing.Reports;

/// <summary>Records as the service sends them.</summary>
internal static class Parcels
{
    private static readonly (string Code, string Name)[] Carriers =
    [
        ("yunexpress", "YunExpress"), ("dhl-paket", "DHL Paket"), ("usps", "USPS"), ("royal-mail", "Royal Mail"), ("china-post", "China Post"),
        ("ups", "UPS"), ("fedex", "FedEx"), ("postnl", "PostNL"), ("la-poste", "La Poste"), ("japan-post", "日本郵便"), ("4px", "4PX"),
        ("correos-spain", "Correos"), ("yanwen", "Yanwen"), ("gls-spain", "GLS Spain"), ("australia-post", "Australia Post"),
    ];

    private static readonly string[] Places =
        ["Yiwu, CN", "杭州市", "Shenzhen, CN", "Liège, BE", "München, DE", "Warszawa, PL", "New York, NY", "Manchester, GB", "東京都", "São Paulo, BR"];

    private static readonly (string Text, string SubStatus)[] Steps =
    [
        ("Shipment information received", "INFO_RECEIVED_01"), ("Accepted at the collection point", "IN_TRANSIT_01"),
        ("Arrived at the sorting centre 分拨中心", "IN_TRANSIT_02"), ("Export customs cleared", "IN_TRANSIT_03"), ("Handed over to the airline", "IN_TRANSIT_05"),
        ("Landed in the destination country", "IN_TRANSIT_06"), ("Arrived at the local depot", "IN_TRANSIT_07"), ("Out for delivery", "WAITING_DELIVERY_01"),
    ];

    // The distribution of a typical account: most parcels are delivered or in transit.
    private static readonly (string Status, string SubStatus)[] Mix =
    [
        ("DELIVERED", "DELIVERED_01"), ("DELIVERED", "DELIVERED_03"), ("IN_TRANSIT", "IN_TRANSIT_07"), ("DELIVERED", "DELIVERED_01"), ("IN_TRANSIT", "IN_TRANSIT_02"),
        ("WAITING_DELIVERY", "WAITING_DELIVERY_01"), ("DELIVERED", "DELIVERED_04"), ("IN_TRANSIT", "IN_TRANSIT_03"), ("INFO_RECEIVED", "INFO_RECEIVED_01"),
        ("DELIVERED", "DELIVERED_02"), ("ABNORMAL", "ABNORMAL_02"), ("DELIVERED", "DELIVERED_01"), ("IN_TRANSIT", "IN_TRANSIT_06"), ("NO_RECORD", ""),
        ("DELIVERED", "DELIVERED_01"), ("DELIVERY_FAILED", "DELIVERY_FAILED_02"), ("DELIVERED", "DELIVERED_01"), ("EXPIRED", ""), ("INIT", ""),
        ("DELIVERED", "DELIVERED_01"),
    ];

    /// <summary>
    /// Returns parcels with every known status and one unknown status, including both kinds of late parcels.
    /// </summary>
    public static IEnumerable<JsonObject> WithEveryStatus()
    {
        for (var i = 0; i < 60; i++)
        {
            var (status, subStatus) = Mix[i % Mix.Length];
            var record = One(i, status, subStatus, events: 4 + (i % 9));
            if (i % 20 == 4)
            {
                record["expectedDelivery"] = "2026-03-17";
            }

            yield return record;
        }

        yield return One(60, "AT_THE_MOON", "AT_THE_MOON_01", events: 3);
        var quiet = One(61, "IN_TRANSIT", "IN_TRANSIT_02", events: 5, age: TimeSpan.FromDays(12));
        quiet["expectedDelivery"] = null;
        yield return quiet;
    }

    /// <summary>
    /// Returns a number of parcels with a number of events each, registered in the course of 75 days. Most are delivered
    /// after the usual days of their carrier, some become exceptions, and the rest are on their way.
    /// </summary>
    public static IEnumerable<JsonObject> Many(int count, int events)
    {
        for (var i = 0; i < count; i++)
        {
            var registered = ReportFile.Now.UtcDateTime - TimeSpan.FromMinutes((i * 7919L) % (75 * 24 * 60));
            var isWeekend = registered.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            registered -= TimeSpan.FromDays(isWeekend && i % 4 > 0 ? 2 : 0);
            var transit = TimeSpan.FromHours(72 + (Carrier(i) * 14) + (i * 31 % 90) + (i % 23 == 0 ? 200 : 0));
            var share = (ReportFile.Now.UtcDateTime - registered) / transit;
            var (status, subStatus) = (i * 13 % 101, share) switch
            {
                (< 4, > 0.5) => ("ABNORMAL", $"ABNORMAL_0{1 + (i % 8)}"),
                (4, > 0.9) => ("DELIVERY_FAILED", $"DELIVERY_FAILED_0{1 + (i % 4)}"),
                (5, > 4) => ("EXPIRED", ""),
                (_, > 1) => ("DELIVERED", $"DELIVERED_0{1 + (i % 4)}"),
                (_, > 0.9) => ("WAITING_DELIVERY", "WAITING_DELIVERY_01"),
                (_, > 0.2) => ("IN_TRANSIT", $"IN_TRANSIT_0{1 + (i % 7)}"),
                (_, > 0.1) => ("INFO_RECEIVED", "INFO_RECEIVED_01"),
                _ => ("INIT", ""),
            };
            var last = status == "DELIVERED" ? registered + transit : registered + (transit * Math.Min(share, 0.8));
            var record = One(i, status, subStatus, events, ReportFile.Now.UtcDateTime - last);
            record["createTime"] = Text(registered);
            var days = (int)Math.Min(transit.TotalDays, (ReportFile.Now.UtcDateTime - registered).TotalDays);
            record["transitDays"] = status == "INIT" ? null : days;
            record["deliveredDays"] = status == "DELIVERED" ? days : null;
            record["expectedDelivery"] = Text(registered.AddHours(170 + (Carrier(i) * 14)))[..10];
            yield return record;
        }
    }

    private static int Carrier(int i) => (i + (i / 7)) % Carriers.Length;

    private static JsonObject One(int i, string status, string subStatus, int events, TimeSpan? age = null)
    {
        var (code, name) = Carriers[Carrier(i)];
        var hasEvents = status is not ("INIT" or "NO_RECORD");
        var last = ReportFile.Now.UtcDateTime - (age ?? TimeSpan.FromHours(5 + (i % 40)));
        var record = new JsonObject
        {
            ["id"] = 41225508 + i,
            ["trackNo"] = string.Create(CultureInfo.InvariantCulture, $"LP{i * 104729L % 1_000_000_007:d10}CN"),
            ["orderNo"] = string.Create(CultureInfo.InvariantCulture, $"SO-{24000 + i}"),
            ["shipFrom"] = (i % 9) switch { < 6 => "CN", 6 => "DE", 7 => "US", _ => "VN" },
            ["shipTo"] = (i % 8) switch { 0 or 4 => "DE", 1 or 5 => "US", 2 => "GB", 3 => "JP", 6 => "FR", _ => "AU" },
            ["transitStatus"] = status,
            ["transitSubStatus"] = subStatus,
            ["createTime"] = Text(last.AddDays(-4)),
            ["transitDays"] = hasEvents ? 3 + (i * 11 % 17) : null,
            ["deliveredDays"] = status == "DELIVERED" ? 3 + (i * 11 % 17) : null,
            ["expectedDelivery"] = status is "IN_TRANSIT" ? "2026-03-24" : null,
            ["customerEmail"] = "recipient@example.com",
            ["remark"] = "Secret remark",
            ["localLogisticsInfo"] = Leg(code, name, hasEvents ? events : 0, last, i),
        };
        if (i % 3 == 0 && status is "DELIVERED" or "WAITING_DELIVERY")
        {
            record["lastMileInfo"] = new JsonObject
            {
                ["lmTrackNo"] = string.Create(CultureInfo.InvariantCulture, $"00340434{i:d12}"),
                ["openApiWayBillInfo"] = Leg("dhl-paket", "DHL Paket", 2, last.AddHours(3), i + 5),
            };
        }

        return record;
    }

    private static JsonObject Leg(string code, string name, int events, DateTime last, int seed)
    {
        var details = new JsonArray();
        for (var e = events - 1; e >= 0; e--)
        {
            var time = last.AddHours(-11 * (events - 1 - e));
            var (text, subStatus) = Steps[e % Steps.Length];
            details.Add(new JsonObject
            {
                ["eventTimeZeroUTC"] = Text(time),
                ["eventTime"] = Text(time.AddHours(e < 5 ? 8 : 1)),
                ["timezone"] = e < 5 ? "+08:00" : "+01:00",
                ["eventDetail"] = text,
                ["address"] = Places[(seed + e) % Places.Length],
                ["transitSubStatus"] = subStatus,
            });
        }

        return new()
        {
            ["courierCode"] = code,
            ["courierNameEN"] = name,
            ["courierHomePage"] = $"https://www.{code}.example/",
            ["courierTrackingLink"] = $"https://track.{code}.example/parcel?id={{trackingNo}}",
            ["trackingDetails"] = details,
        };
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
