using System.Text.Json;
using System.Text.Json.Nodes;

namespace Track123.InMemory;

/// <summary>One endpoint of the service.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="OwnLimit">The requests per second; null if the contract has no separate limit for the endpoint.</param>
/// <param name="Window">The recently admitted requests. Several paths of one endpoint share it.</param>
/// <param name="Handle">Processes the request's body and returns the reply's data, or throws a
/// <see cref="RefusedException"/>.</param>
internal sealed record Endpoint(
    string Method, int? OwnLimit, SlidingWindow Window, Func<JsonElement, JsonNode?> Handle);

/// <summary>The endpoints by path.</summary>
internal sealed class EndpointTable
{
    public const string BatchUpdatePath = "v2.1/track/update-batch";

    private readonly Dictionary<string, Endpoint> byPath = new(StringComparer.Ordinal);
    private readonly TimeProvider time;

    public EndpointTable(
        ParcelEndpoints parcels, CargoEndpoints ocean, CargoEndpoints air, BodyForms forms, TimeProvider time)
    {
        this.time = time;

        // The contract has only three paths of v2: import, list and query.
        this.Add("POST", ["v2.1/track/import", "v2/track/import"], parcels.Register);
        this.Add("GET", ["v2.1/courier/list", "v2/courier/list"], CarrierEndpoints.List);
        this.Add("POST", ["v2.1/track/query"], body => parcels.Query(body, isV2: false));
        this.byPath["v2/track/query"] = this.byPath["v2.1/track/query"] with
        {
            Handle = body => parcels.Query(body, isV2: true),
        };
        this.Add("POST", ["v2.1/track/update-courier"], parcels.ChangeCarrier);
        this.Add("POST", ["v2.1/track/refresh"], parcels.Refresh);
        this.Add("POST", ["v2.1/track/refresh-batch"], parcels.RefreshMany);
        this.Add("POST", ["v2.1/track/update"], body => parcels.Edit(
            body, forms.ReadItems("v2.1/track/update", body, "object", "trackNo")));
        this.Add("POST", [BatchUpdatePath], parcels.EditMany);
        this.Add("POST", ["v2.1/track/delete"], body => parcels.Delete(
            forms.ReadItems("v2.1/track/delete", body, "array", "trackNo")));
        this.Add("POST", ["v2.1/track/query-realtime"], parcels.QueryInstantly, ownLimit: 1);
        this.Add("POST", ["v2.1/courier/detection"], body => CarrierEndpoints.Detect(
            body, forms.GetForm("v2.1/courier/detection", "tracking_number")));
        this.AddCargo("ocean", ocean, body => body.AsItems());
        this.AddCargo("aviation", air, body => forms.ReadItems(
            "v2.1/aviation/track/query", body, "array", "trackingNo"));
    }

    /// <summary>Returns the endpoint of a path such as <c>v2.1/track/import</c>; null if there is none.</summary>
    public Endpoint? Find(string path) => this.byPath.TryGetValue(path, out var endpoint) ? endpoint : null;

    // All cargo paths also exist in v1, with the same replies.
    private void AddCargo(
        string name, CargoEndpoints cargo, Func<JsonElement, IEnumerable<JsonElement>> readQuery)
    {
        Add("GET", "carrier/list", cargo.List);
        Add("POST", "track/import", cargo.Register, ownLimit: 3);
        Add("POST", "track/query", body => cargo.Query(readQuery(body)));
        Add("POST", "track/update-carrier", cargo.ChangeCarrier);
        Add("POST", "track/refresh", cargo.Refresh);
        Add("POST", "track/delete", cargo.Delete);

        void Add(string method, string path, Func<JsonElement, JsonNode?> handle, int? ownLimit = null) =>
            this.Add(method, [$"v2.1/{name}/{path}", $"v1/{name}/{path}"], handle, ownLimit);
    }

    private void Add(string method, string[] paths, Func<JsonElement, JsonNode?> handle, int? ownLimit = null)
    {
        var endpoint = new Endpoint(method, ownLimit, new SlidingWindow(this.time), handle);
        foreach (var path in paths)
        {
            this.byPath.Add(path, endpoint);
        }
    }
}
