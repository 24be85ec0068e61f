using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Track123.InMemory.Parcels;

/// <summary>The criteria of a query. A parcel must match all of them.</summary>
internal sealed record ParcelCriteria
{
    private const string CursorMark = "after";

    /// <summary>The numbers; empty for any number.</summary>
    public IReadOnlyList<ShipmentName> Names { get; init; } = [];

    /// <summary>The order numbers; empty for any order number.</summary>
    public IReadOnlyList<string> Orders { get; init; } = [];

    /// <summary>The earliest time of registration, in UTC; null for no limit.</summary>
    public DateTime? RegisteredFrom { get; init; }

    /// <summary>The exclusive end of the registration time, in UTC; null for no limit.</summary>
    public DateTime? RegisteredBefore { get; init; }

    /// <summary>The sequence number after which the page starts; −1 for the first page.</summary>
    public int AfterSequence { get; init; }

    public int PageSize { get; init; }

    /// <summary>Reads the criteria.</summary>
    /// <exception cref="RefusedException">A criterion is invalid, or there is none.</exception>
    public static ParcelCriteria Read(JsonElement body)
    {
        if (!body.AsObject().EnumerateObject().Any(member => member.Value.ValueKind != JsonValueKind.Null))
        {
            throw RefusedException.Missing("at least one criterion is required");
        }

        var names = ReadArray(body, "trackNoInfos").Select(ReadName).ToList();
        names.AddRange(ReadTexts(body, "trackNos").Select(number => new ShipmentName(number)));
        var from = ReadTime(body, "createTimeStart");
        var until = ReadTime(body, "createTimeEnd");
        if (from > until)
        {
            throw RefusedException.Invalid("createTimeStart is after createTimeEnd");
        }

        return new ParcelCriteria
        {
            Names = names,
            Orders = [.. ReadTexts(body, "orderNos")],
            RegisteredFrom = from,

            // The end is inclusive and has a precision of one second.
            RegisteredBefore = until?.AddSeconds(1),
            AfterSequence = ReadCursor(body),
            PageSize = body.Integer("queryPageSize", 1, 100, "queryPageSize must be between 1 and 100") ?? 100,
        };
    }

    /// <summary>Returns the cursor that continues after a parcel.</summary>
    public static string CreateCursor(Parcel parcel) => Convert.ToBase64String(
        Encoding.ASCII.GetBytes(FormattableString.Invariant($"{CursorMark}:{parcel.Sequence}")));

    public bool IsInWindow(Parcel parcel) =>
        (this.RegisteredFrom is not { } from || parcel.Registered >= from)
        && (this.RegisteredBefore is not { } before || parcel.Registered < before);

    private static ShipmentName ReadName(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw RefusedException.Invalid("trackNoInfos must be an array of objects");
        }

        var number = element.Text("trackNo") ?? throw RefusedException.Missing("trackNoInfos.trackNo is required");
        return new ShipmentName(number, element.Text("courierCode"));
    }

    // Blank entries are skipped, because the documentation's sample sends [""] for no order numbers.
    private static IEnumerable<string> ReadTexts(JsonElement body, string name) => ReadArray(body, name)
        .Select(element => element.AsText(name + " must be an array of strings")!)
        .Where(text => !string.IsNullOrWhiteSpace(text));

    private static JsonElement.ArrayEnumerator ReadArray(JsonElement body, string name)
    {
        if (body.Member(name) is not { } array)
        {
            return default;
        }

        if (array.ValueKind != JsonValueKind.Array)
        {
            throw RefusedException.Invalid(name + " must be an array");
        }

        return array.GetArrayLength() <= WireJson.MaxItems
            ? array.EnumerateArray()
            : throw RefusedException.Invalid("at most 100 entries in " + name);
    }

    private static DateTime? ReadTime(JsonElement body, string name) => body.Text(name) is not { } text
        ? null
        : WireTime.Read(text) ?? throw RefusedException.Invalid(name + " must be yyyy-MM-dd HH:mm:ss");

    private static int ReadCursor(JsonElement body)
    {
        if (body.Text("cursor") is not { } cursor)
        {
            return -1;
        }

        try
        {
            if (Encoding.ASCII.GetString(Convert.FromBase64String(cursor)).Split(':') is [CursorMark, var place]
                && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            {
                return sequence;
            }
        }
        catch (FormatException)
        {
            // Not a cursor of the sandbox: rejected below.
        }

        throw RefusedException.Invalid("cursor is invalid");
    }
}
