using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Track123.Webhooks.Server;

/// <summary>The addresses, port and path that an <see cref="HttpServer"/> listens on.</summary>
internal sealed class ListenAddress
{
    private static readonly IPAddress[] Loopback = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    // The path may be a secret, so no message repeats the text.
    private static readonly Regex Prefix = new(
        @"^http://(?<host>\[[^\]/]*\]|[^:/]*)(:(?<port>[^/]*))?(?<path>/.*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private ListenAddress(IReadOnlyList<IPAddress> addresses, string host, int port, string path)
    {
        if (path.Any(c => c is <= ' ' or > '~' or '?' or '#' or '\\'))
        {
            throw Invalid(
                "The path is not valid: only printable ASCII characters are allowed, without spaces, ?, # and \\. "
                + "Percent-encode all other characters: for example, write %20 for a space.");
        }

        (this.Addresses, this.Host, this.Port) = (addresses, host, port);
        this.Path = path is ['/', ..] ? path : "/" + path;
    }

    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The host's name or address, for messages.</summary>
    public string Host { get; }

    /// <summary>The port; 0 for any free port.</summary>
    public int Port { get; }

    /// <summary>The path to accept; <c>/</c> for any.</summary>
    public string Path { get; }

    public bool IsLoopback => this.Addresses.All(IPAddress.IsLoopback);

    /// <summary>Creates an address for the loopback interfaces of IPv4 and IPv6.</summary>
    /// <exception cref="Track123Exception">
    /// <see cref="Track123ErrorKind.InvalidRequest"/>: the path can't be used.
    /// </exception>
    public static ListenAddress OnLoopback(int port, string path) => new(Loopback, "localhost", port, path);

    /// <summary>Parses a prefix such as <c>http://10.0.0.5:8080/hook</c>.</summary>
    /// <exception cref="Track123Exception">
    /// <see cref="Track123ErrorKind.InvalidRequest"/>: the prefix is invalid.
    /// </exception>
    public static ListenAddress Parse(string prefix)
    {
        if (prefix.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid(
                "The prefix can't begin with https: TLS is not supported. Listen on loopback behind a reverse proxy.");
        }

        var match = Prefix.Match(prefix);
        if (!match.Success)
        {
            throw Invalid("The prefix must begin with http://, as in http://10.0.0.5:8080/hook.");
        }

        var port = 80;
        if (match.Groups["port"] is { Success: true, Value: var digits }
            && (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > 65535))
        {
            throw Invalid("The prefix has an invalid port: use a number from 0 to 65535 after the colon.");
        }

        var host = match.Groups["host"].Value;
        IReadOnlyList<IPAddress> addresses = host.ToUpperInvariant() switch
        {
            "*" or "+" => [IPAddress.Any, IPAddress.IPv6Any],
            "LOCALHOST" => Loopback,
            _ when IPAddress.TryParse(host.Trim('[', ']'), out var address) => [address],
            _ => throw Invalid(
                "The prefix has no valid host: use an IP address, localhost, or * for all addresses."),
        };
        return new(addresses, host, port, match.Groups["path"].Value);
    }

    private static Track123Exception Invalid(string message) => new(Track123ErrorKind.InvalidRequest, message);
}
