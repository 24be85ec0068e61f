using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Track123.Json;

/// <summary>
/// The items of a response in any form that the service uses (contract 1.2): nothing, an array, a page with
/// <c>content</c>, or one item.
/// </summary>
internal sealed class Items<T>
{
    public List<T> Content { get; } = [];

    public string? Cursor { get; set; }

    public int? TotalElements { get; set; }

    public int? TotalPages { get; set; }

    public int? CurrentPage { get; set; }
}

/// <summary>Reads <see cref="Items{T}"/>.</summary>
internal sealed class ItemsConverter<T> : JsonConverter<Items<T>>
    where T : class
{
    public override bool HandleNull => true;

    public override Items<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var items = new Items<T>();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                ReadArray(ref reader, items, options);
                break;
            case JsonTokenType.StartObject when IsPage(reader):
                ReadPage(ref reader, items, options);
                break;
            case JsonTokenType.StartObject:
                ReadItem(ref reader, items, options);
                break;
            default:
                reader.Skip();
                break;
        }

        return items;
    }

    public override void Write(Utf8JsonWriter writer, Items<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    // The reader is a copy, so looking ahead does not move it.
    private static bool IsPage(Utf8JsonReader ahead)
    {
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            if (ahead.ValueTextEquals("content"u8))
            {
                return true;
            }

            ahead.Skip();
        }

        return false;
    }

    private static void ReadPage(ref Utf8JsonReader reader, Items<T> items, JsonSerializerOptions options)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "content" when reader.TokenType == JsonTokenType.StartArray:
                    ReadArray(ref reader, items, options);
                    break;
                case "cursor":
                    items.Cursor = LenientString.Read(ref reader);
                    break;
                case "totalElements":
                    items.TotalElements = ReadNumber(ref reader);
                    break;
                case "totalPages":
                    items.TotalPages = ReadNumber(ref reader);
                    break;
                case "currentPage":
                    items.CurrentPage = ReadNumber(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static int? ReadNumber(ref Utf8JsonReader reader) =>
        new LenientInt32().Read(ref reader, typeof(int?), JsonSerializerOptions.Default);

    private static void ReadArray(ref Utf8JsonReader reader, Items<T> items, JsonSerializerOptions options)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadItem(ref reader, items, options);
        }
    }

    private static void ReadItem(ref Utf8JsonReader reader, Items<T> items, JsonSerializerOptions options)
    {
        if (JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T))) is { } item)
        {
            items.Content.Add(item);
        }
    }
}
