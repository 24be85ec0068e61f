using System.Net;

namespace Track123.Http;

/// <summary>How to connect to the service.</summary>
internal sealed class ConnectionOptions
{
    /// <summary>The documented address of the service.</summary>
    public static Uri DefaultBaseUri { get; } = new("https://api.track123.com/gateway/open-api");

    /// <summary>The API key, sent in the header <c>Track123-Api-Secret</c>. Empty for a sandbox.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>The address of the service. <c>http</c> is allowed for loopback addresses only.</summary>
    public Uri BaseUri { get; init; } = DefaultBaseUri;

    /// <summary>The sandbox to use instead of the network; null for the real service.</summary>
    public ISandbox? Sandbox { get; init; }

    /// <summary>The proxy to use; null for the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The credential for the proxy; null for none.</summary>
    public ICredentials? ProxyCredential { get; init; }

    /// <summary>True to authenticate to the proxy as the user of this process.</summary>
    public bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>True to use no proxy, not even the system's.</summary>
    public bool NoProxy { get; init; }

    /// <summary>
    /// True if requests may go through a proxy. Those to http, which is only used to this machine, never do: a proxy
    /// would see the key.
    /// </summary>
    public bool MayUseProxy => !this.NoProxy && this.Sandbox is null && this.BaseUri.Scheme == Uri.UriSchemeHttps;

    /// <summary>The maximum time to connect. It has no effect on .NET Framework.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The timeout of one attempt, until the complete response, headers and body, has arrived.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The maximum number of times a call is retried that failed due to an intermittent problem.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>The delay before the first retry; it doubles from one retry to the next, with jitter.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The share of the rate limits that the connection may use, above 0 and up to 1. Other machines use the rest.
    /// </summary>
    public double RateShare { get; init; } = 1;

    /// <summary>The name of the account, which its objects have; null for none.</summary>
    public string? AccountName { get; init; }

    /// <summary>The user agent, such as <c>Track123.PowerShell/1.0 PowerShell/7.4 (Linux)</c>.</summary>
    public string UserAgent { get; init; } = "Track123.Client";

    /// <summary>The request rate of all endpoints, for benchmarks; null for the documented rates.</summary>
    internal double? RequestsPerSecond { get; init; }
}
