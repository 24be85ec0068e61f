using System.Text.Json;
using System.Text.Json.Serialization;

namespace Track123.Json;

/// <summary>
/// The content of a response in any of its shapes: accepted and rejected items, a bare true or false, or an object with a boolean and a text
/// whose names are not documented (contract 1.2, 2.3 to 2.8).
/// </summary>
internal sealed class Answer<T>
{
    public Items<T> Accepted { get; set; } = new();

    public Items<ItemEcho> Rejected { get; set; } = new();

    /// <summary>The first boolean found, the bare one included; null if there is none.</summary>
    public bool? Flag { get; set; }

    /// <summary>The first text found next to the items; null if there is none.</summary>
    public string? Text { get; set; }
}

/// <summary>Reads <see cref="Answer{T}"/>.</summary>
/// <param name="itemsOnly">
/// True if a bare text, number or boolean is an error: read as a response without items, it would mean "nothing found".
/// </param>
internal sealed class AnswerConverter<T>(bool itemsOnly = false) : JsonConverter<Answer<T>>
    where T : class
{
    private readonly ItemsConverter<T> accepted = new();
    private readonly ItemsConverter<ItemEcho> rejected = new();

    public override bool HandleNull => true;

    public override Answer<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        this.Check(ref reader);
        var answer = new Answer<T>();
        this.ReadValue(ref reader, answer, options);
        return answer;
    }

    public override void Write(Utf8JsonWriter writer, Answer<T> value, JsonSerializerOptions options) => throw new NotSupportedException();

    private void Check(ref Utf8JsonReader reader)
    {
        if (itemsOnly && reader.TokenType is not (JsonTokenType.Null or JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            throw new JsonException($"The response has {reader.TokenType} in place of items.");
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, Answer<T> answer, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True or JsonTokenType.False:
                answer.Flag ??= reader.GetBoolean();
                break;
            case JsonTokenType.String:
                answer.Text ??= LenientString.Read(ref reader);
                break;
            case JsonTokenType.StartObject:
                this.ReadObject(ref reader, answer, options);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, Answer<T> answer, JsonSerializerOptions options)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isAccepted = reader.ValueTextEquals("accepted"u8);
            var isRejected = reader.ValueTextEquals("rejected"u8);
            reader.Read();
            if (isAccepted)
            {
                this.Check(ref reader);
                answer.Accepted = this.accepted.Read(ref reader, typeof(Items<T>), options);
            }
            else if (isRejected)
            {
                answer.Rejected = this.rejected.Read(ref reader, typeof(Items<ItemEcho>), options);
            }
            else
            {
                // One client looks for the boolean a level deeper, under "data" (contract 4.4): an object in the object is read in the same way.
                this.ReadValue(ref reader, answer, options);
            }
        }
    }
}
