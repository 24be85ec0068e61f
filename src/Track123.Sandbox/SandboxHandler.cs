using System.Net;

namespace Track123.InMemory;

/// <summary>
/// The primary handler of an HTTP client, which sends requests to the account. Several handlers may share one account.
/// </summary>
internal sealed class SandboxHandler(SandboxAccount account) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []))
        {
            headers[header.Key] = string.Join(",", header.Value);
        }

#if NET
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken)
            .ConfigureAwait(false);
#else
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
#endif

        // As on a network, a request that is canceled while it is sent never arrives.
        cancellationToken.ThrowIfCancellationRequested();
        var target = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var reply = account.Handle(new SandboxRequest(request.Method.Method, target.PathAndQuery, headers, body));
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(reply.Body.ToArray()),
        };
        foreach (var header in reply.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return response;
    }
}
