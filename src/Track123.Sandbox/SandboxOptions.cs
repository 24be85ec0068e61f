namespace Track123.InMemory;

/// <summary>How a sandbox account starts.</summary>
public sealed class SandboxOptions
{
    /// <summary>
    /// Credits in the account at the start: one is spent for each parcel registered and each instant look-up, 100 for
    /// each number of ocean or air cargo.
    /// </summary>
    public int Credits { get; init; } = 10_000;

    /// <summary>The key each request must carry. <see langword="null"/> takes any key, and none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Requests an endpoint takes in any one second, where the contract gives it no rate of its own.
    /// <see langword="null"/> lifts every limit.
    /// </summary>
    public int? RequestsPerSecond { get; init; } = 5;

    /// <summary>
    /// Whether the account has the path for editing many parcels at once, which nobody has seen of the service.
    /// </summary>
    public bool KnowsBatchUpdate { get; init; } = true;

    /// <summary>
    /// Changes which journey an ordinary number makes, and the trace ids. Same seed, same journeys.
    /// </summary>
    public int Seed { get; init; }
}
