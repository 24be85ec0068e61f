using System.Globalization;
using System.Text;

namespace Track123.Http;

/// <summary>
/// The head of a request, read strictly (RFC 9112): whatever another reader could take for something else is refused, so that a proxy before this one
/// and this one never disagree about where a request ends.
/// </summary>
internal sealed class HttpHead
{
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    private HttpHead(string method, string target) => (this.Method, this.Target) = (method, target);

    public string Method { get; }

    /// <summary>Path and query as sent.</summary>
    public string Target { get; }

    /// <summary>The path, without query.</summary>
    public string Path => this.Target.Split('?')[0];

    public bool KeepsAlive { get; private set; }

    /// <summary>The body's length; null if it comes in chunks; 0 for none.</summary>
    public long? BodyLength { get; private set; } = 0;

    /// <summary>True if the sender waits for a word before it sends the body.</summary>
    public bool Expects { get; private set; }

    /// <summary>Reads a head, without the empty line at its end.</summary>
    /// <returns>The head, or the status to refuse it with.</returns>
    public static (HttpHead? Head, int Refusal) Read(byte[] bytes, int start, int length)
    {
        // Latin-1: each byte is a character, and none is lost.
        var lines = Encoding.GetEncoding(28591).GetString(bytes, start, length).Split(["\r\n"], StringSplitOptions.None);
        if (lines.Any(line => line.IndexOfAny(['\r', '\n', '\0']) >= 0))
        {
            return (null, 400);
        }

        var parts = lines[0].Split(' ');
        if (parts.Length != 3 || !IsToken(parts[0]) || PathOf(parts[1]) is not { } target || !parts[2].StartsWith("HTTP/", StringComparison.Ordinal))
        {
            return (null, 400);
        }

        if (parts[2] is not ("HTTP/1.1" or "HTTP/1.0"))
        {
            return (null, 505);
        }

        var head = new HttpHead(parts[0], target);
        var refusal = head.ReadFields(lines, isOld: parts[2] == "HTTP/1.0");
        return refusal == 0 ? (head, 0) : (null, refusal);
    }

    private static string? PathOf(string target)
    {
        if (target.Length == 0 || target.Any(c => c is <= ' ' or > '~'))
        {
            return null;
        }

        if (target[0] == '/')
        {
            return target;
        }

        // The absolute form, which a proxy may send.
        return target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(target, UriKind.Absolute, out var uri)
            ? uri.PathAndQuery
            : null;
    }

    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || TokenMarks.IndexOf(c) >= 0);

    private int ReadFields(string[] lines, bool isOld)
    {
        string? length = null, coding = null, host = null;
        this.KeepsAlive = !isOld;
        foreach (var line in lines.Skip(1))
        {
            // A line that begins with a space would continue the one before; nobody sends that any more but those who want to deceive.
            var colon = line.IndexOf(':');
            if (colon < 1 || !IsToken(line.Substring(0, colon)))
            {
                return 400;
            }

            var value = line.Substring(colon + 1).Trim(' ', '\t');
            switch (line.Substring(0, colon).ToUpperInvariant())
            {
                case "CONTENT-LENGTH":
                    if (length is not null && length != value)
                    {
                        return 400;
                    }

                    length = value;
                    break;
                case "TRANSFER-ENCODING":
                    if (coding is not null)
                    {
                        return 400;
                    }

                    coding = value;
                    break;
                case "HOST":
                    if (host is not null)
                    {
                        return 400;
                    }

                    host = value;
                    break;
                case "CONTENT-ENCODING" when !value.Equals("identity", StringComparison.OrdinalIgnoreCase):
                    return 415;
                case "CONNECTION":
                    this.KeepsAlive = value.IndexOf("close", StringComparison.OrdinalIgnoreCase) < 0
                        && (!isOld || value.IndexOf("keep-alive", StringComparison.OrdinalIgnoreCase) >= 0);
                    break;
                case "EXPECT":
                    if (!value.Equals("100-continue", StringComparison.OrdinalIgnoreCase))
                    {
                        return 417;
                    }

                    this.Expects = !isOld;
                    break;
                default:
                    break;
            }
        }

        return host is null && !isOld ? 400 : this.ReadLength(length, coding, isOld);
    }

    private int ReadLength(string? length, string? coding, bool isOld)
    {
        if (coding is not null)
        {
            if (length is not null || isOld)
            {
                return 400;
            }

            this.BodyLength = null;
            return coding.Equals("chunked", StringComparison.OrdinalIgnoreCase) ? 0 : 501;
        }

        if (length is null)
        {
            return 0;
        }

        // More digits are more than can be sent.
        if (length.Length is 0 or > 18 || !long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return 400;
        }

        this.BodyLength = number;
        return 0;
    }
}
