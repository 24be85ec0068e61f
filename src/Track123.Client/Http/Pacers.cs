using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Track123.Http;

/// <summary>The pacers of one account. Accounts with the same key at the same address share them for the whole process.</summary>
internal sealed class Pacers(TimeProvider clock, double? requestsPerSecond)
{
    private static readonly ConcurrentDictionary<string, Pacers> Shared = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Pacer> byPath = new(StringComparer.Ordinal);

    /// <summary>The pacers of an account; a sandbox is an account of its own.</summary>
    public static Pacers For(ConnectionOptions options, Uri root, TimeProvider clock) =>
        options.Sandbox is null && options.RequestsPerSecond is null && clock == TimeProvider.System
            ? Shared.GetOrAdd($"{root} {Digest(options.ApiKey)}", _ => new Pacers(clock, requestsPerSecond: null))
            : new Pacers(clock, options.RequestsPerSecond);

    /// <summary>The pacer of an endpoint, whatever is asked of it after the path.</summary>
    public Pacer this[Endpoint endpoint] => this.byPath.GetOrAdd(
        endpoint.Path.Split('?')[0],
        _ => new Pacer(requestsPerSecond ?? endpoint.RequestsPerSecond, clock));

    // The table outlives connections, so it holds no key.
    private static string Digest(string key)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(key)));
    }
}
