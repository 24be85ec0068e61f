using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;

namespace Track123.Http;

/// <summary>Creates HTTP clients. Connections of one kind in the process share handlers and sockets.</summary>
internal sealed class Handlers : IDisposable
{
    private const string ClientName = "Track123";

    /// <summary>The maximum number of requests in flight to one host.</summary>
    private const int MaxConnections = 64;

    /// <summary>How long a connection is kept before its host name is resolved again.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly ConcurrentDictionary<HandlerKey, Lazy<Handlers>> Shared = new();

    private readonly ServiceProvider services;
    private readonly bool isShared;

    private Handlers(Func<HttpMessageHandler> createPrimary, bool isShared)
    {
        this.isShared = isShared;
        var collection = new ServiceCollection();
        collection.AddSingleton(_ => createPrimary());
        collection.AddHttpClient(ClientName, static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static provider => provider.GetRequiredService<HttpMessageHandler>())
            .AddHttpMessageHandler(static () => new TraceHandler())
            .AddHttpMessageHandler(static () => new AuthenticationHandler())

            // The primary handler renews its own connections.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);

        // Its logging is not redacted, and its metering fails with a private System.Diagnostics.DiagnosticSource.
        collection.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        this.services = collection.BuildServiceProvider();
    }

    /// <summary>Returns handlers: a connection's own with a sandbox or a proxy credential, else shared.</summary>
    public static Handlers For(ConnectionOptions options)
    {
        if (options.Sandbox is { } sandbox)
        {
            return new(sandbox.CreateHandler, isShared: false);
        }

        var key = new HandlerKey(
            options.Proxy, options.MayUseProxy, options.ProxyUseDefaultCredentials, options.ConnectionTimeout);
        return options.ProxyCredential is { } credential
            ? new(() => CreatePrimary(key, credential), isShared: false)
            : Shared.GetOrAdd(key, static k => new(() => new(() => CreatePrimary(k, null), isShared: true))).Value;
    }

    /// <summary>Creates a client without a timeout.</summary>
    public HttpClient CreateClient() => this.services.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName);

    /// <summary>Closes the connections, unless other clients share them.</summary>
    public void Dispose()
    {
        if (!this.isShared)
        {
            this.services.Dispose();
        }
    }

#if NET8_0_OR_GREATER
    private static SocketsHttpHandler CreatePrimary(HandlerKey key, ICredentials? credential)
    {
        return new SocketsHttpHandler
        {
            ConnectTimeout = key.ConnectionTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
#else
    private static FrameworkHandler CreatePrimary(HandlerKey key, ICredentials? credential)
    {
        return new FrameworkHandler
        {
            ConnectionLifetime = ConnectionLifetime,
#endif
            MaxConnectionsPerServer = MaxConnections,
            DefaultProxyCredentials = key.UseDefaultCredentials ? CredentialCache.DefaultCredentials : null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,
            UseProxy = key.UseProxy,
            Proxy = key.Proxy is { } address
                ? new WebProxy(address) { Credentials = credential, UseDefaultCredentials = key.UseDefaultCredentials }
                : null,
        };
    }

    /// <summary>The settings for which connections need separate handlers. They contain no secret.</summary>
    private sealed record HandlerKey(Uri? Proxy, bool UseProxy, bool UseDefaultCredentials, TimeSpan ConnectionTimeout);
}
