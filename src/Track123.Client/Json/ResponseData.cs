using System.Text.Json;
using System.Text.Json.Serialization;

namespace Track123.Json;

/// <summary>
/// The field <c>data</c> of a response in any of its forms: accepted and rejected items, only true or false, or an
/// object with a boolean and a text whose names are not documented (contract 1.2, 2.3 to 2.8).
/// </summary>
internal sealed class ResponseData<T>
{
    public Items<T> Accepted { get; set; } = new();

    public Items<ItemEcho> Rejected { get; set; } = new();

    /// <summary>The first boolean of the response; null if there is none.</summary>
    public bool? Flag { get; set; }

    /// <summary>The first text outside the items; null if there is none.</summary>
    public string? Text { get; set; }
}

/// <summary>Reads <see cref="ResponseData{T}"/>.</summary>
/// <param name="itemsOnly">
/// True to reject a response that is only a text, a number or a boolean; false to read it as a response without items,
/// which means "nothing found".
/// </param>
internal sealed class ResponseDataConverter<T>(bool itemsOnly = false) : JsonConverter<ResponseData<T>>
    where T : class
{
    private readonly ItemsConverter<T> accepted = new();
    private readonly ItemsConverter<ItemEcho> rejected = new();

    public override bool HandleNull => true;

    public override ResponseData<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        this.Check(ref reader);
        var data = new ResponseData<T>();
        this.ReadValue(ref reader, data, options);
        return data;
    }

    public override void Write(Utf8JsonWriter writer, ResponseData<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    private void Check(ref Utf8JsonReader reader)
    {
        if (itemsOnly
            && reader.TokenType is not (JsonTokenType.Null or JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            throw new JsonException($"The response contains {reader.TokenType} instead of items.");
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, ResponseData<T> data, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True or JsonTokenType.False:
                data.Flag ??= reader.GetBoolean();
                break;
            case JsonTokenType.String:
                data.Text ??= LenientString.Read(ref reader);
                break;
            case JsonTokenType.StartObject:
                this.ReadObject(ref reader, data, options);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, ResponseData<T> data, JsonSerializerOptions options)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isAccepted = reader.ValueTextEquals("accepted"u8);
            var isRejected = reader.ValueTextEquals("rejected"u8);
            reader.Read();
            if (isAccepted)
            {
                this.Check(ref reader);
                data.Accepted = this.accepted.Read(ref reader, typeof(Items<T>), options);
            }
            else if (isRejected)
            {
                data.Rejected = this.rejected.Read(ref reader, typeof(Items<ItemEcho>), options);
            }
            else
            {
                // One client reads the boolean from a nested object "data" (contract 4.4), so nested objects are read
                // in the same way.
                this.ReadValue(ref reader, data, options);
            }
        }
    }
}
