using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123.Carriers;

/// <summary>The JSON context of carrier lists and carrier detection.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Carrier))]
[JsonSerializable(typeof(Envelope<Items<Carrier>>))]
[JsonSerializable(typeof(DetectedCarrier))]
[JsonSerializable(typeof(Envelope<Detection>))]
internal sealed partial class CarrierJson : JsonSerializerContext
{
    public static CarrierJson Lenient { get; } = new(LenientJson.CreateOptions(
        new ItemsConverter<Carrier>(), new ItemsConverter<DetectedCarrier>(), new DetectionConverter()));
}
