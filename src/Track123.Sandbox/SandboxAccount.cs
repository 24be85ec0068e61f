using System.Collections.Concurrent;

namespace Track123.InMemory;

/// <summary>
/// The service in memory: one account with its parcels, credits and clock. It implements the contract and shares no
/// code with the client, so that it can test the client. All members are thread-safe.
/// </summary>
public sealed class SandboxAccount : ISandbox
{
    private readonly SandboxClock clock;
    private readonly CreditBalance credits;
    private readonly ParcelStore parcels;
    private readonly EndpointTable endpoints;
    private readonly Envelope envelope;

    /// <summary>Creates an account: 10,000 credits, any API key, five requests per second and endpoint.</summary>
    public SandboxAccount()
        : this(new SandboxOptions())
    {
    }

    /// <summary>Creates an account.</summary>
    /// <param name="options">The initial settings.</param>
    public SandboxAccount(SandboxOptions options)
        : this(options, TimeProvider.System)
    {
    }

    internal SandboxAccount(SandboxOptions options, TimeProvider time)
    {
        this.BodyForms = new ConcurrentDictionary<string, string>(options.BodyForms, StringComparer.Ordinal);
        this.clock = new SandboxClock(time);
        this.credits = new CreditBalance(options.Credits);
        this.parcels = new ParcelStore(this.credits);
        this.envelope = new Envelope(options.Seed, this.clock);
        var ocean = new CargoEndpoints(new OceanKind(options.Seed), this.credits, this.clock);
        var air = new CargoEndpoints(new AirKind(options.Seed), this.credits, this.clock);
        this.endpoints = new EndpointTable(
            new ParcelEndpoints(this.parcels, this.credits, this.clock, options.Seed),
            ocean,
            air,
            new BodyForms(this.BodyForms),
            time);
        this.Webhooks = new WebhookOutbox(
            new WebhookNews(this.parcels, [ocean, air], options.Seed), this.clock, time, () => this.WebhookKey);
        this.ApiKey = options.ApiKey;
        this.RequestsPerSecond = options.RequestsPerSecond;
        this.KnowsBatchUpdate = options.KnowsBatchUpdate;
    }

    /// <inheritdoc/>
    public DateTimeOffset Now => this.clock.Now;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Credits
    {
        get => this.credits.Credits;
        set => this.credits.Credits = value;
    }

    /// <inheritdoc/>
    public int TrackingCount => this.parcels.Count;

    /// <summary>The API key that requests must have; <see langword="null"/> to allow any key, or no key.</summary>
    public string? ApiKey { get; set; }

    /// <inheritdoc/>
    public string WebhookKey => this.ApiKey ?? "sandbox";

    /// <inheritdoc/>
    public Uri? WebhookUri
    {
        get => this.Webhooks.Uri;
        set => this.Webhooks.Uri = value;
    }

    /// <summary>
    /// The requests per second of an endpoint without its own limit; <see langword="null"/> for no limits.
    /// </summary>
    public int? RequestsPerSecond { get; set; }

    /// <summary>
    /// True if the account has the batch update endpoint, which is not documented. If false, its path is unknown.
    /// </summary>
    public bool KnowsBatchUpdate { get; set; }

    /// <summary>The forms of request bodies that the contract leaves open, by path, as in the options.</summary>
    public IDictionary<string, string> BodyForms { get; }

    internal WebhookOutbox Webhooks { get; }

    /// <inheritdoc/>
    public void Advance(TimeSpan time)
    {
        this.clock.Advance(time);
        this.Webhooks.Wake();
    }

    /// <inheritdoc/>
    public HttpMessageHandler CreateHandler() => new SandboxHandler(this);

    /// <summary>Processes one request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The reply. An invalid request gets an error reply; it never throws.</returns>
    public SandboxReply Handle(SandboxRequest request) => this.Admit(request) ?? this.Answer(request);

    /// <summary>
    /// Performs the first part of <see cref="Handle"/>, the gateway: checks path, key and rate limit. A server with
    /// latency calls it when the request arrives.
    /// </summary>
    /// <param name="request">The request. Its body is ignored.</param>
    /// <returns>The gateway's error reply; <see langword="null"/> if the request is admitted.</returns>
    public SandboxReply? Admit(SandboxRequest request)
    {
        if (this.FindEndpoint(request) is not { } endpoint)
        {
            return this.UnknownPath();
        }

        if (this.ApiKey is { } key
            && !(request.Headers.TryGetValue("Track123-Api-Secret", out var sentKey) && sentKey == key))
        {
            return this.envelope.Gateway(401, ServiceCode.KeyRefused, "Token is not allowed access");
        }

        return this.RequestsPerSecond is { } limit && !endpoint.Window.TryEnter(endpoint.OwnLimit ?? limit)
            ? this.envelope.Gateway(429, ServiceCode.TooManyRequests, "Too many requests")
            : null;
    }

    /// <summary>Performs the second part of <see cref="Handle"/>: processes an admitted request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The reply.</returns>
    public SandboxReply Answer(SandboxRequest request)
    {
        if (this.FindEndpoint(request) is not { } endpoint)
        {
            return this.UnknownPath();
        }

        try
        {
            if (request.Method != endpoint.Method)
            {
                throw RefusedException.Invalid($"Request method '{request.Method}' is not supported");
            }

            using var body = request.Method == "GET" ? null : WireJson.Parse(request);
            return this.envelope.Success(endpoint.Handle(body?.RootElement ?? default));
        }
        catch (RefusedException refusal)
        {
            return this.envelope.Refusal(refusal);
        }
    }

    // The service returns 403 for an unknown path, not 404.
    private SandboxReply UnknownPath() => this.envelope.Gateway(403, code: null, "404");

    /// <summary>Returns the endpoint of a path under any base address; null if the path is unknown.</summary>
    private Endpoint? FindEndpoint(SandboxRequest request)
    {
        var path = request.PathAndQuery.Split('?')[0];
        var start = path.LastIndexOf("/tk/", StringComparison.Ordinal);
        path = start < 0 ? "" : path.Substring(start + 4);
        return path == EndpointTable.BatchUpdatePath && !this.KnowsBatchUpdate ? null : this.endpoints.Find(path);
    }
}
