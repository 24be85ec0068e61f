using System.Text.Json;

namespace Track123.Json;

/// <summary>Turns JSON this version has no name for into plain objects: text, numbers, booleans, lists and dictionaries.</summary>
internal static class PlainData
{
    private static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Unknown fields, and of <paramref name="times"/> those whose text is there but cannot be read.</summary>
    public static IReadOnlyDictionary<string, object?> From(Dictionary<string, JsonElement>? fields, params (string Name, string? Text)[] times)
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
    public static object? From(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.TryGetDecimal(out var exact) ? exact : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(From).ToArray(),
        JsonValueKind.Object => value.EnumerateObject().GroupBy(p => p.Name, StringComparer.Ordinal)
            .ToDictionary(p => p.Key, p => From(p.Last().Value), StringComparer.Ordinal),
        _ => null,
    };
}
