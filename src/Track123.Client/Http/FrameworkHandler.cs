#if !NET8_0_OR_GREATER
using System.Net;

namespace Track123.Http;

/// <summary>
/// The primary handler on .NET Framework, where the service point of a host and proxy, shared by the process, has the settings of connections.
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

    /// <summary>How long a connection is kept before the name of its host is resolved again.</summary>
    public TimeSpan ConnectionLifetime { get; init; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Each time, because a service point that was idle for a while is replaced by a new one.
        var point = ServicePointManager.FindServicePoint(request.RequestUri, this.UseProxy ? this.Proxy ?? WebRequest.DefaultWebProxy : null);
        point.ConnectionLimit = this.MaxConnectionsPerServer;
        point.ConnectionLeaseTimeout = (int)this.ConnectionLifetime.TotalMilliseconds;

        // Head and body are two writes. The second would wait for the server's permission, or for its acknowledgement of the first.
        point.Expect100Continue = false;
        point.UseNagleAlgorithm = false;
        return base.SendAsync(request, cancellationToken);
    }
}
#endif
