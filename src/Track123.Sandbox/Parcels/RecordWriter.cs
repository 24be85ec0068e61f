using System.Globalization;
using System.Text.Json;

namespace Track123.InMemory;

/// <summary>Writes tracking records as they stand at one moment.</summary>
internal sealed class RecordWriter(DateTimeOffset now, int seed, RecordForm form)
{
    /// <summary>Ids lie above 2^53, where a reader that takes them for doubles spoils them.</summary>
    private const long FirstId = 412_255_084_490_768_411;

    private static readonly TimeSpan LookUpEvery = TimeSpan.FromHours(6);

    public void Write(Utf8JsonWriter writer, Parcel parcel)
    {
        var journey = new Journey(parcel, seed, now);
        var details = parcel.Details;
        writer.WriteStartObject();
        if (form.HasBareId)
            writer.WriteNumber("id"u8, FirstId + parcel.Sequence);
        else
            writer.WriteString("id"u8, (FirstId + parcel.Sequence).ToString(CultureInfo.InvariantCulture));
        writer.WriteString("trackNo"u8, parcel.TrackNo);
        WireTime.WriteRecordTime(writer, "createTime"u8, parcel.Registered);
        WireTime.WriteRecordTime(writer, "nextUpdateTime"u8, this.NextLookUp(parcel, journey));
        writer.WriteString("orderNo"u8, details?.OrderNo ?? "");
        writer.WriteString("customerEmail"u8, details?.CustomerEmail);
        writer.WriteString("shipFrom"u8, journey.IsAsked ? journey.Origin.Code : null);
        writer.WriteString("shipTo"u8, details?.Country ?? (journey.IsAsked ? journey.Destination.Code : null));
        writer.WriteString("trackingStatus"u8, LookUpState(journey));
        writer.WriteString("transitStatus"u8, journey.Status);
        writer.WriteString("transitSubStatus"u8, journey.IsExpired ? null : journey.Last?.SubStatus);
        this.WriteTimes(writer, parcel, journey);
        writer.WriteString("remark"u8, details?.Remark);
        this.WriteExpected(writer, journey);
        writer.WriteNull("shipmentType"u8);
        WriteExtraInfo(writer, journey);
        LegWriter.WriteFirst(writer, parcel.Carrier, journey, form);
        LegWriter.WriteLastMile(writer, journey, form);
        writer.WriteEndObject();
    }

    /// <summary>
    /// Writes what the carrier has of a parcel at this moment, and none of what only the account would know; null if
    /// the carrier has nothing.
    /// </summary>
    public void WriteInstant(Utf8JsonWriter writer, Parcel parcel)
    {
        var journey = new Journey(parcel, seed, now, isAskedNow: true);
        if (journey.Last is not { } last)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("trackNo"u8, parcel.TrackNo);
        writer.WriteString("shipFrom"u8, journey.Origin.Code);
        writer.WriteString("shipTo"u8, parcel.Details?.Country ?? journey.Destination.Code);
        writer.WriteString("trackingStatus"u8, LookUpState(journey));
        writer.WriteString("transitStatus"u8, journey.Status);
        writer.WriteString("transitSubStatus"u8, last.SubStatus);
        this.WriteTimes(writer, parcel, journey);
        this.WriteExpected(writer, journey);
        writer.WriteNull("shipmentType"u8);
        WriteExtraInfo(writer, journey);
        LegWriter.WriteFirst(writer, parcel.Carrier, journey, form);
        LegWriter.WriteLastMile(writer, journey, form);
        writer.WriteEndObject();
    }

    private static string? LookUpState(Journey journey) =>
        !journey.IsAsked ? null : journey.Last is null ? "002" : "001";

    private DateTimeOffset? NextLookUp(Parcel parcel, Journey journey)
    {
        if (journey.IsExpired || string.Equals(journey.Status, "DELIVERED", StringComparison.Ordinal))
            return null;

        var times = (now - parcel.Registered).Ticks / LookUpEvery.Ticks;
        return parcel.Registered.AddTicks((times + 1) * LookUpEvery.Ticks);
    }

    private void WriteTimes(Utf8JsonWriter writer, Parcel parcel, Journey journey)
    {
        var ordered = journey.FirstTime("INFO_RECEIVED");
        var received = journey.FirstTime("IN_TRANSIT");
        var delivered = journey.FirstTime("DELIVERED");
        var last = journey.LastTime();
        if (parcel.Details?.ShipTime is { } shipTime)
            writer.WriteString("shipTime"u8, shipTime);
        else
            WireTime.WriteRecordTime(writer, "shipTime"u8, Utc(received));
        WireTime.WriteRecordTime(writer, "orderTime"u8, Utc(ordered));
        WireTime.WriteRecordTime(writer, "receiptTime"u8, Utc(received));
        WireTime.WriteRecordTime(writer, "deliveredTime"u8, Utc(delivered));
        WireTime.WriteRecordTime(writer, "lastTrackingTime"u8, Utc(last));
        WriteDays(writer, "transitDays"u8, received, delivered ?? now.UtcDateTime);
        WriteDays(writer, "stayDays"u8, delivered is null ? last : null, now.UtcDateTime);
        WriteDays(writer, "deliveredDays"u8, received, delivered);
        WriteDays(writer, "receiptDays"u8, received, now.UtcDateTime);
    }

    private static DateTimeOffset? Utc(DateTime? time) =>
        time is { } known ? new DateTimeOffset(known, TimeSpan.Zero) : null;

    private static void WriteDays(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTime? from, DateTime? until)
    {
        if (from is { } start && until is { } end)
            writer.WriteNumber(name, (int)(end - start).TotalDays);
        else
            writer.WriteNull(name);
    }

    private void WriteExpected(Utf8JsonWriter writer, Journey journey)
    {
        var local = journey.End + journey.Destination.Zone;
        var isExpected = journey.Plan.Delivers && journey.Last is { Status: not "DELIVERED" };
        if (isExpected)
            WireTime.WriteDate(writer, "expectedDelivery"u8, local);
        else
            writer.WriteNull("expectedDelivery"u8);

        if (form.IsOld)
            return;

        if (isExpected && journey.Last is { Status: "WAITING_DELIVERY" })
        {
            writer.WriteStartObject("expectedDeliveryTime"u8);
            WireTime.WriteLocal(writer, "start"u8, local.AddHours(-1));
            WireTime.WriteLocal(writer, "end"u8, local.AddHours(2));
            WireTime.WriteZone(writer, journey.Destination.Zone);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("expectedDeliveryTime"u8);
        }
    }

    private static void WriteExtraInfo(Utf8JsonWriter writer, Journey journey)
    {
        if (journey.Last is not { } last)
        {
            writer.WriteNull("extraInfo"u8);
            return;
        }

        writer.WriteStartObject("extraInfo"u8);
        writer.WriteNumber("pieces"u8, 1);
        writer.WriteString(
            "signedBy"u8, string.Equals(last.SubStatus, "DELIVERED_03", StringComparison.Ordinal) ? "RECIPIENT" : null);
        writer.WriteNull("serviceCode"u8);
        writer.WriteNull("dimensions"u8);
        writer.WriteString("weight"u8, "0.42 kg");
        writer.WriteEndObject();
    }
}
