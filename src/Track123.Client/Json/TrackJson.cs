using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Track123.Json;

/// <summary>Every JSON shape of the service, read tolerantly and written without what is null.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(List<ImportItem>))]
[JsonSerializable(typeof(QueryBody))]
[JsonSerializable(typeof(List<ReferenceItem>))]
[JsonSerializable(typeof(CarrierChange))]
[JsonSerializable(typeof(InstantBody))]
[JsonSerializable(typeof(Envelope<Answer<AcceptedItem>>))]
[JsonSerializable(typeof(Envelope<Answer<Tracking>>))]
[JsonSerializable(typeof(Envelope<Items<Carrier>>))]
[JsonSerializable(typeof(List<CargoItem>))]
[JsonSerializable(typeof(CargoCarrierChange))]
[JsonSerializable(typeof(DetectionBody))]
[JsonSerializable(typeof(Envelope<Detection>))]
[JsonSerializable(typeof(Envelope<Answer<OceanShipment>>))]
[JsonSerializable(typeof(Envelope<Answer<AirShipment>>))]
[JsonSerializable(typeof(Envelope<JsonElement>))]
[JsonSerializable(typeof(RejectedItem))]
[JsonSerializable(typeof(Tracking))]
[JsonSerializable(typeof(TrackingEvent))]
[JsonSerializable(typeof(Carrier))]
[JsonSerializable(typeof(DetectedCarrier))]
[JsonSerializable(typeof(OceanShipment))]
[JsonSerializable(typeof(OceanContainer))]
[JsonSerializable(typeof(AirShipment))]
[JsonSerializable(typeof(CargoEvent))]
internal sealed partial class TrackJson : JsonSerializerContext
{
    public static TrackJson Lenient { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // The body is JSON for a service, not text in a page: letters of all scripts go as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new LenientString(),
            new LenientInt32(),
            new AnswerConverter<AcceptedItem>(new AcceptedItemConverter()),
            new AnswerConverter<Tracking>(itemsOnly: true),
            new ItemsConverter<RejectedItem>(),
            new ItemsConverter<Tracking>(),
            new ItemsConverter<TrackingEvent>(),
            new ItemsConverter<Carrier>(),
            new ItemsConverter<DetectedCarrier>(),
            new DetectionConverter(),
            new LenientDouble(),
            new AnswerConverter<OceanShipment>(),
            new AnswerConverter<AirShipment>(),
            new ItemsConverter<OceanShipment>(),
            new ItemsConverter<OceanContainer>(),
            new ItemsConverter<AirShipment>(),
            new ItemsConverter<CargoEvent>(),
        },
    });
}
