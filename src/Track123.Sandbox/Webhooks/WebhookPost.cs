using System.Net.Http.Headers;

namespace Track123.InMemory;

/// <summary>Posts webhooks to loopback.</summary>
internal static class WebhookPost
{
    private static readonly Lazy<HttpClient> Client = new(() => new HttpClient(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(40),
    });

    /// <summary>Posts a body.</summary>
    /// <returns>The status; null if there was no answer.</returns>
    public static async Task<int?> SendAsync(Uri to, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var answer = await Client.Value.PostAsync(to, content).ConfigureAwait(false);
            return (int)answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}
