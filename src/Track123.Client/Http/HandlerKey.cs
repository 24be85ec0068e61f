namespace Track123.Http;

/// <summary>What distinguishes one kind of connection from another. It holds no secret.</summary>
/// <param name="Proxy">The proxy; null for the system's.</param>
/// <param name="UseProxy">False to use no proxy, not even the system's.</param>
/// <param name="UseDefaultCredentials">True to authenticate to the proxy as the user of this process.</param>
/// <param name="ConnectionTimeout">The maximum time to connect.</param>
internal sealed record HandlerKey(Uri? Proxy, bool UseProxy, bool UseDefaultCredentials, TimeSpan ConnectionTimeout)
{
    public static HandlerKey Of(ConnectionOptions options) => new(
        options.Proxy,

        // No proxy for http, which is only used to this machine: a proxy would see the key.
        !options.NoProxy && options.BaseUri.Scheme == Uri.UriSchemeHttps,
        options.ProxyUseDefaultCredentials,
        options.ConnectionTimeout);
}
