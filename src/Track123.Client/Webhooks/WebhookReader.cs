using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Track123.AirCargo;
using Track123.OceanCargo;
using Track123.Parcels;

namespace Track123;

/// <summary>Makes notifications of the bodies that the service posts (contract 6.2).</summary>
public static class WebhookReader
{
    /// <summary>The most bytes of a body: 1 MiB. The service's own are some kilobytes.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Reads a body: a record in a wrapper, a list of records, or a bare record.</summary>
    /// <param name="body">The body, UTF-8.</param>
    /// <param name="signature">Checks its signature; null to leave it unchecked.</param>
    /// <param name="receivedAt">When it was received.</param>
    /// <exception cref="Track123Exception">
    /// <see cref="Track123ErrorKind.WebhookInvalid"/>: it is no webhook, one of the Shopify app, or larger than 1 MiB.
    /// </exception>
    public static IReadOnlyList<WebhookNotification> Read(byte[] body, WebhookSignature? signature, DateTimeOffset receivedAt)
    {
        var frame = ReadFrame(body);
        return ReadRecords(frame, Judge(frame, signature), receivedAt);
    }

    /// <summary>Judges the signature of a body. Whatever the bytes are, it gives a verdict and throws nothing.</summary>
    public static WebhookVerdict Check(byte[] body, WebhookSignature signature)
    {
        try
        {
            return Judge(ReadFrame(body), signature);
        }
        catch (Track123Exception e)
        {
            return new(WebhookStatus.Malformed, e.Message);
        }
    }

    internal static WebhookBody ReadFrame(byte[] body) => body.Length <= MostBytes
        ? WebhookBody.Read(body)
        : throw WebhookBody.Invalid("It is larger than 1 MiB.");

    internal static WebhookVerdict Judge(WebhookBody body, WebhookSignature? signature) =>
        signature?.Check(body.Timestamp, body.Signature)
        ?? new(WebhookStatus.NotChecked, "There was no key to check the signature with.", WebhookSignature.ReadTime(body.Timestamp));

    internal static IReadOnlyList<WebhookNotification> ReadRecords(WebhookBody body, WebhookVerdict verdict, DateTimeOffset receivedAt)
    {
        if (body.Records.Count == 0)
        {
            throw WebhookBody.Invalid("It holds no record.");
        }

        try
        {
            return [.. body.Records.Select(place => ReadRecord(body, place, verdict, receivedAt))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw WebhookBody.Invalid("A field of its record is of another kind than it should be.", e);
        }
    }

    private static WebhookNotification ReadRecord(
        WebhookBody body, (int Start, int Length) place, WebhookVerdict verdict, DateTimeOffset receivedAt)
    {
        var record = body.Bytes.AsSpan(place.Start, place.Length);
        var (names, key) = Survey(body, place);
        if (!names.HasFlag(Names.Number) && !names.HasFlag(Names.CargoNumber))
        {
            throw names.HasFlag(Names.ShopifyNumber)
                ? WebhookBody.Invalid(
                    "It is one of Track123's Shopify app, a different product whose notifications carry 'trackingNumber'. "
                    + "Set the address in the member portal of the Open API instead.")
                : WebhookBody.Invalid("It names no tracking number.");
        }

        WebhookNotification notification;
        if (names.HasFlag(Names.Number))
        {
            var tracking = Deserialize(record, ParcelJson.Lenient.Tracking).Complete(receivedAt);
            tracking.Extra?.Remove("verify");

            // Some clients tolerate this spelling (contract 6.2).
            if (tracking.ShipFrom is null && tracking.Extra is { } extra && extra.TryGetValue("shipfrom", out var from))
            {
                tracking.ShipFrom = from.ValueKind == JsonValueKind.String ? from.GetString() : null;
                extra.Remove("shipfrom");
            }

            notification = new(CarrierType.Parcel, verdict, receivedAt, key) { Tracking = tracking };
        }
        else if (names.HasFlag(Names.Air) || (!names.HasFlag(Names.Ocean) && IsAirWaybill(record)))
        {
            var shipment = Deserialize(record, AirJson.Lenient.AirShipment);
            shipment.RetrievedAt = receivedAt;
            shipment.Extra?.Remove("verify");
            notification = new(CarrierType.Air, verdict, receivedAt, key) { AirShipment = shipment };
        }
        else
        {
            var shipment = Deserialize(record, OceanJson.Lenient.OceanShipment);
            shipment.RetrievedAt = receivedAt;
            shipment.Extra?.Remove("verify");
            notification = new(CarrierType.Ocean, verdict, receivedAt, key) { OceanShipment = shipment };
        }

        return string.IsNullOrWhiteSpace(notification.TrackingNumber)
            ? throw WebhookBody.Invalid("Its tracking number is blank.")
            : notification;
    }

    // Ocean and air payloads were never seen; the records of both have their number in the same field (contract 6.2, 4.3, 5.3).
    private static bool IsAirWaybill(ReadOnlySpan<byte> record) =>
        AirWaybill.Read(Deserialize(record, AirJson.Lenient.AirShipment).TrackingNumber).Number is not null;

    private static T Deserialize<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json, type)!;

    /// <summary>Looks at the names of a record's fields, and hashes what is news in it.</summary>
    private static (Names Names, string Key) Survey(WebhookBody body, (int Start, int Length) place)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var reader = new Utf8JsonReader(body.Bytes.AsSpan(place.Start, place.Length));
        reader.Read();
        var found = Names.None;
        int from = 0, to = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var name = NameOf(ref reader);
            var isPassing = IsPassing(ref reader, body.IsBare);
            reader.Read();
            if (reader.TokenType != JsonTokenType.Null)
            {
                found |= name;
            }

            reader.Skip();
            if (isPassing)
            {
                // What stands before it is news, and so is what comes after.
                hash.AppendData(body.Bytes, place.Start + from, to - from);
                (from, to) = ((int)reader.BytesConsumed, (int)reader.BytesConsumed);
                continue;
            }

            from = from == to ? start : from;
            to = (int)reader.BytesConsumed;
        }

        hash.AppendData(body.Bytes, place.Start + from, to - from);
        return (found, string.Concat(hash.GetHashAndReset().Take(16).Select(b => b.ToString("x2", CultureInfo.InvariantCulture))));
    }

    private static Names NameOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("trackNo"u8) ? Names.Number
        : reader.ValueTextEquals("trackingNo"u8) ? Names.CargoNumber
        : reader.ValueTextEquals("trackingNumber"u8) ? Names.ShopifyNumber
        : reader.ValueTextEquals("aviationStatus"u8) ? Names.Air
        : reader.ValueTextEquals("searchStatus"u8) || reader.ValueTextEquals("containerInfo"u8) || reader.ValueTextEquals("type"u8) ? Names.Ocean
        : Names.None;

    private static bool IsPassing(ref Utf8JsonReader reader, bool isBare) =>
        reader.ValueTextEquals("nextUpdateTime"u8) || reader.ValueTextEquals("updateTime"u8) || reader.ValueTextEquals("transitDays"u8)
        || reader.ValueTextEquals("stayDays"u8) || reader.ValueTextEquals("receiptDays"u8)
        || (isBare && (reader.ValueTextEquals("verify"u8) || reader.ValueTextEquals("timestamp"u8) || reader.ValueTextEquals("signature"u8)));

    [Flags]
    private enum Names
    {
        None = 0,
        Number = 1,
        CargoNumber = 2,
        ShopifyNumber = 4,
        Air = 8,
        Ocean = 16,
    }
}
