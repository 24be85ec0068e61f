using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Track123.PowerShell.Tests.Webhooks;

/// <summary>Webhook bodies in the service's format, created from the contract only.</summary>
internal static class Webhook
{
    public const string Key = "webhook-key-0123456789abcdef";

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };

    public static string Body(string number, string status = "DELIVERED", DateTimeOffset? at = null, string key = Key, string more = "")
    {
        var timestamp = (at ?? DateTimeOffset.UtcNow).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return $$$"""{"data":{"id":412255084490768411,"trackNo":"{{{number}}}","transitStatus":"{{{status}}}","lastTrackingTime":"2026-03-09 11:42:00","localLogisticsInfo":{"courierCode":"china-post"}{{{more}}}},"verify":{"signature":"{{{Sign(timestamp, key)}}}","timestamp":"{{{timestamp}}}"}}""";
    }

    public static string Sign(string timestamp, string key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(timestamp)));

    /// <summary>Posts a body with the host name of a reverse proxy.</summary>
    public static async Task<int> PostAsync(Uri to, string body, bool inChunks = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Host = "hooks.example.com";
        request.Headers.TransferEncodingChunked = inChunks ? true : null;
        using var answer = await Client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    public static int Post(Uri to, string body) => PostAsync(to, body).GetAwaiter().GetResult();

    public static async Task<int> ProbeAsync(Uri to, HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, to);
        if (method == HttpMethod.Post)
        {
            request.Content = new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        using var answer = await Client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
