using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123.Parcels;

/// <summary>The JSON of requests and responses about parcels.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ParcelRow))]
[JsonSerializable(typeof(IReadOnlyList<ParcelRow>))]
[JsonSerializable(typeof(QueryBody))]
[JsonSerializable(typeof(Tracking))]
[JsonSerializable(typeof(TrackingEvent))]
[JsonSerializable(typeof(ItemEcho))]
[JsonSerializable(typeof(Envelope<Answer<ItemEcho>>))]
[JsonSerializable(typeof(Envelope<Answer<Tracking>>))]
internal sealed partial class ParcelJson : JsonSerializerContext
{
    public static ParcelJson Lenient { get; } = new(LenientJson.CreateOptions(
        new AnswerConverter<ItemEcho>(),
        new AnswerConverter<Tracking>(itemsOnly: true),
        new ItemsConverter<ItemEcho>(),
        new ItemsConverter<Tracking>(),
        new ItemsConverter<TrackingEvent>()));
}
