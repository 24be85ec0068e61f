using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Track123.AirCargo;
using Track123.OceanCargo;
using Track123.Parcels;
using Track123.Webhooks.Server;

namespace Track123.Webhooks;

/// <summary>
/// The body of a webhook: signature, timestamp, and a record or a list of records. The body may also be the record
/// itself (contract 6.2).
/// </summary>
internal sealed class WebhookBody
{
    /// <summary>The maximum size of a body. Webhooks of the service have a few kilobytes.</summary>
    public const int MaxBytes = HttpServer.MaxBodyBytes;

    // The service sends one.
    private const int MaxRecords = 100;

    // Fields that change by time alone.
    private static readonly string[] TimeFields =
        ["nextUpdateTime", "updateTime", "transitDays", "stayDays", "receiptDays"];
    private static readonly string[] WrapperFields = ["data", "tracking", "accepted", "content"];
    private static readonly string[] SignatureFields = ["verify", "timestamp", "signature"];

    private readonly JsonElement root;
    private readonly JsonElement verify;

    private WebhookBody(JsonElement root)
    {
        this.root = root;
        root.TryGetProperty("verify", out this.verify);
    }

    private string? Timestamp => ReadText(this.verify, "timestamp") ?? ReadText(this.root, "timestamp");

    private string? Signature => ReadText(this.verify, "signature") ?? ReadText(this.root, "signature");

    /// <summary>Parses a body.</summary>
    /// <param name="bytes">JSON in UTF-8.</param>
    /// <exception cref="Track123Exception">
    /// <see cref="Track123ErrorKind.WebhookInvalid"/>: the body is not a JSON object, or larger than 1 MiB.
    /// </exception>
    public static WebhookBody Parse(byte[] bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            throw Invalid("It is larger than 1 MiB.");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes.AsMemory(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
            ValidateText(document.RootElement);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(document.RootElement.Clone())
                : throw Invalid("It is JSON, but not an object.");
        }
        catch (JsonException e)
        {
            throw Invalid("It is not valid JSON, is incomplete, or is nested more than 64 levels deep.", e);
        }
        catch (InvalidOperationException e)
        {
            throw Invalid("It contains text that is not valid Unicode.", e);
        }
    }

    /// <summary>Checks a body's signature. A body that can't be parsed has a result, too.</summary>
    public static WebhookSignatureResult CheckSignature(byte[] bytes, WebhookSignature signature)
    {
        try
        {
            return Parse(bytes).CheckSignature(signature);
        }
        catch (Track123Exception e)
        {
            return new(WebhookSignatureStatus.Malformed, e.Message);
        }
    }

    /// <summary>
    /// Parses a body, checks its signature and reads its notifications, whatever the result of the check.
    /// </summary>
    /// <exception cref="Track123Exception">
    /// <see cref="Track123ErrorKind.WebhookInvalid"/>: the body is not a webhook.
    /// </exception>
    public static IReadOnlyList<WebhookNotification> ReadNotifications(
        byte[] bytes, WebhookSignature? signature, DateTimeOffset receivedAt)
    {
        var body = Parse(bytes);
        return body.ReadNotifications(body.CheckSignature(signature), receivedAt);
    }

    /// <summary>Checks the signature; null leaves it unchecked.</summary>
    public WebhookSignatureResult CheckSignature(WebhookSignature? signature) =>
        signature?.Check(this.Timestamp, this.Signature)
        ?? new(
            WebhookSignatureStatus.NotChecked,
            "There was no key to check the signature with.",
            WebhookSignature.ReadTime(this.Timestamp));

    /// <summary>Reads the notifications.</summary>
    /// <param name="signature">The result of the check.</param>
    /// <param name="receivedAt">The time of receipt.</param>
    /// <exception cref="Track123Exception">
    /// <see cref="Track123ErrorKind.WebhookInvalid"/>: a record is invalid, or there is none.
    /// </exception>
    public IReadOnlyList<WebhookNotification> ReadNotifications(
        WebhookSignatureResult signature, DateTimeOffset receivedAt)
    {
        var records = FindRecords(this.root).Where(item => item.ValueKind != JsonValueKind.Null).ToList();
        if (records.Count is 0 or > MaxRecords)
        {
            throw Invalid(records.Count == 0 ? "It has no record." : $"It has more than {MaxRecords} records.");
        }

        try
        {
            return records.ConvertAll(record => this.ReadNotification(record, signature, receivedAt));
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw Invalid("A field of its record has the wrong type.", e);
        }
    }

    // The record, or a list of records, is under "data" (contract 6.2). Clients also saw it under "tracking", and as in
    // the response to a query.
    private static IEnumerable<JsonElement> FindRecords(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray();
        }

        foreach (var name in WrapperFields)
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var inner)
                && inner.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
            {
                return FindRecords(inner);
            }
        }

        return [value];
    }

    private static Track123Exception Invalid(string reason, Exception? inner = null) =>
        new(Track123ErrorKind.WebhookInvalid, "This is not a webhook of Track123's Open API. " + reason, inner);

    // An escape such as \ud800 is not valid text. Without this check, reading the field would fail later.
    private static void ValidateText(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    ValidateText(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    _ = property.Name;
                    ValidateText(property.Value);
                }

                break;
        }
    }

    private static string? ReadText(JsonElement parent, string name) =>
        parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : null;

    private static CarrierType FindKind(JsonElement record)
    {
        if (Has("trackNo"))
        {
            return CarrierType.Parcel;
        }

        if (!Has("trackingNo"))
        {
            throw Invalid(Has("trackingNumber")
                ? "It is from Track123's Shopify app, a different product whose notifications have the field "
                    + "'trackingNumber'. Set the address in the member portal of the Open API instead."
                : "It has no tracking number.");
        }

        // Webhooks of cargo were never seen; the records of both kinds have their number in the same field (contract
        // 6.2, 4.3, 5.3).
        var isOcean = Has("searchStatus") || Has("containerInfo") || Has("type");
        return Has("aviationStatus") || (!isOcean && AirWaybill.Read(ReadText(record, "trackingNo")).Number is not null)
            ? CarrierType.Air
            : CarrierType.Ocean;

        bool Has(string name) => record.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
    }

    private static Tracking ReadTracking(JsonElement record)
    {
        var tracking = record.Deserialize(ParcelJson.Lenient.Tracking)!;
        tracking.Extra?.Remove("verify");

        // Some clients accept this spelling (contract 6.2).
        if (tracking.ShipFrom is null && tracking.Extra?.Remove("shipfrom") == true)
        {
            tracking.ShipFrom = ReadText(record, "shipfrom");
        }

        return tracking;
    }

    private WebhookNotification ReadNotification(
        JsonElement record, WebhookSignatureResult signature, DateTimeOffset receivedAt)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("Its field \"data\" is neither a tracking record nor a list of them.");
        }

        var kind = FindKind(record);
        var notification = new WebhookNotification(kind, signature, receivedAt, this.ComputeKey(record));
        switch (kind)
        {
            case CarrierType.Parcel:
                notification.Tracking = ReadTracking(record).Complete(receivedAt);
                break;
            case CarrierType.Air:
                var air = record.Deserialize(AirJson.Lenient.AirShipment)!;
                air.RetrievedTime = receivedAt;
                air.Extra?.Remove("verify");
                notification.AirShipment = air;
                break;
            default:
                var ocean = record.Deserialize(OceanJson.Lenient.OceanShipment)!;
                ocean.RetrievedTime = receivedAt;
                ocean.Extra?.Remove("verify");
                notification.OceanShipment = ocean;
                break;
        }

        return string.IsNullOrWhiteSpace(notification.TrackingNumber)
            ? throw Invalid("Its tracking number is blank.")
            : notification;
    }

    private string ComputeKey(JsonElement record)
    {
        var isRoot = !this.root.TryGetProperty("data", out _);
        var fields = record.EnumerateObject()
            .Where(field => !IsIn(TimeFields, field) && !(isRoot && IsIn(SignatureFields, field)))
            .Select(field => field.ToString());
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(string.Join(",", fields)));
        return WebhookSignature.ToHex(hash.Take(16));

        static bool IsIn(string[] names, JsonProperty field) => Array.Exists(names, field.NameEquals);
    }
}
