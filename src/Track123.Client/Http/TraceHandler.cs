using System.Net.Http.Headers;
using System.Text;

namespace Track123.Http;

/// <summary>Writes headers and bodies to the debug log, redacted.</summary>
internal sealed class TraceHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.GetCall() is not { Log.WantsDebug: true } call)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var sent = call.Body is { } json ? Encoding.UTF8.GetString(json) : "";
        call.Log.Debug(Redaction.Redact($"> {call.Endpoint}\n{Format(request.Headers)}{sent}", call.ApiKey));

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var body = await ServiceResponse.ReadBodyAsync(call, response, cancellationToken).ConfigureAwait(false);
        var received = Encoding.UTF8.GetString(body.Array!, body.Offset, body.Count);
        var text = $"< HTTP {(int)response.StatusCode}\n{Format(response.Headers)}{received}";
        call.Log.Debug(Redaction.Redact(text, call.ApiKey));
        response.Content = new ByteArrayContent(body.Array!, body.Offset, body.Count);
        return response;
    }

    private static string Format(HttpHeaders headers) =>
        string.Concat(headers.Select(h => $"{h.Key}: {string.Join(", ", h.Value)}\n"));
}
