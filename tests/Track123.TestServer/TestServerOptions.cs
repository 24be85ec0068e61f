namespace Track123.Testing;

/// <summary>What a test server records of requests.</summary>
public enum Recording
{
    /// <summary>Complete requests with headers and bodies.</summary>
    Full,

    /// <summary>Only counts. The bodies of a million rows would need too much memory in a benchmark.</summary>
    CountsOnly,
}

/// <summary>The options of a test server.</summary>
public sealed record TestServerOptions
{
    /// <summary>The default of <see cref="ApiKey"/>.</summary>
    public const string DefaultApiKey = "test-key-0123456789abcdef";

    /// <summary>The port on 127.0.0.1; 0 for any free port.</summary>
    public int Port { get; init; }

    /// <summary>The key that requests must have; null for any key.</summary>
    public string? ApiKey { get; init; } = DefaultApiKey;

    /// <summary>The number of requests allowed per endpoint and second; null for no limit.</summary>
    public int? RequestsPerSecond { get; init; } = 5;

    /// <summary>
    /// The average delay before each response. Without a delay, a serial client would look as fast as a parallel one.
    /// </summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The maximum difference of the delay from <see cref="Latency"/>. Delays are uniformly distributed.
    /// </summary>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>The credits at the start.</summary>
    public int Credits { get; init; } = 10_000;

    /// <summary>The random seed of journeys, ids and jitter.</summary>
    public int Seed { get; init; }

    /// <summary>The forms of request bodies by path, as in the sandbox's options.</summary>
    public IReadOnlyDictionary<string, string> BodyForms { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>True if the server has the batch update endpoint.</summary>
    public bool KnowsBatchUpdate { get; init; } = true;

    /// <summary>Whether requests are recorded or only counted.</summary>
    public Recording Recording { get; init; }

    /// <summary>Whether the server keeps a ledger of what the account registered.</summary>
    public bool KeepsLedger { get; init; }

    /// <summary>
    /// The number of canned parcels, a multiple of 100, that replace the account's in responses to <c>track/query</c>;
    /// 0 to use the account's parcels.
    /// </summary>
    public int CannedParcels { get; init; }

    /// <summary>The number of events of each canned parcel.</summary>
    public int CannedEvents { get; init; } = 20;

    /// <summary>The clock of the rate limit, the delays and the account.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
