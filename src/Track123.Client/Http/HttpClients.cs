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

    private static readonly ConcurrentDictionary<string, ConnectionOptions> Networks = new(StringComparer.Ordinal);
    private static readonly Lazy<IHttpClientFactory> Factory = new(Build);
    private static int credentials;

    /// <summary>A client for a connection. It has no time-out of its own: each attempt has one.</summary>
    public static HttpClient Create(ConnectionOptions options, TimeProvider clock)
    {
        if (options.Sandbox is { } sandbox)
        {
            // An account of its own, without sockets: it goes when its connection goes, and the process keeps nothing of it.
            var chain = new RetryHandler(clock) { InnerHandler = new TraceHandler(clock) { InnerHandler = new AuthHandler { InnerHandler = sandbox.CreateHandler() } } };
            return new HttpClient(chain) { Timeout = Timeout.InfiniteTimeSpan };
        }

        var name = $"{options.Proxy} {options.NoProxy} {options.ProxyUseDefaultCredentials} {options.ConnectionTimeout}"
            + (options.ProxyCredential is null ? "" : $" {Interlocked.Increment(ref credentials)}");
        Networks.TryAdd(name, options);
        var client = Factory.Value.CreateClient(name);
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }

    private static IHttpClientFactory Build()
    {
        if (IsNetFramework)
        {
            // Windows PowerShell 5.1 may start without TLS 1.2 and would wait for 100-continue on each POST.
#pragma warning disable CA5386, SYSLIB0014 // The value is added to what the administrator allows, and there is no other way on .NET Framework.
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
            ServicePointManager.Expect100Continue = false;
#pragma warning restore CA5386, SYSLIB0014
        }

        var services = new ServiceCollection();
        services.AddHttpClient();

        // Neither the factory's own logging nor its metering: both would tell about requests outside our redaction.
        services.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(new ByName());
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
    }

    private static bool IsNetFramework => System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription
        .StartsWith(".NET Framework", StringComparison.Ordinal);

#if NET8_0_OR_GREATER
    private static SocketsHttpHandler Primary(ConnectionOptions options)
    {
        return new SocketsHttpHandler
        {
            ConnectTimeout = options.ConnectionTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
#else
    private static HttpClientHandler Primary(ConnectionOptions options)
    {
        return new HttpClientHandler
        {
#endif
            MaxConnectionsPerServer = MaximumConnections,
            DefaultProxyCredentials = options.ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,
            UseProxy = !options.NoProxy,
            Proxy = ProxyOf(options),
        };
    }

    private static WebProxy? ProxyOf(ConnectionOptions options) => options.Proxy is { } address
        ? new WebProxy(address) { Credentials = options.ProxyCredential, UseDefaultCredentials = options.ProxyUseDefaultCredentials }
        : null;

    private sealed class ByName : IConfigureNamedOptions<HttpClientFactoryOptions>
    {
        public void Configure(string? name, HttpClientFactoryOptions options)
        {
            if (name is null || !Networks.TryGetValue(name, out var network))
            {
                return;
            }

            // The primary handler renews its own connections, so the chain need never be replaced.
            options.HandlerLifetime = Timeout.InfiniteTimeSpan;
            options.HttpMessageHandlerBuilderActions.Add(builder =>
            {
                builder.PrimaryHandler = Primary(network);
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
