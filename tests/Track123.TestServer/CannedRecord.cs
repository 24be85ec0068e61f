using System.Globalization;
using System.Text.Json;

namespace Track123.Testing;

/// <summary>Writes one sample parcel in transit, with every documented field and two carriers.</summary>
internal static class CannedRecord
{
    private static readonly DateTime Start = new(2026, 3, 2, 9, 15, 0, DateTimeKind.Utc);

    private static readonly (string Place, string Text, string SubStatus)[] Steps =
    [
        ("Yiwu, Zhejiang, CN", "Shipment information received", "INFO_RECEIVED_01"),
        ("Yiwu, Zhejiang, CN", "Parcel accepted at the collection point", "IN_TRANSIT_01"),
        ("Hangzhou, CN", "Arrived at the sorting centre 杭州分拨中心", "IN_TRANSIT_02"),
        ("Hangzhou, CN", "Export customs clearance complete", "IN_TRANSIT_03"),
        ("Hangzhou, CN", "Packed, about to leave for the airport", "IN_TRANSIT_04"),
        ("Hangzhou Xiaoshan, HGH", "Handed over to the airline", "IN_TRANSIT_05"),
        ("Liège, LGG, BE", "Landed in the destination country", "IN_TRANSIT_06"),
        ("München, DE", "Arrived at the local depot", "IN_TRANSIT_07"),
    ];

    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> blank, int events)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, [.. "41225508"u8, .. blank]);
        writer.WriteString("trackNo"u8, [.. "CANNED"u8, .. blank]);
        writer.WriteString("createTime"u8, "2026-03-02 08:00:00"u8);
        writer.WriteString("nextUpdateTime"u8, "2026-03-12 14:00:00"u8);
        writer.WriteString("orderNo"u8, "SO-2026-004711"u8);
        writer.WriteString("customerEmail"u8, "buyer@example.com"u8);
        writer.WriteString("shipFrom"u8, "CN"u8);
        writer.WriteString("shipTo"u8, "DE"u8);
        writer.WriteString("trackingStatus"u8, "001"u8);
        writer.WriteString("transitStatus"u8, "IN_TRANSIT"u8);
        writer.WriteString("transitSubStatus"u8, "IN_TRANSIT_07"u8);
        writer.WriteString("shipTime"u8, "2026-03-02 09:15:00"u8);
        writer.WriteString("orderTime"u8, "2026-03-02 09:15:00"u8);
        writer.WriteString("receiptTime"u8, "2026-03-02 17:40:00"u8);
        writer.WriteNull("deliveredTime"u8);
        writer.WriteString("lastTrackingTime"u8, "2026-03-10 18:15:00"u8);
        writer.WriteNumber("transitDays"u8, 8);
        writer.WriteNumber("stayDays"u8, 1);
        writer.WriteNull("deliveredDays"u8);
        writer.WriteNumber("receiptDays"u8, 8);
        writer.WriteString("remark"u8, "gift wrap"u8);
        writer.WriteString("expectedDelivery"u8, "2026-03-13"u8);
        WriteWindow(writer);
        writer.WriteNull("shipmentType"u8);
        WriteExtraInfo(writer);

        // The first carrier has seven of ten events; the last-mile carrier has the later ones.
        var first = events * 7 / 10;
        writer.WritePropertyName("localLogisticsInfo"u8);
        WriteLeg(writer, "yunexpress", "云途物流", "YunExpress", from: 0, until: first);
        writer.WriteStartObject("lastMileInfo"u8);
        writer.WriteString("lmTrackNo"u8, "00340434161094022115"u8);
        writer.WritePropertyName("openApiWayBillInfo"u8);
        WriteLeg(writer, "dhl", "敦豪", "DHL Paket", from: first, until: events);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteWindow(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("expectedDeliveryTime"u8);
        writer.WriteString("start"u8, "2026-03-13 10:00:00"u8);
        writer.WriteString("end"u8, "2026-03-13 13:00:00"u8);
        writer.WriteString("timezone"u8, "+01:00"u8);
        writer.WriteEndObject();
    }

    private static void WriteExtraInfo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("extraInfo"u8);
        writer.WriteNumber("pieces"u8, 1);
        writer.WriteNull("signedBy"u8);
        writer.WriteNull("serviceCode"u8);
        writer.WriteNull("dimensions"u8);
        writer.WriteString("weight"u8, "0.42 kg"u8);
        writer.WriteEndObject();
    }

    private static void WriteLeg(
        Utf8JsonWriter writer, string code, string nameChinese, string name, int from, int until)
    {
        writer.WriteStartObject();
        writer.WriteString("courierCode"u8, code);
        writer.WriteString("courierNameCN"u8, nameChinese);
        writer.WriteString("courierNameEN"u8, name);
        writer.WriteString("courierHomePage"u8, $"https://www.{code}.example");
        writer.WriteString("courierTrackingLink"u8, $"https://www.{code}.example/track");
        writer.WriteStartArray("trackingDetails"u8);
        for (var i = until - 1; i >= from; i--)
        {
            var (place, text, subStatus) = Steps[i % Steps.Length];
            writer.WriteStartObject();
            writer.WriteString("address"u8, place);
            writer.WriteString("eventTime"u8, Text(Start.AddHours((i * 10) + 8)));
            writer.WriteString("eventTimeZeroUTC"u8, Text(Start.AddHours(i * 10)));
            writer.WriteString("timezone"u8, "+08:00"u8);
            writer.WriteString("eventDetail"u8, text);
            writer.WriteString("transitSubStatus"u8, subStatus);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
