using System.Reflection;

namespace Track123;

/// <summary>
/// The service in memory, as <c>Track123.Sandbox</c> provides it. A connection that carries one needs no key and no network.
/// </summary>
public interface ISandbox
{
    /// <summary>The sandbox's present moment. It starts as the machine's, and moves on with it.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Credits left in the account: one is spent for each parcel registered.</summary>
    int Credits { get; set; }

    /// <summary>Parcels registered in the account.</summary>
    int TrackingCount { get; }

    /// <summary>
    /// Where webhooks are posted to as parcels and cargo move, <c>http</c> to loopback; null, as at first, for nowhere. What moved while there was no
    /// address is told once there is one.
    /// </summary>
    /// <exception cref="ArgumentException">The address is none of loopback's.</exception>
    Uri? WebhookUri { get; set; }

    /// <summary>The key that webhooks are signed with.</summary>
    string WebhookKey { get; }

    /// <summary>Moves the sandbox's clock on, so that parcels travel.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    void Advance(TimeSpan time);

    /// <summary>The service as the last handler of an HTTP client.</summary>
    HttpMessageHandler CreateHandler();
}

/// <summary>Opens sandboxes. The implementation is loaded by name, so that the library does not depend on it.</summary>
public static class Sandbox
{
    /// <summary>Gives a fresh account: no parcels, full credit, its clock at this moment.</summary>
    public static ISandbox Create()
    {
        var name = new AssemblyName("Track123.Sandbox");
        var type = Assembly.Load(name).GetType("Track123.InMemory.SandboxAccount", throwOnError: true)!;
        return (ISandbox)Activator.CreateInstance(type)!;
    }
}
