using System.Text.Json;
using System.Text.Json.Nodes;

namespace Track123.InMemory.Wire;

/// <summary>Reads the bodies whose form the contract leaves open, in the form that the account is set to.</summary>
/// <param name="forms">The forms by path.</param>
internal sealed class BodyForms(IDictionary<string, string> forms)
{
    /// <summary>Returns the items of a body.</summary>
    /// <param name="path">The path of the endpoint, such as <c>v2.1/track/delete</c>.</param>
    /// <param name="body">The body.</param>
    /// <param name="initial">The form if the account is not set to another: <c>object</c>, <c>array</c>, or the name of
    /// the member that contains the array.</param>
    /// <param name="number">The name of the member with the number in the returned items.</param>
    public IReadOnlyList<JsonElement> ReadItems(string path, JsonElement body, string initial, string number) =>
        this.GetForm(path, initial) switch
        {
            "object" => [body.AsObject()],
            "array" => [.. body.AsItems()],
            "trackNos" => [.. ReadList(body, "trackNos").EnumerateArray().Select(item => ToItem(item, number))],
            var member => [.. ReadList(body, member).AsItems(member).Select(item => Rename(item, number))],
        };

    /// <summary>Returns the form of an endpoint.</summary>
    public string GetForm(string path, string initial) => forms.TryGetValue(path, out var form) ? form : initial;

    private static JsonElement ReadList(JsonElement body, string member) =>
        body.AsObject().Member(member) is { ValueKind: JsonValueKind.Array } list
            ? list
            : throw RefusedException.Missing(member + " is required");

    private static JsonElement Rename(JsonElement item, string number) =>
        item.Member("trackNo") is { } value && number != "trackNo" ? ToItem(value, number) : item;

    private static JsonElement ToItem(JsonElement value, string number) =>
        JsonSerializer.SerializeToElement(new JsonObject { [number] = JsonNode.Parse(value.GetRawText()) });
}
