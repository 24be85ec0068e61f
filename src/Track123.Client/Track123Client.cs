using Track123.Http;
using Track123.Json;

namespace Track123;

/// <summary>One account at the service. Safe to use from several threads; holds no open request between calls.</summary>
public sealed class Track123Client : IDisposable
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

    /// <summary>Reads the list of parcel carriers (<c>courier/list</c>). It costs nothing, so it also serves as a check of the key.</summary>
    /// <exception cref="Track123Exception">The call failed.</exception>
    public async Task<IReadOnlyList<Carrier>> GetCarriersAsync(ICallLog log, CancellationToken cancellationToken)
    {
        var (envelope, _) = await this.transport.CallAsync(
            Endpoints.ListParcelCarriers, body: null, items: 1, TrackJson.Lenient.EnvelopeItemsCarrier, log, whyNotToSend: null, cancellationToken)
            .ConfigureAwait(false);
        return envelope.Data?.Content ?? [];
    }

    /// <summary>Begins a run that registers rows (<c>track/import</c>).</summary>
    /// <param name="log">Where the run tells what it does.</param>
    /// <param name="cancellationToken">Ends the run: nothing is sent once it is cancelled.</param>
    public RegistrationRun BeginRegistration(ICallLog log, CancellationToken cancellationToken) => new(this.transport, log, cancellationToken);

    /// <summary>Begins a walk through the account's parcels (<c>track/query</c>).</summary>
    public TrackingWalk BeginQuery(TrackingQuery query, ICallLog log) => new(query, this.transport, log, () => this.Now);

    /// <inheritdoc />
    public void Dispose() => this.transport.Dispose();
}
