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
/// The sandbox on a socket of 127.0.0.1: it judges key and rate when a request arrives, waits as a network would,
/// records what it received and misbehaves when told to.
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
            this.Canned = new CannedQuery(options.CannedParcels, options.CannedEvents);
        this.Account = new SandboxAccount(
            new SandboxOptions
            {
                ApiKey = options.ApiKey,
                Credits = options.Credits,
                RequestsPerSecond = options.RequestsPerSecond,
                Seed = options.Seed,
            },
            options.Time);
        this.Account.Webhooks.Attempted = attempt =>
        {
            this.webhookAttempts.Enqueue(attempt);
            this.Requests.Announce();
        };
    }

    /// <summary>Where the service is: <c>http://127.0.0.1:PORT/gateway/open-api</c>.</summary>
    public Uri BaseUri { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The account behind the socket: its clock, credit and parcels.</summary>
    public SandboxAccount Account { get; }

    /// <summary>What was received.</summary>
    public RequestLog Requests { get; }

    /// <summary>What the account did of <c>track/import</c>; empty unless the server was told to keep it.</summary>
    public Ledger Ledger { get; } = new();

    /// <summary>Requests an endpoint takes in any one second; null lifts the limit.</summary>
    public int? RequestsPerSecond
    {
        get => this.Account.RequestsPerSecond;
        set => this.Account.RequestsPerSecond = value;
    }

    /// <summary>The middle of the delay before each answer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How far the delay may lie from <see cref="Latency"/>, either way.</summary>
    public TimeSpan Jitter { get; set; }

    /// <summary>Every attempt to deliver a webhook, the senders' side of the ledger.</summary>
    internal IReadOnlyCollection<WebhookAttempt> WebhookAttempts => this.webhookAttempts;

    internal TimeProvider Time { get; }

    internal long Started { get; }

    internal DelaySequence Delays { get; }

    /// <summary>Prepared answers to queries; null if the account answers.</summary>
    internal CannedQuery? Canned { get; }

    internal FaultScript Faults { get; } = new();

    internal bool KeepsLedger { get; }

    internal RefusingTransport Transport { get; }

    internal CancellationToken Closing => this.closing.Token;

    /// <summary>Starts a server. It takes requests when the task ends.</summary>
    /// <param name="options">How it starts; none for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<TestServer> StartAsync(
        TestServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TestServerOptions();

        // Empty: no configuration files, environment or log output of the machine it runs on.
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

    /// <summary>
    /// Starts another server in this process, with the same options but a port, a key and an account of its own. A test
    /// gets one at a small part of the cost of a process. It stops with this one at the latest.
    /// </summary>
    /// <param name="apiKey">The key its requests must carry.</param>
    /// <param name="cancellationToken">Cancels starting it.</param>
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

    /// <summary>Lets something else happen to the next requests of an endpoint that pass the gateway.</summary>
    /// <param name="path">The end of the path, as <c>track/import</c>; empty for any.</param>
    /// <param name="fault">What happens.</param>
    /// <param name="times">To how many requests.</param>
    public void Script(string path, Fault fault, int times = 1) => this.Script(path, _ => fault, times);

    /// <summary>Lets something else happen to those requests of an endpoint that a function picks.</summary>
    /// <param name="path">The end of the path; empty for any.</param>
    /// <param name="choose">Gives the fault of a request, or null to let it be. It is called under a lock: keep it
    /// short.</param>
    /// <param name="times">How many faults it may give.</param>
    public void Script(string path, Func<ReceivedRequest, Fault?> choose, int times = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        this.Faults.Add(path, times, choose);
    }

    /// <summary>Lets some of the requests of an endpoint that pass the gateway meet faults of many kinds.</summary>
    /// <param name="path">The end of the path; empty for any.</param>
    /// <param name="mix">Which.</param>
    public void Script(string path, FaultMix mix) => this.Script(path, request => mix.Choose(request, this.Time));

    /// <summary>Forgets recorded requests, the ledger and waiting faults. Account and settings stay.</summary>
    public void Reset()
    {
        this.Faults.Clear();
        this.Requests.Clear();
        this.Ledger.Clear();
    }

    /// <summary>Stops at once, dropping what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref this.disposed, 1) != 0)
            return;

        await this.closing.CancelAsync();
        foreach (var another in this.others.Values)
        {
            await another.DisposeAsync();
        }

        // Cancelled before it starts: the host then drops connections instead of waiting for them to end.
        await this.app.StopAsync(new CancellationToken(canceled: true));
        await this.app.DisposeAsync();
        this.closing.Dispose();
    }
}
