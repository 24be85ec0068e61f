using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Track123.Http;

/// <summary>The pacers of one account. Connections with the same key at the same address share them for the whole process.</summary>
/// <param name="clock">Times the requests.</param>
/// <param name="requestsPerSecond">A limit in place of each endpoint's own.</param>
/// <param name="account">What to share with the other processes of this account; null to keep to oneself.</param>
internal sealed class Pacers(TimeProvider clock, double? requestsPerSecond, string? account = null)
{
    private static readonly ConcurrentDictionary<string, Pacers> Shared = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Pacer> byPath = new(StringComparer.Ordinal);

    /// <summary>The pacers of an account; a sandbox is an account of its own.</summary>
    public static Pacers For(ConnectionOptions options, Uri root, TimeProvider clock) =>
        options.Sandbox is null && options.RequestsPerSecond is null && clock == TimeProvider.System
            ? Shared.GetOrAdd(Digest($"{root} {options.ApiKey}"), account => new Pacers(clock, requestsPerSecond: null, account))
            : new Pacers(clock, options.RequestsPerSecond);

    /// <summary>The pacer of an endpoint, whatever is asked of it after the path.</summary>
    public Pacer this[Endpoint endpoint] => this.byPath.GetOrAdd(
        endpoint.Path.Split('?')[0],
        path => new Pacer(
            requestsPerSecond ?? endpoint.RequestsPerSecond, clock, account is null ? null : SharedMoment.Of(Digest($"{account} {path}"))));

    // Table and files outlive connections, so they hold no key.
    private static string Digest(string text)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text))).Replace('/', '_');
    }
}
