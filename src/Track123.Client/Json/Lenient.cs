using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Track123.Json;

/// <summary>Reads text from a text, number or boolean, and anything else as raw JSON.</summary>
internal sealed class LenientString : JsonConverter<string>
{
    // Longer than any real field. It takes minutes to compare and redact a text of many megabytes.
    private const int MaxLength = 64 * 1024;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    /// <summary>Reads the value of the property whose name was read last.</summary>
    internal static string? ReadNext(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Read(ref reader);
    }

    internal static string? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                ValidateLength(reader.ValueSpan.Length);
                return reader.GetString();
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            case JsonTokenType.Number:
                ValidateLength(reader.ValueSpan.Length);
                return Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
            default:
                using (var document = JsonDocument.ParseValue(ref reader))
                {
                    var text = document.RootElement.GetRawText();
                    ValidateLength(text.Length);
                    return text;
                }
        }
    }

    private static void ValidateLength(int length)
    {
        if (length > MaxLength)
        {
            throw new JsonException("The response contains a text of more than 64 KiB.");
        }
    }
}

/// <summary>Reads a whole number from a number or text; null from anything else.</summary>
internal sealed class LenientInt32 : JsonConverter<int?>
{
    public override bool HandleNull => true;

    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetInt32(out var number) ? number
                    : reader.TryGetDouble(out var wide) ? ToInt32(wide)
                    : null;
            case JsonTokenType.String:
                return double.TryParse(
                    reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read)
                    ? ToInt32(read)
                    : null;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static int? ToInt32(double number) => number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
}

/// <summary>Reads a number from a number or text; null from anything else.</summary>
internal sealed class LenientDouble : JsonConverter<double?>
{
    public override bool HandleNull => true;

    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.GetDouble();
            case JsonTokenType.String:
                return double.TryParse(
                    reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read)
                    ? read
                    : null;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
