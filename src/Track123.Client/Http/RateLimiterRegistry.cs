using System.Collections.Concurrent;
using Track123.Common;

namespace Track123.Http;

/// <summary>The rate limiters of one account, shared by all connections of the process to it.</summary>
/// <param name="clock">The clock that spaces the requests.</param>
/// <param name="requestsPerSecond">A rate for all endpoints; null for each endpoint's own.</param>
/// <param name="account">The name for processes to share the schedule under; null to share nothing.</param>
internal sealed class RateLimiterRegistry(TimeProvider clock, double? requestsPerSecond, string? account = null)
{
    private static readonly ConcurrentDictionary<string, RateLimiterRegistry> Shared = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, RateLimiter> byPath = new(StringComparer.Ordinal);

    /// <summary>Returns the rate limiters of a connection's account. Each sandbox is a separate account.</summary>
    public static RateLimiterRegistry For(ConnectionOptions options, Uri baseUri, TimeProvider clock) =>
        options.Sandbox is null && options.RequestsPerSecond is null && clock == TimeProvider.System
            ? Shared.GetOrAdd(Hash($"{baseUri} {options.ApiKey}"), account => new(clock, null, account))
            : new(clock, options.RequestsPerSecond);

    /// <summary>Returns the rate limiter of an endpoint, whatever its query string.</summary>
    public RateLimiter Get(Endpoint endpoint) => this.byPath.GetOrAdd(
        endpoint.Path.Split('?')[0],
        path => new RateLimiter(
            requestsPerSecond ?? endpoint.RequestsPerSecond,
            clock,
            account is null ? null : SharedSendSchedule.Open($"{account} {path}", clock)));

    // The dictionary outlives the connection, so it must not contain the key.
    private static string Hash(string text) => Convert.ToBase64String(Sha256.Hash(text));
}
