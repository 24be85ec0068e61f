#if !NET8_0_OR_GREATER
using System.Net;

namespace Track123.Http;

/// <summary>
/// The primary handler on .NET Framework, where the settings of connections are on the service point: one per host and
/// proxy, shared by the process.
/// </summary>
internal sealed class FrameworkHandler : HttpClientHandler
{
    public FrameworkHandler()
    {
        // Windows PowerShell 5.1 may start without TLS 1.2. A zero leaves the choice to the system.
#pragma warning disable CA5386 // Added to what the administrator allows; there is no other way on .NET Framework.
        if (ServicePointManager.SecurityProtocol != default)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }
#pragma warning restore CA5386
    }

    /// <summary>How long a connection is kept before its host name is resolved again.</summary>
    public TimeSpan ConnectionLifetime { get; init; }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Each time, because a service point that was idle for a while is replaced by a new one.
        var proxy = this.UseProxy ? this.Proxy ?? WebRequest.DefaultWebProxy : null;
        var point = ServicePointManager.FindServicePoint(request.RequestUri, proxy);
        point.ConnectionLimit = this.MaxConnectionsPerServer;
        point.ConnectionLeaseTimeout = (int)this.ConnectionLifetime.TotalMilliseconds;

        // Head and body are two writes. The second would wait for the server's permission or acknowledgement.
        point.Expect100Continue = false;
        point.UseNagleAlgorithm = false;
        return base.SendAsync(request, cancellationToken);
    }
}
#endif
