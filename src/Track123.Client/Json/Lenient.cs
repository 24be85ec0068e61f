using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Track123.Json;

/// <summary>A text that may come as text, number, boolean or, kept as raw JSON, anything else.</summary>
internal sealed class LenientString : JsonConverter<string>
{
    // No field is longer than this. Comparing and redacting a text of many megabytes would take minutes.
    private const int MaxLength = 64 * 1024;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

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
                Validate(reader.ValueSpan.Length);
                return reader.GetString();
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            case JsonTokenType.Number:
                Validate(reader.ValueSpan.Length);
                return Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
            default:
                using (var document = JsonDocument.ParseValue(ref reader))
                {
                    var text = document.RootElement.GetRawText();
                    Validate(text.Length);
                    return text;
                }
        }
    }

    private static void Validate(int length)
    {
        if (length > MaxLength)
        {
            throw new JsonException("A text is longer than 64 KiB.");
        }
    }
}

/// <summary>A whole number that may come as number or text; null for anything else.</summary>
internal sealed class LenientInt32 : JsonConverter<int?>
{
    public override bool HandleNull => true;

    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetInt32(out var number) ? number : reader.TryGetDouble(out var wide) ? Whole(wide) : null;
            case JsonTokenType.String:
                return double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? Whole(read) : null;
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

    private static int? Whole(double number) => number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
}

/// <summary>A number that may come as number or text; null for anything else.</summary>
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
                return double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : null;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
