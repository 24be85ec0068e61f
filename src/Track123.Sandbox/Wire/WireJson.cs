using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Track123.InMemory.Wire;

/// <summary>
/// Reads requests as strictly as the contract allows, and writes replies. Every method that reads throws a
/// <see cref="RefusedException"/> if a value is missing or has the wrong type.
/// </summary>
internal static class WireJson
{
    /// <summary>The maximum number of items, or numbers, in one request.</summary>
    public const int MaxItems = 100;

    // Like the service, writes text in UTF-8 without escapes. The reply is not embedded in HTML.
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Parses a body, which must be JSON in UTF-8 and be declared as JSON. The caller disposes it.</summary>
    public static JsonDocument Parse(SandboxRequest request)
    {
        if (!IsJson(request.Headers))
        {
            throw RefusedException.Invalid("Content-Type must be application/json");
        }

        if (request.Body.IsEmpty)
        {
            throw RefusedException.Missing("request body is required");
        }

        try
        {
            // The body is decoded first, because the parser does not validate the bytes of strings.
            return JsonDocument.Parse(StrictUtf8.GetString(request.Body.ToArray()));
        }
        catch (Exception error) when (error is JsonException or DecoderFallbackException)
        {
            throw RefusedException.Invalid("request body is not JSON in UTF-8");
        }
    }

    public static byte[] ToBytes(JsonNode json) => JsonSerializer.SerializeToUtf8Bytes(json, Options);

    public static JsonArray ToJsonArray(this IEnumerable<JsonNode?> nodes) => new([.. nodes]);

    /// <summary>Returns the body, which must be one object.</summary>
    public static JsonElement AsObject(this JsonElement body) => body.ValueKind == JsonValueKind.Object
        ? body
        : throw RefusedException.Invalid("request body must be an object");

    /// <summary>Returns the elements of an array of 1 to 100 objects.</summary>
    public static IEnumerable<JsonElement> AsItems(this JsonElement array, string name = "request body")
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw RefusedException.Invalid(name + " must be an array");
        }

        var count = array.GetArrayLength();
        if (count == 0)
        {
            throw RefusedException.Missing(name + " is empty");
        }

        if (count > MaxItems)
        {
            throw RefusedException.Invalid("at most 100 items in one request");
        }

        var items = array.EnumerateArray();
        return items.All(item => item.ValueKind == JsonValueKind.Object)
            ? items
            : throw RefusedException.Invalid(name + " must be an array of objects");
    }

    /// <summary>Returns a member; null if it is absent or null.</summary>
    public static JsonElement? Member(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Returns a text as it was sent; null if it is absent or null.</summary>
    public static string? RawText(this JsonElement parent, string name) =>
        parent.Member(name)?.AsText(name + " must be a string");

    /// <summary>Returns a text; null if it is absent, null or blank.</summary>
    public static string? Text(this JsonElement parent, string name) =>
        parent.RawText(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public static string RequiredText(this JsonElement parent, string name) =>
        parent.Text(name) ?? throw RefusedException.Missing(name + " is required");

    /// <summary>Returns an integer; null if it is absent or null.</summary>
    public static int? Integer(this JsonElement parent, string name, int min, int max, string message) =>
        parent.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max
            ? number
            : throw RefusedException.Invalid(message);

    /// <summary>Returns the value as text; null for JSON's null.</summary>
    public static string? AsText(this JsonElement value, string message)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            throw RefusedException.Invalid(message);
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped unpaired surrogate.
            throw RefusedException.Invalid(message);
        }
    }

    private static bool IsJson(IReadOnlyDictionary<string, string> headers)
    {
        var parts = headers.TryGetValue("Content-Type", out var header) ? header.Split(';') : [""];
        return parts[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && parts.Skip(1).Select(part => part.Trim()).All(part =>
                !part.StartsWith("charset=", StringComparison.OrdinalIgnoreCase)
                || part.Substring(8).Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
