using System.Text.Json;

namespace Track123.InMemory;

/// <summary>Writes the carriers' legs of a record, and their events, newest first.</summary>
internal static class LegWriter
{
    /// <summary>
    /// Writes <c>localLogisticsInfo</c>. Before the first look-up it names the carrier and has no events; where the
    /// carrier has nothing the list is null. Both were seen of the service.
    /// </summary>
    public static void WriteFirst(Utf8JsonWriter writer, SandboxCarrier carrier, Journey journey, RecordForm form)
    {
        writer.WritePropertyName("localLogisticsInfo"u8);
        var hasNoList = journey.IsAsked && journey.Happened == 0;
        WriteLeg(writer, carrier, journey, isLastMile: false, hasNoList, form);
    }

    /// <summary>
    /// Writes <c>lastMileInfo</c>: null without a hand-over, and present without events between landing and the
    /// hand-over.
    /// </summary>
    public static void WriteLastMile(Utf8JsonWriter writer, Journey journey, RecordForm form)
    {
        if (!journey.LastMileKnown)
        {
            writer.WriteNull("lastMileInfo"u8);
            return;
        }

        var (carrier, number) = journey.LastMile();
        writer.WriteStartObject("lastMileInfo"u8);
        writer.WriteString("lmTrackNo"u8, number);
        writer.WritePropertyName("openApiWayBillInfo"u8);
        WriteLeg(writer, carrier, journey, isLastMile: true, hasNoList: false, form);
        writer.WriteEndObject();
    }

    private static void WriteLeg(
        Utf8JsonWriter writer, SandboxCarrier carrier, Journey journey, bool isLastMile, bool hasNoList,
        RecordForm form)
    {
        writer.WriteStartObject();
        writer.WriteString("courierCode"u8, carrier.Code);
        writer.WriteString("courierNameCN"u8, carrier.NameCn);
        writer.WriteString("courierNameEN"u8, carrier.NameEn);
        writer.WriteString("courierHomePage"u8, carrier.HomePage);
        if (!form.IsOld)
            writer.WriteString("courierTrackingLink"u8, carrier.Link);

        if (hasNoList)
        {
            writer.WriteNull("trackingDetails"u8);
        }
        else
        {
            writer.WriteStartArray("trackingDetails"u8);
            for (var i = journey.Happened - 1; i >= 0; i--)
            {
                if (journey.Takes(i) && journey.Plan.Steps[i].LastMile == isLastMile)
                    WriteEvent(writer, journey, i, form);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter writer, Journey journey, int index, RecordForm form)
    {
        var step = journey.Plan.Steps[index];
        var time = journey.TimeOf(index);
        var (country, place) = journey.PlaceOf(index);
        writer.WriteStartObject();
        writer.WriteString("address"u8, place);
        WireTime.WriteLocal(writer, "eventTime"u8, time + country.Zone);
        if (!form.IsOld)
            WireTime.WriteUtc(writer, "eventTimeZeroUTC"u8, time);
        WireTime.WriteZone(writer, country.Zone);
        writer.WriteString("eventDetail"u8, step.Text);
        if (form.Lang is { } lang)
            writer.WriteString("eventDetailTranslation"u8, $"[{lang}] {step.Text}");
        writer.WriteString("transitSubStatus"u8, step.SubStatus);
        writer.WriteEndObject();
    }
}
