namespace Track123.Testing;

/// <summary>How a test server starts.</summary>
public sealed record TestServerOptions
{
    /// <summary>The key that requests must carry unless another is given.</summary>
    public const string DefaultApiKey = "test-key-0123456789abcdef";

    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The key each request must carry; null takes any.</summary>
    public string? ApiKey { get; init; } = DefaultApiKey;

    /// <summary>Requests an endpoint takes in any one second; null lifts the limit.</summary>
    public int? RequestsPerSecond { get; init; } = 5;

    /// <summary>
    /// The middle of the delay before each answer. Without it a serial client looks as fast as a parallel one.
    /// </summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The delay lies evenly between <see cref="Latency"/> less this and <see cref="Latency"/> plus this.
    /// </summary>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>Credits at the start.</summary>
    public int Credits { get; init; } = 10_000;

    /// <summary>Seed of journeys, ids and jitter.</summary>
    public int Seed { get; init; }

    /// <summary>Whether requests are kept, or only counted.</summary>
    public Recording Recording { get; init; }

    /// <summary>Whether the server keeps a ledger of what the account registered.</summary>
    public bool KeepsLedger { get; init; }

    /// <summary>
    /// Answers every <c>track/query</c> from so many prepared parcels, a multiple of 100, in place of the account's;
    /// 0 for the account's.
    /// </summary>
    public int CannedParcels { get; init; }

    /// <summary>Events of each prepared parcel.</summary>
    public int CannedEvents { get; init; } = 20;

    /// <summary>The clock of the limit, the delays and the account.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>What a test server keeps of the requests.</summary>
public enum Recording
{
    /// <summary>Everything, headers and bodies included.</summary>
    Full,

    /// <summary>Numbers only: a million rows would not fit beside the client that is measured.</summary>
    CountsOnly,
}
