namespace Track123.InMemory;

/// <summary>The initial settings of a sandbox account.</summary>
public sealed class SandboxOptions
{
    /// <summary>
    /// The initial credits: a parcel registration and an instant look-up cost one, an ocean or air cargo registration
    /// costs 100.
    /// </summary>
    public int Credits { get; init; } = 10_000;

    /// <summary>The API key that requests must have; <see langword="null"/> allows any key, and none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// The requests per second of an endpoint without its own limit; <see langword="null"/> removes all limits.
    /// </summary>
    public int? RequestsPerSecond { get; init; } = 5;

    /// <summary>True if the account has the path for editing many parcels, which is not documented.</summary>
    public bool KnowsBatchUpdate { get; init; } = true;

    /// <summary>
    /// The seed of ordinary numbers' journeys and of the trace ids: the same seed has the same journeys.
    /// </summary>
    public int Seed { get; init; }
}
