using System.Globalization;

namespace Track123.Webhooks.Server;

/// <summary>
/// The head of a request, parsed strictly (RFC 9112): a head that a proxy could read in another way is rejected, so
/// that both always agree about where a request ends.
/// </summary>
internal sealed class HttpHead
{
    private const string TokenSymbols = "!#$%&'*+-.^_`|~";

    private HttpHead(string method, string target, bool isVersion10, ILookup<string, string> fields)
    {
        (this.Method, this.Path) = (method, target.Split('?')[0]);
        this.BodyLength = ReadBodyLength(fields, isVersion10);
        this.ExpectsContinue = !isVersion10 && fields["Expect"].Any();

        var options = fields["Connection"].SelectMany(value => value.Split(',')).Select(o => o.Trim(' ', '\t'));
        this.KeepAlive = !options.Contains("close", StringComparer.OrdinalIgnoreCase)
            && (!isVersion10 || options.Contains("keep-alive", StringComparer.OrdinalIgnoreCase));
    }

    public string Method { get; }

    /// <summary>The path as sent, without the query.</summary>
    public string Path { get; }

    /// <summary>True if the sender may send another request on the same connection.</summary>
    public bool KeepAlive { get; }

    /// <summary>The body's length; null if the body is chunked; 0 if there is none.</summary>
    public long? BodyLength { get; }

    /// <summary>True if the sender waits for <c>100 Continue</c> before it sends the body.</summary>
    public bool ExpectsContinue { get; }

    /// <summary>Parses a head without the empty line at its end.</summary>
    /// <exception cref="RejectedRequestException">The head is invalid or not supported.</exception>
    public static HttpHead Parse(string text)
    {
        var lines = text.Split(["\r\n"], StringSplitOptions.None);
        var parts = lines[0].Split(' ');
        if (parts.Length != 3
            || !IsToken(parts[0])
            || ReadTarget(parts[1]) is not { } target
            || !parts[2].StartsWith("HTTP/", StringComparison.Ordinal))
        {
            throw Invalid();
        }

        var fields = lines.Skip(1).Select(ParseField).ToLookup(
            field => field.Name, field => field.Value, StringComparer.OrdinalIgnoreCase);
        var isVersion10 = parts[2] == "HTTP/1.0";
        if (!isVersion10 && parts[2] != "HTTP/1.1")
        {
            throw new RejectedRequestException(505, "HTTP version is neither 1.1 nor 1.0.");
        }

        if (fields["Host"].Count() > 1 || (!isVersion10 && !fields["Host"].Any()))
        {
            throw Invalid();
        }

        if (!fields["Content-Encoding"].All(value => value.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            throw new RejectedRequestException(415, "Content encodings are not supported.");
        }

        if (!fields["Expect"].All(value => value.Equals("100-continue", StringComparison.OrdinalIgnoreCase)))
        {
            throw new RejectedRequestException(417, "Expectation is not 100-continue.");
        }

        return new(parts[0], target, isVersion10, fields);
    }

    /// <summary>Parses a header or trailer field.</summary>
    /// <exception cref="RejectedRequestException">
    /// The line is not a field, or it continues the previous line.
    /// </exception>
    public static (string Name, string Value) ParseField(string line)
    {
        var colon = line.IndexOf(':');
        return colon > 0 && line.IndexOfAny(['\r', '\n', '\0']) < 0 && IsToken(line.Substring(0, colon))
            ? (line.Substring(0, colon), line.Substring(colon + 1).Trim(' ', '\t'))
            : throw Invalid();
    }

    private static RejectedRequestException Invalid() =>
        new(400, "Header or trailer is invalid or ambiguous.");

    private static bool IsToken(string text) => text.Length > 0 && text.All(
        c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || TokenSymbols.IndexOf(c) >= 0);

    private static string? ReadTarget(string target)
    {
        if (target.Length == 0 || target.Any(c => c is <= ' ' or > '~'))
        {
            return null;
        }

        // A proxy may send the absolute form.
        return target[0] == '/' ? target
            : target.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                && Uri.TryCreate(target, UriKind.Absolute, out var uri) ? uri.PathAndQuery
            : null;
    }

    private static long? ReadBodyLength(ILookup<string, string> fields, bool isVersion10)
    {
        var lengths = fields["Content-Length"].Distinct(StringComparer.Ordinal).ToList();
        var codings = fields["Transfer-Encoding"].ToList();
        if (codings.Count > 0)
        {
            if (codings.Count > 1 || lengths.Count > 0 || isVersion10)
            {
                throw Invalid();
            }

            return codings[0].Equals("chunked", StringComparison.OrdinalIgnoreCase)
                ? null
                : throw new RejectedRequestException(501, "Transfer encoding is not chunked.");
        }

        return lengths.Count == 0 ? 0
            : lengths.Count == 1
                && lengths[0].Length <= 18
                && long.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length
            : throw Invalid();
    }
}
