using System.Collections.Concurrent;
using Track123.Common;

namespace Track123.Http;

/// <summary>
/// The rate limiters of one account, shared by all connections of the process that use the same share of its limits.
/// Connections with different shares only share the schedule in the file, like different processes.
/// </summary>
/// <param name="clock">The clock that spaces the requests.</param>
/// <param name="requestsPerSecond">A rate for all endpoints; null for each endpoint's own.</param>
/// <param name="rateShare">The share of the rate limits to use, above 0 and up to 1.</param>
/// <param name="account">The name for processes to share the schedule under; null to share nothing.</param>
internal sealed class RateLimiterRegistry(
    TimeProvider clock, double? requestsPerSecond, double rateShare, string? account = null)
{
    private static readonly ConcurrentDictionary<(string Account, double RateShare), RateLimiterRegistry> Shared =
        new();

    private readonly ConcurrentDictionary<string, RateLimiter> byPath = new(StringComparer.Ordinal);

    /// <summary>Returns the rate limiters of a connection's account. Each sandbox is a separate account.</summary>
    public static RateLimiterRegistry For(ConnectionOptions options, Uri baseUri, TimeProvider clock) =>
        options.Sandbox is null && options.RequestsPerSecond is null && clock == TimeProvider.System
            ? Shared.GetOrAdd(
                (Hash($"{baseUri} {options.ApiKey}"), options.RateShare),
                key => new(clock, null, key.RateShare, key.Account))
            : new(clock, options.RequestsPerSecond, options.RateShare);

    /// <summary>Returns the rate limiter of an endpoint, whatever its query string.</summary>
    public RateLimiter Get(Endpoint endpoint) => this.byPath.GetOrAdd(
        endpoint.Path.Split('?')[0],
        path => new RateLimiter(
            ApplyShare(requestsPerSecond ?? endpoint.RequestsPerSecond, rateShare),
            clock,
            account is null ? null : SharedSendSchedule.Open($"{account} {path}", clock)));

    /// <summary>
    /// Returns the rate for a share of a limit, rounded down to whole requests per second if there is at least one.
    /// </summary>
    // The service counts the requests of any one second. A machine that sends 2.5 requests per second sends 3 in some
    // seconds. Two such machines, which do not know each other's schedule, would send 6 in the same second.
    private static double ApplyShare(double limit, double share)
    {
        const double RoundingError = 1e-9;
        return share < 1 && limit * share >= 1 ? Math.Floor((limit * share) + RoundingError) : limit * share;
    }

    // The dictionary outlives the connection, so it must not contain the key.
    private static string Hash(string text) => Convert.ToBase64String(Sha256.Hash(text));
}
