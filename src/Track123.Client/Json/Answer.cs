using System.Text.Json;
using System.Text.Json.Serialization;

namespace Track123.Json;

/// <summary>
/// Content of an answer, in whatever of its shapes: items sorted into accepted and rejected, a bare true or false, or an object with a boolean
/// and a text whose names are not documented (contract 1.2, 2.3 to 2.8).
/// </summary>
internal sealed class Answer<T>
{
    public Items<T> Accepted { get; set; } = new();

    public Items<RejectedItem> Rejected { get; set; } = new();

    /// <summary>The first boolean found, the bare one included; null if there is none.</summary>
    public bool? Flag { get; set; }

    /// <summary>The first text found beside the items; null if there is none.</summary>
    public string? Text { get; set; }
}

/// <summary>Reads <see cref="Answer{T}"/>.</summary>
/// <param name="itemReader">Reads one item; null for the serializer's own way.</param>
/// <param name="itemsOnly">
/// True where a bare text, number or boolean is no answer: read as one without items, it would pass for "there is nothing".
/// </param>
internal sealed class AnswerConverter<T>(JsonConverter<T>? itemReader = null, bool itemsOnly = false) : JsonConverter<Answer<T>>
    where T : class
{
    private readonly ItemsConverter<T> accepted = new(itemReader);
    private readonly ItemsConverter<RejectedItem> rejected = new();

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
            throw new JsonException($"There is {reader.TokenType} in place of items.");
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
                answer.Rejected = this.rejected.Read(ref reader, typeof(Items<RejectedItem>), options);
            }
            else
            {
                // One client looks for the boolean a level deeper, under "data" (contract 4.4): an object in the object is read alike.
                this.ReadValue(ref reader, answer, options);
            }
        }
    }
}
