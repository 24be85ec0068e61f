using System.Text.Json;
using System.Text.Json.Serialization;

namespace Track123.Json;

/// <summary>The code and texts of a response.</summary>
/// <param name="Code">The service's code; null if the body is not an envelope.</param>
/// <param name="Message">
/// The service's message (<c>msg</c> or <c>message</c>); read only if the code is not success.
/// </param>
/// <param name="TraceId">The trace id; read only if the code is not success.</param>
internal readonly record struct EnvelopeHead(string? Code, string? Message, string? TraceId);

/// <summary>Reads the code and texts of a response before its content.</summary>
internal static class Envelope
{
    public const string Success = "00000";

    /// <summary>
    /// Reads the code and texts of any body. It stops at a success code, which is usually the first field, so that the
    /// content is read only once.
    /// </summary>
    public static EnvelopeHead ReadHead(ReadOnlySpan<byte> body)
    {
        string? code = null, message = null, traceId = null;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return default;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("code"u8))
                {
                    code = ReadCode(ref reader);
                    if (string.Equals(code, Success, StringComparison.Ordinal))
                    {
                        return new(code, null, null);
                    }
                }
                else if (reader.ValueTextEquals("msg"u8) || reader.ValueTextEquals("message"u8))
                {
                    message = LenientString.ReadNext(ref reader) is { Length: > 0 } text ? text : message;
                }
                else if (reader.ValueTextEquals("traceId"u8))
                {
                    traceId = LenientString.ReadNext(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The body is not JSON, or is incomplete. The values read so far are used.
        }

        return new(code, message, traceId);
    }

    // If the code is neither text nor number, the body is not an envelope.
    private static string? ReadCode(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            return LenientString.Read(ref reader);
        }

        reader.Skip();
        return null;
    }
}

/// <summary>The envelope of every response (contract 1.1).</summary>
internal sealed class Envelope<T>
{
    [JsonPropertyName("code")]
    public string? Code { get; set; }

    [JsonPropertyName("data")]
    public T? Data { get; set; }

    [JsonPropertyName("msg")]
    public string? Msg { get; set; }

    [JsonPropertyName("message")]
    public string? Message { get; set; }

    [JsonPropertyName("traceId")]
    public string? TraceId { get; set; }
}
