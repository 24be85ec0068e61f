using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Track123.Json;

/// <summary>JSON without a class of its own, as plain objects: text, numbers, booleans, lists and dictionaries.</summary>
internal static class JsonConversion
{
    /// <summary>JSON nested more deeply no parser takes unless told to.</summary>
    private const int Deepest = 64;

    // The body is JSON for a service, not text in a page: letters of all scripts go as they are.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Unknown fields, and of <paramref name="times"/> those whose text is there but cannot be read.</summary>
    internal static IReadOnlyDictionary<string, object?> From(
        Dictionary<string, JsonElement>? fields, params (string Name, string? Text)[] times)
    {
        Dictionary<string, object?>? all = null;
        foreach (var field in fields ?? [])
        {
            (all ??= new(StringComparer.Ordinal))[field.Key] = From(field.Value);
        }

        foreach (var (name, text) in times)
        {
            if (!string.IsNullOrEmpty(text) && ServiceTime.ReadLocal(text) is null)
            {
                (all ??= new(StringComparer.Ordinal))[name] = text;
            }
        }

        return all ?? Nothing;
    }

    /// <summary>A JSON value as a plain object.</summary>
    internal static object? From(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.TryGetDecimal(out var exact) ? exact : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(From).ToArray(),
        JsonValueKind.Object => value.EnumerateObject().GroupBy(Name, StringComparer.Ordinal)
            .ToDictionary(p => p.Key, p => From(p.Last().Value), StringComparer.Ordinal),
        _ => null,
    };

    // Half of a character pair, escaped, is no text; it is kept as it was written.
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText().Trim('"');
        }
    }

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>
    /// Writes plain objects as JSON: dictionaries, lists, text, numbers, booleans, and times the way the service's
    /// requests carry them.
    /// </summary>
    /// <param name="data">The object.</param>
    /// <param name="unwrap">Called for every object first, for those that wrap others.</param>
    /// <exception cref="Track123Exception">
    /// An object is none of these, or they are nested too deeply, as one that contains itself.
    /// </exception>
    public static string Write(object? data, Func<object, object?> unwrap)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
        {
            Write(writer, data, unwrap, depth: 0);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object? data, Func<object, object?> unwrap, int depth)
    {
        var value = data is null ? null : unwrap(data);
        switch (value)
        {
            case null or DBNull:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case DateTime time:
                writer.WriteStringValue(ServiceTime.Write(time));
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(ServiceTime.Write(time.DateTime));
                break;
            case string or char or Enum or Guid or Uri:
                writer.WriteStringValue(value.ToString());
                break;
            case IDictionary or IEnumerable when depth == Deepest:
                throw Wrong("It is nested more than 64 levels deep, or contains itself.");
            case IDictionary fields:
                WriteFields(writer, fields, unwrap, depth);
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item, unwrap, depth + 1);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteRawValue(
                    NumberText(value) ?? throw Wrong($"A {value.GetType().FullName} can't be written as JSON."));
                break;
        }
    }

    private static void WriteFields(Utf8JsonWriter writer, IDictionary fields, Func<object, object?> unwrap, int depth)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry field in fields)
        {
            writer.WritePropertyName(Convert.ToString(unwrap(field.Key), CultureInfo.InvariantCulture) ?? "");
            Write(writer, field.Value, unwrap, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static string? NumberText(object value) => value switch
    {
        double number when double.IsNaN(number) || double.IsInfinity(number) => null,
        float number when float.IsNaN(number) || float.IsInfinity(number) => null,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        byte or sbyte or short or ushort or int or uint or long or ulong or decimal or BigInteger =>
            ((IFormattable)value).ToString(format: null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static Track123Exception Wrong(string message) =>
        new(Track123ErrorKind.InvalidRequest, "The body can't be sent. " + message);
}
