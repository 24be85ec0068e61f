using System.Reflection;

namespace Track123;

/// <summary>
/// The service in memory. The assembly <c>Track123.Sandbox</c> implements it. Its connection needs no key and no network.
/// </summary>
public interface ISandbox
{
    /// <summary>The sandbox's clock. It starts at the machine's time and advances with it.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The remaining credits of the account. One parcel registration costs one.</summary>
    int Credits { get; set; }

    /// <summary>The number of registered parcels.</summary>
    int TrackingCount { get; }

    /// <summary>
    /// The address that webhooks are posted to when parcels and cargo move: <c>http</c> on loopback. By default null: none.
    /// Moves without an address are posted once there is one.
    /// </summary>
    /// <exception cref="ArgumentException">The address is not on loopback.</exception>
    Uri? WebhookUri { get; set; }

    /// <summary>The key of the webhooks' signatures.</summary>
    string WebhookKey { get; }

    /// <summary>Advances the sandbox's clock, so that parcels move.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    void Advance(TimeSpan time);

    /// <summary>Creates the last handler of an HTTP client, which processes the requests in memory.</summary>
    HttpMessageHandler CreateHandler();
}

/// <summary>Creates sandboxes. The implementation is loaded by name, so that the library does not depend on it.</summary>
public static class Sandbox
{
    /// <summary>Creates a new account: no parcels, full credits, its clock at the present moment.</summary>
    public static ISandbox Create()
    {
        var name = new AssemblyName("Track123.Sandbox");
        var type = Assembly.Load(name).GetType("Track123.InMemory.SandboxAccount", throwOnError: true)!;
        return (ISandbox)Activator.CreateInstance(type)!;
    }
}
