using System.Text.Json;
using System.Text.Json.Serialization;

namespace Track123.Json;

/// <summary>What an answer says about itself.</summary>
/// <param name="Code">The service's code; null if the body is no envelope.</param>
/// <param name="Message">Its text, <c>msg</c> or <c>message</c>; read only where the code is not success.</param>
/// <param name="TraceId">Its trace id; read only where the code is not success.</param>
internal readonly record struct EnvelopeHead(string? Code, string? Message, string? TraceId);

/// <summary>The frame around every answer (contract 1.1).</summary>
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

/// <summary>Reads the frame before its content is known to be of the form expected.</summary>
internal static class Envelope
{
    public const string Success = "00000";

    /// <summary>
    /// Code and texts of a body, whatever it is. Reading stops at a success code, which stands first in practice: the content is read once, by
    /// whoever knows its form.
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
            // Not JSON, or cut short: whatever was read up to there stands.
        }

        return new(code, message, traceId);
    }

    // What is neither text nor number is no code, and its answer none of the service's.
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
