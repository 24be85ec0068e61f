using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Track123.InMemory;
using Track123.InMemory.Webhooks;

namespace Track123.Testing;

/// <summary>
/// Serves the sandbox on a socket of 127.0.0.1. It checks key and rate limit when a request arrives, delays responses
/// like a network, records the requests and injects faults.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly TestServerOptions options;
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<Uri, TestServer> others = new();
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentQueue<WebhookAttempt> webhookAttempts = new();
    private int disposed;

    private TestServer(TestServerOptions options, WebApplication app)
    {
        this.options = options;
        this.app = app;
        this.Time = options.Time;
        this.Started = options.Time.GetTimestamp();
        this.Latency = options.Latency;
        this.Jitter = options.Jitter;
        this.Delays = new DelaySequence(options.Seed);
        this.Requests = new RequestLog { Recording = options.Recording };
        this.KeepsLedger = options.KeepsLedger;
        this.Transport = app.Services.GetServices<IConnectionListenerFactory>().OfType<RefusingTransport>().Single();
        if (options.CannedParcels > 0)
        {
            this.Canned = new CannedQuery(options.CannedParcels, options.CannedEvents);
        }

        this.Account = new SandboxAccount(
            new SandboxOptions
            {
                ApiKey = options.ApiKey,
                Credits = options.Credits,
                BodyForms = options.BodyForms,
                KnowsBatchUpdate = options.KnowsBatchUpdate,
                RequestsPerSecond = options.RequestsPerSecond,
                Seed = options.Seed,
            },
            options.Time);
        this.Account.Webhooks.Attempted = attempt =>
        {
            this.webhookAttempts.Enqueue(attempt);
            this.Requests.NotifyWaiters();
        };
    }

    /// <summary>The address of the service: <c>http://127.0.0.1:PORT/gateway/open-api</c>.</summary>
    public Uri BaseUri { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The sandbox account with its clock, credits and parcels.</summary>
    public SandboxAccount Account { get; }

    /// <summary>The requests received.</summary>
    public RequestLog Requests { get; }

    /// <summary>
    /// The results of <c>track/import</c>; empty unless <see cref="TestServerOptions.KeepsLedger"/> is set.
    /// </summary>
    public Ledger Ledger { get; } = new();

    /// <summary>The number of requests allowed per endpoint and second; null for no limit.</summary>
    public int? RequestsPerSecond
    {
        get => this.Account.RequestsPerSecond;
        set => this.Account.RequestsPerSecond = value;
    }

    /// <summary>The average delay before each response.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The maximum difference of the delay from <see cref="Latency"/>.</summary>
    public TimeSpan Jitter { get; set; }

    /// <summary>Every attempt to deliver a webhook.</summary>
    internal IReadOnlyCollection<WebhookAttempt> WebhookAttempts => this.webhookAttempts;

    internal TimeProvider Time { get; }

    internal long Started { get; }

    internal DelaySequence Delays { get; }

    /// <summary>The canned responses to queries; null if the account responds.</summary>
    internal CannedQuery? Canned { get; }

    internal FaultScript Faults { get; } = new();

    internal bool KeepsLedger { get; }

    internal RefusingTransport Transport { get; }

    internal CancellationToken Closing => this.closing.Token;

    /// <summary>Starts a server. It accepts requests when the task completes.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<TestServer> StartAsync(
        TestServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TestServerOptions();

        // An empty builder ignores configuration files and environment of the machine, and logs nothing.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });

        builder.Services.AddSingleton<IConnectionListenerFactory>(services => new RefusingTransport(
            new SocketTransportFactory(
                services.GetRequiredService<IOptions<SocketTransportOptions>>(), NullLoggerFactory.Instance),
            options.Time));

        var server = new TestServer(options, builder.Build());
        var exchange = new Exchange(server);
        var control = new ControlEndpoints(server);
        server.app.Run(context => context.Request.Path.StartsWithSegments("/_test", StringComparison.Ordinal)
            ? control.HandleAsync(context)
            : exchange.HandleAsync(context));

        await server.app.StartAsync(cancellationToken);
        server.BaseUri = new Uri(new Uri(server.app.Urls.First()), Exchange.BasePath);
        return server;
    }

    /// <summary>Injects a fault into the next requests of an endpoint that pass the gateway.</summary>
    /// <param name="path">The end of the path, such as <c>track/import</c>; empty for any path.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="times">The number of requests.</param>
    public void Script(string path, Fault fault, int times = 1) => this.Script(path, _ => fault, times);

    /// <summary>Injects faults into those requests of an endpoint that a function selects.</summary>
    /// <param name="path">The end of the path; empty for any path.</param>
    /// <param name="choose">Returns the fault of a request, or null for none. It is called under a lock, so it must be
    /// fast.</param>
    /// <param name="times">The maximum number of faults.</param>
    public void Script(string path, Func<ReceivedRequest, Fault?> choose, int times = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        this.Faults.Add(path, times, choose);
    }

    /// <summary>Injects random faults into some of the requests of an endpoint that pass the gateway.</summary>
    /// <param name="path">The end of the path; empty for any path.</param>
    /// <param name="mix">The seed, rate and kinds of the faults.</param>
    public void Script(string path, FaultMix mix) => this.Script(path, request => mix.Choose(request, this.Time));

    /// <summary>Clears recorded requests, the ledger and scripted faults. Account and settings are kept.</summary>
    public void Reset()
    {
        this.Faults.Clear();
        this.Requests.Clear();
        this.Ledger.Clear();
    }

    /// <summary>Stops at once and drops requests in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref this.disposed, 1) != 0)
        {
            return;
        }

        await this.closing.CancelAsync();
        foreach (var another in this.others.Values)
        {
            await another.DisposeAsync();
        }

        // With a canceled token, the host drops connections instead of waiting for them.
        await this.app.StopAsync(new CancellationToken(canceled: true));
        await this.app.DisposeAsync();
        this.closing.Dispose();
    }

    /// <summary>
    /// Starts another server in this process, with the same options but its own port, key and account. This is much
    /// faster than a new process for each test. It stops with this server at the latest.
    /// </summary>
    /// <param name="apiKey">The key its requests must carry.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    internal async Task<Uri> StartAnotherAsync(string apiKey, CancellationToken cancellationToken)
    {
        var another = await StartAsync(this.options with { Port = 0, ApiKey = apiKey }, cancellationToken);
        this.others[another.BaseUri] = another;
        return another.BaseUri;
    }

    /// <summary>Stops a server that <see cref="StartAnotherAsync"/> started.</summary>
    /// <param name="baseUri">Its address.</param>
    internal async Task StopAnotherAsync(Uri baseUri)
    {
        if (this.others.TryRemove(baseUri, out var another))
        {
            await another.DisposeAsync();
        }
    }
}
