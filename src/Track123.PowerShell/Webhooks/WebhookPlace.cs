using System.Globalization;
using System.Net;

namespace Track123.Commands;

/// <summary>Where to listen.</summary>
internal sealed class WebhookPlace
{
    private static readonly IPAddress[] Loopback = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    private WebhookPlace(IReadOnlyList<IPAddress> addresses, string host, int port, string path) =>
        (this.Addresses, this.Host, this.Port, this.Path) = (addresses, host, port, path);

    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>What to call it.</summary>
    public string Host { get; }

    public int Port { get; }

    public string Path { get; }

    public bool IsLoopback => this.Addresses.All(IPAddress.IsLoopback);

    /// <summary>The loopback addresses; or why that will not do.</summary>
    public static (WebhookPlace? Place, string Reason) OnLoopback(int port, string path) => CheckPath(path) is { } reason
        ? (null, reason)
        : (new(Loopback, "localhost", port, path[0] == '/' ? path : "/" + path), "");

    /// <summary>Reads a prefix such as http://10.0.0.5:8080/hook; or says what is wrong, without repeating it: the path may be a secret.</summary>
    public static (WebhookPlace? Place, string Reason) Read(string prefix)
    {
        const string Scheme = "http://";
        if (prefix.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return (null, "-Prefix can't begin with https: this cmdlet has no TLS. Listen at loopback and put a reverse proxy with TLS before it.");
        }

        if (!prefix.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, "-Prefix begins with http://, as in http://10.0.0.5:8080/hook.");
        }

        var rest = prefix.Substring(Scheme.Length);
        var slash = rest.IndexOf('/');
        var (authority, path) = slash < 0 ? (rest, "/") : (rest.Substring(0, slash), rest.Substring(slash));
        if (CheckPath(path) is { } wrong)
        {
            return (null, wrong);
        }

        var colon = authority.LastIndexOf(':');
        var hasPort = colon > authority.LastIndexOf(']');
        var host = hasPort ? authority.Substring(0, colon) : authority;
        var port = 80;
        if (hasPort && (!int.TryParse(authority.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > 65535))
        {
            return (null, "-Prefix has no good port: a number from 0 to 65535 after the colon.");
        }

        IPAddress[]? addresses = host switch
        {
            "*" or "+" => [IPAddress.Any, IPAddress.IPv6Any],
            _ when host.Equals("localhost", StringComparison.OrdinalIgnoreCase) => Loopback,
            _ => IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address] : null,
        };
        return addresses is null
            ? (null, "-Prefix names no address to listen at: give an address of this machine by number, localhost, or * for every address.")
            : (new(addresses, host, port, path), "");
    }

    private static string? CheckPath(string path) => path.Any(c => c is <= ' ' or > '~' or '?' or '#' or '\\')
        ? "The path to listen to can't be used: it is made of printable ASCII characters, without spaces, ? and #. Write others as %20 and the like."
        : null;
}
