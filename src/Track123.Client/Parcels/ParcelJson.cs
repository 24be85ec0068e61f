using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123.Parcels;

/// <summary>The JSON context of the requests and responses about parcels.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ParcelRow))]
[JsonSerializable(typeof(IReadOnlyList<ParcelRow>))]
[JsonSerializable(typeof(QueryBody))]
[JsonSerializable(typeof(Tracking))]
[JsonSerializable(typeof(TrackingEvent))]
[JsonSerializable(typeof(ItemEcho))]
[JsonSerializable(typeof(Envelope<ResponseData<ItemEcho>>))]
[JsonSerializable(typeof(Envelope<ResponseData<Tracking>>))]
internal sealed partial class ParcelJson : JsonSerializerContext
{
    public static ParcelJson Lenient { get; } = new(LenientJson.CreateOptions(
        new ResponseDataConverter<ItemEcho>(),
        new ResponseDataConverter<Tracking>(itemsOnly: true),
        new ItemsConverter<ItemEcho>(),
        new ItemsConverter<Tracking>(),
        new ItemsConverter<TrackingEvent>()));

    /// <summary>Returns a row as the service expects it.</summary>
    public static JsonNode ToNode(ParcelRow row) => JsonSerializer.SerializeToNode(row, Lenient.ParcelRow)!;
}
