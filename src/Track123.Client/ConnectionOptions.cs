using System.Net;

namespace Track123;

/// <summary>How to reach the service. Immutable once a client is made from it.</summary>
public sealed class ConnectionOptions
{
    /// <summary>The service's documented address.</summary>
    public static Uri DefaultBaseUri { get; } = new("https://api.track123.com/gateway/open-api");

    /// <summary>The API key, sent in the header <c>Track123-Api-Secret</c>. Empty for a sandbox.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Where the service is. <c>http</c> is accepted for loopback addresses only.</summary>
    public Uri BaseUri { get; init; } = DefaultBaseUri;

    /// <summary>The sandbox to talk to in place of the network; null for the real service.</summary>
    public ISandbox? Sandbox { get; init; }

    /// <summary>The proxy to use; null for the system's own choice.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Who we are to the proxy; null for nobody.</summary>
    public ICredentials? ProxyCredential { get; init; }

    /// <summary>Signs on to the proxy as the user who runs this process.</summary>
    public bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>Uses no proxy, not even the system's.</summary>
    public bool NoProxy { get; init; }

    /// <summary>The longest wait for a connection to be made. .NET Framework has no such limit of its own.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest wait for one complete answer, headers and body, of one attempt.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a call that may be repeated is repeated, at most.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>The wait before the first repetition; it doubles from one to the next, with jitter.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Requests a second to every endpoint, in place of the documented rates: for measuring what everything but the waiting costs.</summary>
    internal double? RequestsPerSecond { get; init; }

    /// <summary>What names the caller to the service, such as <c>Track123.PowerShell/1.0 PowerShell/7.4 (Linux)</c>.</summary>
    public string UserAgent { get; init; } = "Track123.Client";
}
