using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Track123.Json;

/// <summary>Creates the options of all JSON contexts: they read tolerantly and do not write null values.</summary>
internal static class LenientJson
{
    public static JsonSerializerOptions CreateOptions(params JsonConverter[] converters)
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

            // The body is not embedded in HTML, so non-ASCII letters need no escaping.
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
