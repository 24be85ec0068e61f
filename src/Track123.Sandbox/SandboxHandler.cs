using System.Net;

namespace Track123.InMemory;

/// <summary>The account as the last handler of an HTTP client. Many may share one account.</summary>
internal sealed class SandboxHandler(SandboxAccount account) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Collect(headers, request.Headers);
        var body = Array.Empty<byte>();
        if (request.Content is { } content)
        {
            Collect(headers, content.Headers);
#if NET
            body = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
#else
            body = await content.ReadAsByteArrayAsync().ConfigureAwait(false);
#endif
        }

        // As over a wire: what was cancelled while being sent never arrives.
        cancellationToken.ThrowIfCancellationRequested();
        var target = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        return ToResponse(account.Handle(new SandboxRequest(request.Method.Method, target.PathAndQuery, headers, body)), request);
    }

    private static void Collect(
        Dictionary<string, string> headers, IEnumerable<KeyValuePair<string, IEnumerable<string>>> from)
    {
        foreach (var header in from)
            headers[header.Key] = string.Join(",", header.Value);
    }

    private static HttpResponseMessage ToResponse(SandboxReply reply, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(reply.Body.ToArray()),
        };

        foreach (var header in reply.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(header.Key, header.Value))
                response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return response;
    }
}
