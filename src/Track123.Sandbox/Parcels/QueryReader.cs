using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Track123.InMemory;

/// <summary>Reads the body of a query.</summary>
internal static class QueryReader
{
    private const string CursorMark = "after";

    /// <summary>Reads the criteria.</summary>
    /// <exception cref="RequestRefusedException">Something in it is wrong, or there is nothing in it.</exception>
    public static ParcelCriteria Read(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        var query = RequestFields.Object(body);
        if (!query.EnumerateObject().Any(member => member.Value.ValueKind != JsonValueKind.Null))
            throw RequestRefusedException.Required("at least one criterion is required");

        var names = ReadNames(query);
        names.AddRange(ReadTexts(query, "trackNos").Select(number => new ParcelName(number, null)));
        var from = ReadTime(query, "createTimeStart");
        var until = ReadTime(query, "createTimeEnd");
        if (from > until)
            throw RequestRefusedException.Parameter("createTimeStart is after createTimeEnd");

        return new ParcelCriteria
        {
            Names = names,
            Orders = ReadTexts(query, "orderNos"),
            From = from,
            // The end is a whole second and belongs to the window.
            Before = until?.AddSeconds(1),
            AfterSequence = ReadCursor(query),
            PageSize = ReadPageSize(query),
        };
    }

    /// <summary>Makes the cursor that continues after a parcel.</summary>
    public static string CursorAfter(Parcel parcel) => Convert.ToBase64String(
        Encoding.ASCII.GetBytes(CursorMark + ":" + parcel.Sequence.ToString(CultureInfo.InvariantCulture)));

    private static List<ParcelName> ReadNames(JsonElement query)
    {
        var names = new List<ParcelName>();
        foreach (var element in ReadArray(query, "trackNoInfos"))
        {
            if (element.ValueKind != JsonValueKind.Object)
                throw RequestRefusedException.Parameter("trackNoInfos must be an array of objects");

            var number = RequestFields.Text(element, "trackNo");
            if (number is null)
                throw RequestRefusedException.Required("trackNoInfos.trackNo is required");

            names.Add(new ParcelName(number, RequestFields.Text(element, "courierCode")));
        }

        return names;
    }

    // Blank entries are skipped: the documentation's own sample sends [""] for no order numbers.
    private static List<string> ReadTexts(JsonElement query, string name)
    {
        var texts = new List<string>();
        foreach (var element in ReadArray(query, name))
        {
            if (!JsonBody.TryText(element, out var text))
                throw RequestRefusedException.Parameter(name + " must be an array of strings");

            if (text is not null && !string.IsNullOrWhiteSpace(text))
                texts.Add(text);
        }

        return texts;
    }

    private static JsonElement.ArrayEnumerator ReadArray(JsonElement query, string name)
    {
        if (!query.TryGetProperty(name, out var array) || array.ValueKind == JsonValueKind.Null)
            return default;

        if (array.ValueKind != JsonValueKind.Array)
            throw RequestRefusedException.Parameter(name + " must be an array");

        if (array.GetArrayLength() > RequestFields.MostItems)
            throw RequestRefusedException.Parameter("at most 100 entries in " + name);

        return array.EnumerateArray();
    }

    private static DateTimeOffset? ReadTime(JsonElement query, string name)
    {
        if (RequestFields.Text(query, name) is not { } text)
            return null;

        return WireTime.TryRead(text, out var time)
            ? time
            : throw RequestRefusedException.Parameter(name + " must be yyyy-MM-dd HH:mm:ss");
    }

    private static int ReadPageSize(JsonElement query)
    {
        if (!query.TryGetProperty("queryPageSize", out var value) || value.ValueKind == JsonValueKind.Null)
            return 100;

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var size) && size is >= 1 and <= 100
            ? size
            : throw RequestRefusedException.Parameter("queryPageSize must be between 1 and 100");
    }

    private static int ReadCursor(JsonElement query)
    {
        if (RequestFields.Text(query, "cursor") is not { } cursor)
            return -1;

        try
        {
            var parts = Encoding.ASCII.GetString(Convert.FromBase64String(cursor)).Split(':');
            if (parts is [CursorMark, var place]
                && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
                return sequence;
        }
        catch (FormatException)
        {
            // Not one of ours: refused below like any other.
        }

        throw RequestRefusedException.Parameter("cursor is invalid");
    }
}
