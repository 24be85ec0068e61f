namespace Track123.InMemory;

/// <summary>The initial settings of a sandbox account.</summary>
public sealed class SandboxOptions
{
    /// <summary>
    /// The initial credits: a parcel registration and an instant lookup cost one, an ocean or air cargo registration
    /// costs 100.
    /// </summary>
    public int Credits { get; init; } = 10_000;

    /// <summary>The API key that requests must have; <see langword="null"/> to allow any key, or no key.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// The requests per second of an endpoint without its own limit; <see langword="null"/> for no limits.
    /// </summary>
    public int? RequestsPerSecond { get; init; } = 5;

    /// <summary>True if the account has the batch update endpoint, which is not documented.</summary>
    public bool KnowsBatchUpdate { get; init; } = true;

    /// <summary>
    /// The forms of request bodies that the contract leaves open, by path. Other forms are rejected.
    /// <c>v2.1/track/delete</c>: <c>array</c> (default), <c>object</c> or <c>trackNoInfos</c>.
    /// <c>v2.1/track/update</c>: <c>object</c> (default) or <c>array</c>.
    /// <c>v2.1/courier/detection</c>: <c>tracking_number</c> (default) or <c>trackNo</c>.
    /// <c>v2.1/aviation/track/query</c>: <c>array</c> (default), <c>trackingNoInfos</c>, <c>trackNoInfos</c> or
    /// <c>trackNos</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> BodyForms { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The seed of trace ids and of the journeys of numbers without a special prefix. The same seed creates the same
    /// journeys.
    /// </summary>
    public int Seed { get; init; }
}
