using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123.Requests;

/// <summary>The JSON context of responses of unknown content.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Envelope<JsonElement>))]
internal sealed partial class RequestJson : JsonSerializerContext
{
    public static RequestJson Lenient { get; } = new(LenientJson.CreateOptions());
}
