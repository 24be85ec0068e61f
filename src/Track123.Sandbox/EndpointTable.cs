namespace Track123.InMemory;

/// <summary>Path to handler. What the sandbox answers, it answers because of a line here.</summary>
internal sealed class EndpointTable
{
    private const string New = "v2.1/";
    private const string BatchUpdate = "track/update-batch";

    private readonly Dictionary<string, Endpoint> byPath = new(StringComparer.Ordinal);
    private readonly TimeProvider time;

    public EndpointTable(
        ParcelStore store, CreditBalance credit, SandboxClock clock, Envelope envelope, int seed, TimeProvider time)
    {
        this.time = time;
        this.AddParcels(store, credit, clock, envelope, seed);

        var carriers = new CarrierListEndpoint(envelope);
        this.Add("GET", "courier/list", _ => carriers.Answer(), _ => carriers.Answer());
        this.Add("POST", "courier/detection", new DetectionEndpoint(envelope).Answer);

        this.Cargo = [(new OceanKind(seed), new CargoStore(credit, "OC")), (new AirKind(seed), new CargoStore(credit, orderPrefix: null))];
        this.AddCargo("ocean/", new(this.Cargo[0].Kind, this.Cargo[0].Store, clock, envelope));
        this.AddCargo("aviation/", new(this.Cargo[1].Kind, this.Cargo[1].Store, clock, envelope));
    }

    /// <summary>Ocean cargo, then air cargo.</summary>
    public IReadOnlyList<(CargoKind Kind, CargoStore Store)> Cargo { get; }

    /// <summary>Whether the batch update is one of ours: its path is a guess of the contract.</summary>
    public bool KnowsBatchUpdate { get; set; }

    /// <summary>Finds the endpoint of a path under any base; null if the path is not exactly one of ours.</summary>
    public Endpoint? Find(string pathAndQuery)
    {
        var end = pathAndQuery.IndexOf('?');
        var path = end < 0 ? pathAndQuery : pathAndQuery.Substring(0, end);
        var start = path.LastIndexOf("/tk/", StringComparison.Ordinal);
        if (start < 0)
            return null;

        path = path.Substring(start + 4);
        if (!this.KnowsBatchUpdate && string.Equals(path, New + BatchUpdate, StringComparison.Ordinal))
            return null;

        return this.byPath.TryGetValue(path, out var endpoint) ? endpoint : null;
    }

    // Only import and query, and the carriers' list, are known of v2 too.
    private void AddParcels(
        ParcelStore store, CreditBalance credit, SandboxClock clock, Envelope envelope, int seed)
    {
        var register = new RegisterEndpoint(store, clock, envelope);
        var query = new QueryEndpoint(store, clock, envelope, seed);
        var change = new ChangeEndpoints(store, envelope);
        var refresh = new RefreshEndpoints(store, clock, envelope);
        var instant = new InstantEndpoint(store, credit, clock, envelope, seed);

        this.Add("POST", "track/import", register.Answer, register.Answer);
        this.Add(
            "POST",
            "track/query",
            request => query.Answer(request, isOld: false),
            request => query.Answer(request, isOld: true));
        this.Add("POST", "track/update-courier", change.ChangeCarrier);
        this.Add("POST", "track/refresh", refresh.Refresh);
        this.Add("POST", "track/refresh-batch", refresh.RefreshMany);
        this.Add("POST", "track/update", change.Edit);
        this.Add("POST", BatchUpdate, change.EditMany);
        this.Add("POST", "track/delete", change.Delete);
        this.Add("POST", "track/query-realtime", instant.Answer, ownRate: 1);
    }

    // All paths of cargo are known of v1 too, and answer the same there.
    private void AddCargo(string path, CargoEndpoints cargo)
    {
        this.Add("GET", path + "carrier/list", cargo.List, cargo.List, "v1/");
        this.Add("POST", path + "track/import", cargo.Register, cargo.Register, "v1/", ownRate: 3);
        this.Add("POST", path + "track/query", cargo.Query, cargo.Query, "v1/");
        this.Add("POST", path + "track/update-carrier", cargo.ChangeCarrier, cargo.ChangeCarrier, "v1/");
        this.Add("POST", path + "track/refresh", cargo.Refresh, cargo.Refresh, "v1/");
        this.Add("POST", path + "track/delete", cargo.Delete, cargo.Delete, "v1/");
    }

    private void Add(
        string method,
        string path,
        Func<SandboxRequest, SandboxReply> answer,
        Func<SandboxRequest, SandboxReply>? answerOld = null,
        string old = "v2/",
        int? ownRate = null)
    {
        var endpoint = new Endpoint(method, ownRate, new SlidingWindow(this.time), answer);
        this.byPath.Add(New + path, endpoint);
        if (answerOld is not null)
            this.byPath.Add(old + path, endpoint with { Answer = answerOld });
    }
}
