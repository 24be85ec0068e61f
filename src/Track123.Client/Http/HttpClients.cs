using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Track123.Http;

/// <summary>
/// The process's HTTP clients, from one factory built on first use. Connections that reach the network the same way share sockets; the key
/// travels with each call.
/// </summary>
internal static class HttpClients
{
    /// <summary>More requests than this are never in flight for one account, whatever the latency.</summary>
    private const int MaximumConnections = 64;

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly ConcurrentDictionary<string, Way> Ways = new(StringComparer.Ordinal);
    private static readonly Lazy<IHttpClientFactory> Factory = new(Build);

    /// <summary>A client for a connection. It has no time-out of its own: each attempt has one.</summary>
    public static HttpClient Create(ConnectionOptions options, TimeProvider clock)
    {
        if (options.Sandbox is { } sandbox)
        {
            // An account of its own, without sockets: it goes when its connection goes, and the process keeps nothing of it.
            return new HttpClient(Chain(sandbox.CreateHandler(), clock)) { Timeout = Timeout.InfiniteTimeSpan };
        }

        // No proxy for http, which is to this machine: not even the system's may see the key.
        var way = new Way(
            options.Proxy, options.NoProxy || options.BaseUri.Scheme == Uri.UriSchemeHttp, options.ProxyUseDefaultCredentials, options.ConnectionTimeout);
        if (options.ProxyCredential is { } credential)
        {
            // Not among those that are kept for the life of the process.
            return new HttpClient(Chain(Primary(way, credential), clock)) { Timeout = Timeout.InfiniteTimeSpan };
        }

        var name = way.ToString();
        Ways.TryAdd(name, way);
        var client = Factory.Value.CreateClient(name);
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }

    private static IHttpClientFactory Build()
    {
        var services = new ServiceCollection();
        services.AddHttpClient();

        // Neither the factory's own logging nor its metering: both would tell about requests outside our redaction.
        services.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(new ByName());
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
    }

#if NET8_0_OR_GREATER
    private static SocketsHttpHandler Primary(Way way, ICredentials? credential)
    {
        return new SocketsHttpHandler
        {
            ConnectTimeout = way.ConnectionTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
#else
    private static FrameworkHandler Primary(Way way, ICredentials? credential)
    {
        return new FrameworkHandler
        {
            ConnectionLifetime = ConnectionLifetime,
#endif
            MaxConnectionsPerServer = MaximumConnections,
            DefaultProxyCredentials = way.UseDefaultCredentials ? CredentialCache.DefaultCredentials : null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,
            UseProxy = !way.NoProxy,
            Proxy = ProxyOf(way, credential),
        };
    }

    private static WebProxy? ProxyOf(Way way, ICredentials? credential) => way.Proxy is { } address
        ? new WebProxy(address) { Credentials = credential, UseDefaultCredentials = way.UseDefaultCredentials }
        : null;

    private static RetryHandler Chain(HttpMessageHandler last, TimeProvider clock) =>
        new(clock) { InnerHandler = new TraceHandler(clock) { InnerHandler = new AuthHandler { InnerHandler = last } } };

    /// <summary>All that tells one way to the service from another; it holds no secret.</summary>
    private sealed record Way(Uri? Proxy, bool NoProxy, bool UseDefaultCredentials, TimeSpan ConnectionTimeout);

    private sealed class ByName : IConfigureNamedOptions<HttpClientFactoryOptions>
    {
        public void Configure(string? name, HttpClientFactoryOptions options)
        {
            if (name is null || !Ways.TryGetValue(name, out var way))
            {
                return;
            }

            // The primary handler renews its own connections, so the chain need never be replaced.
            options.HandlerLifetime = Timeout.InfiniteTimeSpan;
            options.HttpMessageHandlerBuilderActions.Add(builder =>
            {
                builder.PrimaryHandler = Primary(way, credential: null);
                builder.AdditionalHandlers.Add(new RetryHandler(TimeProvider.System));
                builder.AdditionalHandlers.Add(new TraceHandler(TimeProvider.System));
                builder.AdditionalHandlers.Add(new AuthHandler());
            });
        }

        public void Configure(HttpClientFactoryOptions options)
        {
        }
    }
}
