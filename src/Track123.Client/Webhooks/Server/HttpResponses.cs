using System.Text;

namespace Track123.Webhooks.Server;

/// <summary>Writes responses. None has content: a rejected sender does not learn the reason.</summary>
internal static class HttpResponses
{
    private static readonly Dictionary<int, string> Phrases = new()
    {
        [200] = "OK",
        [400] = "Bad Request",
        [401] = "Unauthorized\r\nWWW-Authenticate: Signature",
        [404] = "Not Found",
        [405] = "Method Not Allowed\r\nAllow: POST, GET, HEAD",
        [413] = "Content Too Large",
        [415] = "Unsupported Media Type",
        [417] = "Expectation Failed",
        [431] = "Request Header Fields Too Large",
        [501] = "Not Implemented",
        [503] = "Service Unavailable",
        [505] = "HTTP Version Not Supported",
    };

    public static byte[] Continue { get; } = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    public static byte[] Create(int status, bool keepAlive) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {status} {Phrases[status]}\r\nContent-Length: 0\r\n{(keepAlive ? "" : "Connection: close\r\n")}\r\n");
}
