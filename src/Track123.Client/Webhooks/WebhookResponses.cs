using System.Text;

namespace Track123;

/// <summary>The answers, which are all without content: a sender that is refused learns nothing from why.</summary>
internal static class WebhookResponses
{
    private static readonly Dictionary<int, (byte[] Kept, byte[] Closing)> All = new (int Status, string Words)[]
    {
        (200, "OK"),
        (400, "Bad Request"),
        (401, "Unauthorized\r\nWWW-Authenticate: Signature"),
        (404, "Not Found"),
        (405, "Method Not Allowed\r\nAllow: POST, GET, HEAD"),
        (408, "Request Timeout"),
        (413, "Content Too Large"),
        (415, "Unsupported Media Type"),
        (417, "Expectation Failed"),
        (431, "Request Header Fields Too Large"),
        (501, "Not Implemented"),
        (503, "Service Unavailable"),
        (505, "HTTP Version Not Supported"),
    }.ToDictionary(
        a => a.Status,
        a => (Encoding.ASCII.GetBytes($"HTTP/1.1 {a.Status} {a.Words}\r\nContent-Length: 0\r\n\r\n"),
            Encoding.ASCII.GetBytes($"HTTP/1.1 {a.Status} {a.Words}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")));

    public static byte[] Get(int status, bool keepsAlive) => keepsAlive ? All[status].Kept : All[status].Closing;
}
