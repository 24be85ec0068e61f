namespace Track123.InMemory;

/// <summary>Path to handler. What the sandbox answers, it answers because of a line here.</summary>
internal sealed class EndpointTable
{
    private readonly Dictionary<string, Endpoint> byPath = new(StringComparer.Ordinal);
    private readonly TimeProvider time;

    public EndpointTable(ParcelStore store, SandboxClock clock, Envelope envelope, int seed, TimeProvider time)
    {
        this.time = time;
        var register = new RegisterEndpoint(store, clock, envelope);
        var query = new QueryEndpoint(store, clock, envelope, seed);
        var carriers = new CarrierListEndpoint(envelope);

        this.Add("POST", "track/import", register.Answer, register.Answer);
        this.Add("POST", "track/query", request => query.Answer(request, isOld: false), request => query.Answer(request, isOld: true));
        this.Add("GET", "courier/list", _ => carriers.Answer(), _ => carriers.Answer());
    }

    /// <summary>Finds the endpoint of a path under any base; null if the path is not exactly one of ours.</summary>
    public Endpoint? Find(string pathAndQuery)
    {
        var end = pathAndQuery.IndexOf('?');
        var path = end < 0 ? pathAndQuery : pathAndQuery.Substring(0, end);
        var start = path.LastIndexOf("/tk/", StringComparison.Ordinal);
        return start >= 0 && this.byPath.TryGetValue(path.Substring(start + 4), out var endpoint) ? endpoint : null;
    }

    private void Add(
        string method,
        string path,
        Func<SandboxRequest, SandboxReply> answer,
        Func<SandboxRequest, SandboxReply>? answerOld = null,
        int? ownRate = null)
    {
        var endpoint = new Endpoint(method, ownRate, new SlidingWindow(this.time), answer);
        this.byPath.Add("v2.1/" + path, endpoint);
        if (answerOld is not null)
            this.byPath.Add("v2/" + path, endpoint with { Answer = answerOld });
    }
}
