namespace Track123.InMemory;

/// <summary>
/// The service in memory: one account, its parcels, its credit and its own clock. It is written from the contract
/// alone and shares no code with the client, so that it can judge the client. All members are safe to call from many
/// threads.
/// </summary>
public sealed class SandboxAccount : ISandbox
{
    private readonly SandboxClock clock;
    private readonly CreditBalance credit;
    private readonly ParcelStore store;
    private readonly EndpointTable endpoints;
    private readonly Envelope envelope;

    /// <summary>Opens a fresh account: 10,000 credits, any key, five requests a second for each endpoint.</summary>
    public SandboxAccount()
        : this(new SandboxOptions())
    {
    }

    /// <summary>Opens a fresh account.</summary>
    /// <param name="options">How it starts.</param>
    public SandboxAccount(SandboxOptions options)
        : this(options, TimeProvider.System)
    {
    }

    internal SandboxAccount(SandboxOptions options, TimeProvider time)
    {
        this.clock = new SandboxClock(time);
        this.credit = new CreditBalance(options.Credits);
        this.store = new ParcelStore(this.credit);
        this.envelope = new Envelope(options.Seed, this.clock);
        this.endpoints = new EndpointTable(
            this.store, this.credit, this.clock, this.envelope, options.Seed, time)
        {
            KnowsBatchUpdate = options.KnowsBatchUpdate,
        };
        this.Webhooks = new WebhookOutbox(
            new WebhookNews(this.store, this.endpoints.Cargo, options.Seed), this.clock, time, () => this.WebhookKey);
        this.ApiKey = options.ApiKey;
        this.RequestsPerSecond = options.RequestsPerSecond;
    }

    /// <inheritdoc/>
    public DateTimeOffset Now => this.clock.Now;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Credits
    {
        get => this.credit.Left;
        set => this.credit.Left = value;
    }

    /// <inheritdoc/>
    public int TrackingCount => this.store.Count;

    /// <summary>The key each request must carry; <see langword="null"/> takes any, and none.</summary>
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
    /// Requests an endpoint takes in any one second, where it has no rate of its own; <see langword="null"/> lifts
    /// every limit.
    /// </summary>
    public int? RequestsPerSecond { get; set; }

    /// <summary>
    /// Whether the account has the path for editing many parcels at once, which nobody has seen of the service. Without
    /// it that path is answered like any unknown one.
    /// </summary>
    public bool KnowsBatchUpdate
    {
        get => this.endpoints.KnowsBatchUpdate;
        set => this.endpoints.KnowsBatchUpdate = value;
    }

    internal WebhookOutbox Webhooks { get; }

    /// <inheritdoc/>
    public void Advance(TimeSpan time)
    {
        this.clock.Advance(time);
        this.Webhooks.Wake();
    }

    /// <inheritdoc/>
    public HttpMessageHandler CreateHandler() => new SandboxHandler(this);

    /// <summary>Takes one request and answers it.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The answer; what is wrong with a request is said there and never thrown.</returns>
    public SandboxReply Handle(SandboxRequest request) => this.Admit(request) ?? this.Answer(request);

    /// <summary>
    /// The first half of <see cref="Handle"/>, the gateway: judges path, key and rate at this moment. A server that
    /// adds delay calls it when the request arrives.
    /// </summary>
    /// <param name="request">The request. Its body is not looked at.</param>
    /// <returns>The gateway's refusal, or <see langword="null"/> if the request may go on.</returns>
    public SandboxReply? Admit(SandboxRequest request)
    {
        // The service answers a wrong path like this, and not with 404.
        if (this.endpoints.Find(request.PathAndQuery) is not { } endpoint)
            return this.envelope.Gateway(403, code: null, "404");

        if (this.ApiKey is { } key
            && !(request.Headers.TryGetValue("Track123-Api-Secret", out var sent)
                && string.Equals(sent, key, StringComparison.Ordinal)))
            return this.envelope.Gateway(
                ServiceCode.KeyRefusedStatus, ServiceCode.KeyRefused, "Token is not allowed access");

        if (this.RequestsPerSecond is { } limit && !endpoint.Window.TryEnter(endpoint.OwnRate ?? limit))
            return this.envelope.Gateway(429, ServiceCode.TooManyRequests, "Too many requests");

        return null;
    }

    /// <summary>The second half of <see cref="Handle"/>: does the work of a request that was let in.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The answer.</returns>
    public SandboxReply Answer(SandboxRequest request)
    {
        if (this.endpoints.Find(request.PathAndQuery) is not { } endpoint)
            return this.envelope.Gateway(403, code: null, "404");

        if (!string.Equals(request.Method, endpoint.Method, StringComparison.Ordinal))
            return this.envelope.Refusal(
                400, ServiceCode.Parameter, $"Request method '{request.Method}' is not supported");

        try
        {
            return endpoint.Answer(request);
        }
        catch (RequestRefusedException refusal)
        {
            return this.envelope.Refusal(refusal.Status, refusal.Code, refusal.Message);
        }
    }
}
