namespace Track123;

/// <summary>One account at the service. Safe to use from several threads; holds no open request between calls.</summary>
public sealed class Track123Client : IDisposable
{
    /// <summary>Makes a client. Nothing is sent before the first call.</summary>
    /// <exception cref="Track123Exception"><see cref="Track123ErrorKind.InvalidRequest"/>: <c>http</c> to a host that is not loopback, or no usable address.</exception>
    public Track123Client(ConnectionOptions options) => this.Options = options;

    /// <summary>How the service is reached.</summary>
    public ConnectionOptions Options { get; }

    /// <summary>Reads the list of parcel carriers (<c>courier/list</c>). It costs nothing, so it also serves as a check of the key.</summary>
    public Task<IReadOnlyList<Carrier>> GetCarriersAsync(ICallLog log, CancellationToken cancellationToken) =>
        throw null!;

    /// <summary>Begins a run that registers rows (<c>track/import</c>).</summary>
    public RegistrationRun BeginRegistration(ICallLog log) => throw null!;

    /// <summary>Begins a walk through the account's parcels (<c>track/query</c>).</summary>
    public TrackingWalk BeginQuery(TrackingQuery query, ICallLog log) => throw null!;

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
