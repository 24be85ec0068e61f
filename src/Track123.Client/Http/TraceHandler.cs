using System.Net.Http.Headers;
using System.Text;

namespace Track123.Http;

/// <summary>Writes headers and bodies to the debug log, redacted.</summary>
internal sealed class TraceHandler : DelegatingHandler
{
    /// <summary>
    /// Writes a response to the debug log. Called once its body is read: redacting takes time that must not count
    /// towards the timeout.
    /// </summary>
    public static void LogResponse(Call call, HttpResponseMessage response, ArraySegment<byte> body)
    {
        if (call.Log.WantsDebug)
        {
            var received = Encoding.UTF8.GetString(body.Array!, body.Offset, body.Count);
            var text = $"< HTTP {(int)response.StatusCode}\n{Format(response.Headers)}{received}";
            call.Log.Debug(Redaction.Redact(text, call.ApiKey));
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.GetCall() is { Log.WantsDebug: true } call)
        {
            var sent = call.Body is { } json ? Encoding.UTF8.GetString(json) : "";
            call.Log.Debug(Redaction.Redact($"> {call.Endpoint}\n{Format(request.Headers)}{sent}", call.ApiKey));
        }

        return base.SendAsync(request, cancellationToken);
    }

    private static string Format(HttpHeaders headers) =>
        string.Concat(headers.Select(h => $"{h.Key}: {string.Join(", ", h.Value)}\n"));
}
