using System.Text.Json;

namespace Track123.InMemory;

/// <summary>Takes a body apart. What is missing or of another kind refuses the request as a whole.</summary>
internal static class RequestFields
{
    /// <summary>Most items, or numbers, in one request.</summary>
    public const int MostItems = 100;

    /// <summary>The body as the one object it must be.</summary>
    public static JsonElement Object(JsonDocument body) => body.RootElement.ValueKind == JsonValueKind.Object
        ? body.RootElement
        : throw RequestRefusedException.Parameter("request body must be an object");

    /// <summary>The body as the array of 1 to 100 objects it must be.</summary>
    public static JsonElement Items(JsonDocument body) => Items(body.RootElement, "request body");

    /// <summary>An array of 1 to 100 objects.</summary>
    public static JsonElement Items(JsonElement array, string name)
    {
        if (array.ValueKind != JsonValueKind.Array)
            throw RequestRefusedException.Parameter(name + " must be an array");

        var count = array.GetArrayLength();
        if (count == 0)
            throw RequestRefusedException.Required(name + " is empty");
        if (count > MostItems)
            throw RequestRefusedException.Parameter("at most 100 items in one request");

        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
                throw RequestRefusedException.Parameter(name + " must be an array of objects");
        }

        return array;
    }

    /// <summary>A text; null if it is absent, null or blank.</summary>
    public static string? Text(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value))
            return null;

        if (!JsonBody.TryText(value, out var text))
            throw RequestRefusedException.Parameter(name + " must be a string");

        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>A text that must be there.</summary>
    public static string RequiredText(JsonElement parent, string name) =>
        Text(parent, name) ?? throw RequestRefusedException.Required(name + " is required");
}
