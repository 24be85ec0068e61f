using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Track123.Json;

/// <summary>Every JSON shape of the service, read tolerantly and written without what is null.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(List<ImportItem>))]
[JsonSerializable(typeof(QueryBody))]
[JsonSerializable(typeof(Envelope<Sorted<AcceptedItem>>))]
[JsonSerializable(typeof(Envelope<Sorted<Tracking>>))]
[JsonSerializable(typeof(Envelope<Items<Carrier>>))]
[JsonSerializable(typeof(AcceptedItem))]
[JsonSerializable(typeof(RejectedItem))]
[JsonSerializable(typeof(Tracking))]
[JsonSerializable(typeof(TrackingEvent))]
[JsonSerializable(typeof(Carrier))]
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
            new ItemsConverter<AcceptedItem>(),
            new ItemsConverter<RejectedItem>(),
            new ItemsConverter<Tracking>(),
            new ItemsConverter<TrackingEvent>(),
            new ItemsConverter<Carrier>(),
        },
    });
}
