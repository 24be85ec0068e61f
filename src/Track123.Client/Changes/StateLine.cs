using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Track123.Json;

namespace Track123.Changes;

/// <summary>
/// Reads and writes the lines of a state file. The first line is an object with the version, the filter and the
/// account. Then follows one array per parcel: key, tracking number, carrier, order number, status, sub-status, time of
/// the last event, times of the events (minutes since 2000 of the newest event, then the minutes between events), and,
/// only if they are needed, the time of the last news and whether the parcel was reported as stalled. The last line is
/// the number of parcels, so that a truncated file is recognized.
/// </summary>
internal static class StateLine
{
    public const int Version = 1;
    public const string Format = "Track123.TrackingChanges";

    private const string TimeFormat = "yyyy-MM-dd HH:mm:ssZ";
    private const string ShortTimeFormat = "yyyy-MM-dd HH:mmZ";

    // Number, carrier, order number, status and sub-status: whether the text must not be null.
    private static readonly bool[] Required = [true, false, false, true, true];

    private static readonly JsonWriterOptions Options = new()
    {
        // Shorter, and better to read.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static Utf8JsonWriter CreateWriter(Stream stream) => new(stream, Options);

    public static void WriteHeader(Utf8JsonWriter writer, ChangeFilter filter)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("version", Version);
        writer.WriteString("createdAfter", filter.CreatedAfterText);
        writer.WriteString("createdBefore", filter.CreatedBeforeText);
        writer.WriteString("account", filter.Account);
        writer.WriteEndObject();
    }

    /// <summary>Reads the header.</summary>
    /// <exception cref="JsonException">The line is not a header.</exception>
    public static (int Version, string? CreatedAfter, string? CreatedBefore, string? Account) ReadHeader(
        ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("format", out var format) && format.ValueEquals(Format)
            && root.TryGetProperty("version", out var version) && version.TryGetInt32(out var number)
                ? (number, ReadText("createdAfter"), ReadText("createdBefore"), ReadText("account"))
                : throw new JsonException();

        string? ReadText(string name) =>
            root.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
    }

    public static void Write(Utf8JsonWriter writer, KnownParcel parcel)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(parcel.Key);
        writer.WriteStringValue(parcel.TrackingNumber);
        writer.WriteStringValue(parcel.CarrierCode);
        writer.WriteStringValue(parcel.OrderNumber);
        writer.WriteStringValue(parcel.StatusText);
        writer.WriteStringValue(Shorten(parcel.SubStatus, parcel.StatusText));
        writer.WriteStringValue(FormatTime(parcel.LastEventTime));
        writer.WriteStartArray();
        for (var i = 0; i < parcel.Events.Length; i++)
        {
            writer.WriteNumberValue(i == 0 ? parcel.Events[0] : parcel.Events[i - 1] - parcel.Events[i]);
        }

        writer.WriteEndArray();
        if (parcel.IsStalled || parcel.NewsTime != parcel.LastEventTime)
        {
            writer.WriteStringValue(FormatTime(parcel.NewsTime));
            writer.WriteBooleanValue(parcel.IsStalled);
        }

        writer.WriteEndArray();
    }

    public static void WriteCount(Utf8JsonWriter writer, int count) => writer.WriteNumberValue(count);

    /// <summary>
    /// Checks a line after the header, and returns the key of its parcel, or else the number of parcels.
    /// </summary>
    /// <exception cref="JsonException">The line is neither.</exception>
    public static (string? Key, int Count) Check(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        if (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt32(out var count) && !reader.Read() ? (null, count) : throw new JsonException();
        }

        Expect(reader.TokenType == JsonTokenType.StartArray);
        var key = ReadText(ref reader) ?? throw new JsonException();
        foreach (var isRequired in Required)
        {
            Expect(reader.Read() && (reader.TokenType == JsonTokenType.String
                || (reader.TokenType == JsonTokenType.Null && !isRequired)));
        }

        _ = ReadTime(ref reader);
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            Expect(reader.TryGetInt32(out _));
        }

        Expect(reader.TokenType == JsonTokenType.EndArray && reader.Read());
        if (reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(reader.TokenType == JsonTokenType.String && ParseTime(reader.GetString()) is not null);
            Expect(reader.Read() && reader.TokenType is JsonTokenType.True or JsonTokenType.False && reader.Read());
        }

        Expect(reader.TokenType == JsonTokenType.EndArray && !reader.Read());
        return (key, 0);
    }

    /// <summary>Reads the line of a parcel that <see cref="Check"/> has checked.</summary>
    public static KnownParcel Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        _ = reader.Read();
        var (key, number) = (ReadText(ref reader), ReadText(ref reader));
        var (carrier, order) = (ReadText(ref reader), ReadText(ref reader));
        var (status, subStatus) = (ReadText(ref reader), ReadText(ref reader));
        var last = ReadTime(ref reader);
        var parcel = new KnownParcel
        {
            Key = key!,
            TrackingNumber = number!,
            CarrierCode = carrier,
            OrderNumber = order,
            StatusText = status!,
            SubStatus = subStatus is ['_', ..] ? status + subStatus : subStatus!,
            LastEventTime = last,
            Events = ReadEvents(ref reader),
            NewsTime = last ?? default,
        };
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            var news = ParseTime(reader.GetString());
            parcel = parcel with { NewsTime = news!.Value, IsStalled = reader.Read() && reader.GetBoolean() };
        }

        return parcel;
    }

    // Most sub-statuses begin with the status: IN_TRANSIT, IN_TRANSIT_03.
    private static string Shorten(string subStatus, string status) =>
        status.Length > 0 && subStatus.Length > status.Length && subStatus[status.Length] == '_'
            && subStatus.StartsWith(status, StringComparison.Ordinal)
            ? subStatus.Substring(status.Length)
            : subStatus;

    private static string? FormatTime(DateTimeOffset? time) => time?.UtcDateTime.ToString(
        time.Value.Second == 0 ? ShortTimeFormat : TimeFormat, CultureInfo.InvariantCulture);

    // Without seconds if they are 0; see FormatTime.
    private static DateTimeOffset? ParseTime(string? text) =>
        ServiceTime.ReadUtc(text?.Length == ShortTimeFormat.Length ? text.Insert(text.Length - 1, ":00") : text);

    private static void Expect(bool condition)
    {
        if (!condition)
        {
            throw new JsonException();
        }
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        Expect(reader.Read() && reader.TokenType is JsonTokenType.String or JsonTokenType.Null);
        return reader.GetString();
    }

    private static DateTimeOffset? ReadTime(ref Utf8JsonReader reader) =>
        ReadText(ref reader) is { } text ? ParseTime(text) ?? throw new JsonException() : null;

    private static int[] ReadEvents(ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        var times = new List<int>(32);
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            var number = reader.GetInt32();
            times.Add(times.Count == 0 ? number : times[times.Count - 1] - number);
        }

        return [.. times];
    }
}
