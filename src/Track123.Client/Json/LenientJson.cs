using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Track123.Json;

/// <summary>Creates the options of every JSON context: they read tolerantly, and write without what is null.</summary>
internal static class LenientJson
{
    public static JsonSerializerOptions CreateOptions(params JsonConverter[] converters)
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

            // The body is JSON for a service, not text in a page: letters of all scripts stay as they are.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new LenientString(), new LenientInt32(), new LenientDouble() },
        };
        foreach (var converter in converters)
        {
            options.Converters.Add(converter);
        }

        return options;
    }
}
