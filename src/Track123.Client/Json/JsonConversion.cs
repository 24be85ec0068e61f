using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Track123.Json;

/// <summary>Converts between JSON and plain .NET objects: text, numbers, booleans, lists and dictionaries.</summary>
internal static class JsonConversion
{
    /// <summary>The default limit of JSON parsers.</summary>
    private const int MaxDepth = 64;

    // The body is not embedded in HTML, so non-ASCII letters need no escaping.
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly IReadOnlyDictionary<string, object?> Empty = new Dictionary<string, object?>(
        StringComparer.Ordinal);

    /// <summary>Writes a node without escaping non-ASCII letters.</summary>
    public static byte[] ToUtf8(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
        {
            node.WriteTo(writer);
        }

        return stream.ToArray();
    }

    /// <summary>
    /// Writes plain objects as JSON: dictionaries, lists, text, numbers, booleans, and times in the format of the
    /// service's requests.
    /// </summary>
    /// <param name="data">The object to write.</param>
    /// <param name="unwrap">
    /// Called for every object before it is written. It returns the wrapped object, if any.
    /// </param>
    /// <exception cref="Track123Exception">
    /// An object has another type, or the objects are nested too deeply, for example because one contains itself.
    /// </exception>
    public static string Write(object? data, Func<object, object?> unwrap)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
        {
            Write(writer, data, unwrap, depth: 0);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>
    /// Returns unknown fields, and those of <paramref name="times"/> whose text can't be read as a time.
    /// </summary>
    internal static IReadOnlyDictionary<string, object?> ToDictionary(
        Dictionary<string, JsonElement>? fields, params (string Name, string? Text)[] times)
    {
        Dictionary<string, object?>? all = null;
        foreach (var field in fields ?? [])
        {
            (all ??= new(StringComparer.Ordinal))[field.Key] = ToObject(field.Value);
        }

        foreach (var (name, text) in times)
        {
            if (!string.IsNullOrEmpty(text) && ServiceTime.ReadLocal(text) is null)
            {
                (all ??= new(StringComparer.Ordinal))[name] = text;
            }
        }

        return all ?? Empty;
    }

    /// <summary>Returns a JSON value as a plain object.</summary>
    internal static object? ToObject(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ReadText(value),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole
            : value.TryGetDecimal(out var exact) ? exact
            : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(ToObject).ToArray(),
        JsonValueKind.Object => value.EnumerateObject().GroupBy(ReadName, StringComparer.Ordinal)
            .ToDictionary(p => p.Key, p => ToObject(p.Last().Value), StringComparer.Ordinal),
        _ => null,
    };

    // An escaped unpaired surrogate can't be decoded. The raw text is returned.
    private static string? ReadText(JsonElement value)
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

    private static string ReadName(JsonProperty property)
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
            case IDictionary or IEnumerable when depth == MaxDepth:
                throw InvalidBody("It has more than 64 nested levels or a circular reference.");
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
                    FormatNumber(value) ?? throw InvalidBody(
                        $"An object of type '{value.GetType().FullName}' can't be written as JSON."));
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

    private static string? FormatNumber(object value) => value switch
    {
        double number when double.IsNaN(number) || double.IsInfinity(number) => null,
        float number when float.IsNaN(number) || float.IsInfinity(number) => null,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        byte or sbyte or short or ushort or int or uint or long or ulong or decimal or BigInteger =>
            ((IFormattable)value).ToString(format: null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static Track123Exception InvalidBody(string message) =>
        new(Track123ErrorKind.InvalidRequest, "The body can't be sent. " + message);
}
