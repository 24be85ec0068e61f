using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Track123.Http;
using Track123.Json;

namespace Track123;

/// <summary>One account at the service. Safe to use from several threads; holds no open request between calls.</summary>
public sealed partial class Track123Client : IDisposable
{
    private readonly Transport transport;
    private readonly TimeProvider clock;

    /// <summary>Makes a client. Nothing is sent before the first call.</summary>
    /// <exception cref="Track123Exception">
    /// <see cref="Track123ErrorKind.InvalidRequest"/>: <c>http</c> to a host that is not loopback, or no usable address.
    /// </exception>
    public Track123Client(ConnectionOptions options)
        : this(options, TimeProvider.System)
    {
    }

    internal Track123Client(ConnectionOptions options, TimeProvider clock)
    {
        this.Options = options;
        this.clock = clock;
        this.transport = new Transport(options, clock);
    }

    /// <summary>How the service is reached.</summary>
    public ConnectionOptions Options { get; }

    /// <summary>The service's present moment: the sandbox's own, else this machine's.</summary>
    public DateTimeOffset Now => this.Options.Sandbox?.Now ?? this.clock.GetUtcNow();

    /// <summary>Lets time pass on the service's clock: a sandbox's is moved on at once, else it is waited for.</summary>
    public Task PassTimeAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (this.Options.Sandbox is not { } sandbox)
        {
            return this.clock.Delay(time, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        sandbox.Advance(time);
        return Task.CompletedTask;
    }

    /// <summary>Calls any path of the service, with this client's key, pacing and repetition.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">The path below the base address, such as <c>tk/v2.1/courier/list</c>.</param>
    /// <param name="json">The body as JSON text; null for none.</param>
    /// <param name="log">Where the call tells what it does.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Track123Exception">
    /// The path leads elsewhere, the body is not JSON, the service answered with an error code, or the call failed.
    /// </exception>
    public async Task<ServiceReply> InvokeAsync(string method, string path, string? json, ICallLog log, CancellationToken cancellationToken)
    {
        var relative = path.Trim().TrimStart('/');
        var plain = relative.Split('?')[0];
        var known = Endpoints.All.FirstOrDefault(e => e.Path == plain && e.Method.Method == method);

        // It is unknown whether a call to an unknown path may be processed twice.
        var endpoint = known is null
            ? new Endpoint(new(method), relative, RetryPolicy: method == "GET" ? RetryPolicy.Always : RetryPolicy.IfNotProcessed)
            : known with { Path = relative };
        var body = json is null ? null : ReadBody(method, json);
        var type = TrackJson.Lenient.EnvelopeJsonElement;
        var reply = await this.SendAsync(endpoint, body, type, log, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Code = reply.Code,
            Message = reply.Message,
            Data = PlainData.From(reply.Data),
            TraceId = reply.TraceId,
        };
    }

    /// <inheritdoc />
    public void Dispose() => this.transport.Dispose();

    private static byte[] ReadBody(string method, string json)
    {
        if (method == "GET")
        {
            throw new Track123Exception(Track123ErrorKind.InvalidRequest, "A GET request has no body.");
        }

        try
        {
            using var document = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new Track123Exception(Track123ErrorKind.InvalidRequest, $"The body is not JSON: {e.Message}", e);
        }

        return Encoding.UTF8.GetBytes(json);
    }

    private static string Usable(string? trackingNumber)
    {
        var (number, reason) = RowCheck.CheckNumber(trackingNumber);
        return number ?? throw new Track123Exception(Track123ErrorKind.InvalidRequest, reason);
    }

    private Task<Reply<T>> SendAsync<T>(
        Endpoint endpoint, byte[]? body, JsonTypeInfo<Envelope<T>> type, ICallLog log, CancellationToken cancellationToken) =>
        this.transport.SendAsync(endpoint, body, itemCount: 1, type, new(log, AbortReason: null, cancellationToken));
}
