using System.Text.Json.Nodes;

namespace Track123.Http;

/// <summary>
/// One form of a request body. Where the contract shows several forms for one endpoint, the likeliest is sent first.
/// </summary>
/// <param name="Name">The name for the log, such as <c>array</c>.</param>
/// <param name="Create">Creates the body.</param>
internal sealed record BodyForm(string Name, Func<JsonNode> Create)
{
    /// <summary>Creates the form of an object with one member, which is also the name of the form.</summary>
    public static BodyForm Member(string name, Func<JsonNode> createValue) =>
        new(name, () => new JsonObject { [name] = createValue() });
}
