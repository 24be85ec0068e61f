using System.Text;
using System.Text.Json;

namespace Track123.InMemory;

/// <summary>Reads a request's body as strictly as the contract allows.</summary>
internal static class JsonBody
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Parses the body. The caller disposes it.</summary>
    /// <exception cref="RequestRefusedException">It is not JSON in UTF-8, or not declared as JSON.</exception>
    public static JsonDocument Parse(SandboxRequest request)
    {
        if (!IsJson(request.Headers))
            throw RequestRefusedException.Parameter("Content-Type must be application/json");

        if (request.Body.IsEmpty)
            throw RequestRefusedException.Required("request body is required");

        try
        {
            // The parser looks at text only when asked for it; bad bytes shall not get that far.
            _ = StrictUtf8.GetCharCount(request.Body.ToArray());
            return JsonDocument.Parse(request.Body);
        }
        catch (Exception error) when (error is JsonException or DecoderFallbackException)
        {
            throw RequestRefusedException.Parameter("request body is not JSON in UTF-8");
        }
    }

    /// <summary>Takes the value as text: null for JSON's null.</summary>
    /// <returns>Whether it is a string or null.</returns>
    public static bool TryText(JsonElement value, out string? text)
    {
        text = null;
        if (value.ValueKind == JsonValueKind.Null)
            return true;
        if (value.ValueKind != JsonValueKind.String)
            return false;

        try
        {
            text = value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            return false;
        }
    }

    private static bool IsJson(IReadOnlyDictionary<string, string> headers)
    {
        if (!headers.TryGetValue("Content-Type", out var header))
            return false;

        var parts = header.Split(';');
        if (!parts[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return false;

        foreach (var part in parts.Skip(1))
        {
            var parameter = part.Trim();
            if (parameter.StartsWith("charset=", StringComparison.OrdinalIgnoreCase)
                && !parameter.Substring(8).Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }
}
