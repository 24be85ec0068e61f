namespace Track123;

/// <summary>
/// The service in memory, implemented by the assembly <c>Track123.Sandbox</c>. A connection to it needs neither key nor
/// network.
/// </summary>
public interface ISandbox
{
    /// <summary>The sandbox's clock. It starts at the machine's time and advances with it.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The remaining credits of the account. The registration of a parcel costs one credit.</summary>
    int Credits { get; set; }

    /// <summary>The number of registered parcels.</summary>
    int TrackingCount { get; }

    /// <summary>
    /// The address that webhooks are posted to: <c>http</c> on loopback; null, the default, for none. Events without an
    /// address are posted after an address is set.
    /// </summary>
    /// <exception cref="ArgumentException">The address is not on loopback.</exception>
    Uri? WebhookUri { get; set; }

    /// <summary>The key that signs webhooks.</summary>
    string WebhookKey { get; }

    /// <summary>Advances the sandbox's clock, so that parcels move.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    void Advance(TimeSpan time);

    /// <summary>Creates the primary handler of an HTTP client, which processes requests in memory.</summary>
    HttpMessageHandler CreateHandler();
}
