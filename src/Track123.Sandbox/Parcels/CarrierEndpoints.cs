using System.Text.Json;
using System.Text.Json.Nodes;

namespace Track123.InMemory.Parcels;

/// <summary>The endpoints of parcel carriers.</summary>
internal static class CarrierEndpoints
{
    /// <summary>Lists the carriers.</summary>
    public static JsonNode List(JsonElement body) =>
        CarrierTable.All.Select(carrier => carrier.ToJson("courier")).ToJsonArray();

    /// <summary>
    /// Returns the carriers that a number may belong to. If no carrier matches, the recommended carrier is null and
    /// there are no candidates.
    /// </summary>
    /// <param name="body">The request, an object with only the number.</param>
    /// <param name="member">The name of its member: <c>tracking_number</c>, in snake case, unlike all other requests.
    /// </param>
    public static JsonNode Detect(JsonElement body, string member)
    {
        var number = body.AsObject().RequiredText(member);
        var candidates = CarrierDetection.FindCandidates(number).Select(candidate => new JsonObject
        {
            ["carrier"] = candidate.Carrier,
            ["confidence"] = candidate.Confidence,
        }).ToJsonArray();
        return new JsonObject
        {
            ["recommended_carrier"] = candidates.FirstOrDefault()?.DeepClone(),
            ["candidates"] = candidates,
        };
    }
}
