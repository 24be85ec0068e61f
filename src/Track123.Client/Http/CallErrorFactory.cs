using System.Globalization;
using System.Net;
using System.Text;

namespace Track123.Http;

/// <summary>Creates the exception of a call whose last attempt failed.</summary>
internal sealed class CallErrorFactory(ConnectionOptions options, Uri baseUri)
{
    private const int MaxBytesRead = 16 * 1024;
    private const int MaxExcerptLength = 300;

    public Track123Exception Create(AttemptFailedException failure)
    {
        var (call, response) = (failure.Call, failure.Response);
        var head = response?.Head ?? default;

        // The cause is added only where it contains nothing that would have to be redacted.
        var inner = failure.InnerException;
        var cause = inner?.ToString() is { } text && this.Redact(text) == text ? inner : null;
        var description = this.Redact(this.Describe(failure)).TrimEnd();
        var error = new Track123Exception(failure.Classification.Kind, description, cause)
        {
            Code = this.RedactKey(head.Code),
            ServiceMessage = head.Message is { } message ? this.Redact(message) : null,
            HttpStatus = response?.Status,
            TraceId = this.RedactKey(head.TraceId),
            Endpoint = call.Endpoint.ToString(),
            RetryAfter = failure.RetryAfter,
        };
        return call.OutcomeUnknown ? error.WithOutcomeUnknown() : error;
    }

    private string Describe(AttemptFailedException failure)
    {
        var (call, response) = (failure.Call, failure.Response);
        var message = response?.Head.Message is { Length: > 0 } text ? $": {text}" : "";
        var answer = response is null ? "no response" : $"{response}{message}";
        var attempts = call.Attempts > 1 ? FormattableString.Invariant($" after {call.Attempts} attempts") : "";
        var wait = failure.RetryAfter is { } time
            ? FormattableString.Invariant($"; the service asks to wait {Math.Ceiling(time.TotalSeconds)} s")
            : "";
        var timeout = options.OperationTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var cause = failure.InnerException?.GetBaseException().Message;
        var host = baseUri.GetLeftPart(UriPartial.Authority);
        return failure.Classification.Kind switch
        {
            Track123ErrorKind.AuthenticationFailed => $"Track123 rejected the API key ({answer}).",
            Track123ErrorKind.OutOfCredit =>
                $"The account does not have enough credits for this request ({answer}). No item was registered.",
            Track123ErrorKind.RateLimited => $"The rate limit was exceeded{attempts} ({answer}){wait}.",
            Track123ErrorKind.ServiceUnavailable =>
                $"The service is unavailable or overloaded{attempts} ({answer}){wait}.",
            Track123ErrorKind.RequestTimedOut when response is null =>
                $"No complete response within {timeout} s{attempts}.",
            Track123ErrorKind.RequestTimedOut => $"The service timed out{attempts} ({answer}).",
            Track123ErrorKind.ConnectionFailed when response is null =>
                $"{host} could not be reached{this.DescribeProxy()}{attempts}: {cause} ({answer})",
            Track123ErrorKind.ConnectionFailed => "The proxy requires credentials (HTTP 407).",
            Track123ErrorKind.EndpointNotFound =>
                $"{call.Endpoint} was not found at {baseUri}, or this key has no access to it ({answer}).",
            Track123ErrorKind.InvalidResponse when response?.Status is >= 300 and < 400 =>
                $"{host} redirected the request ({answer}). Redirects are not followed, to protect the API key.",
            Track123ErrorKind.InvalidResponse =>
                $"The response has an unexpected format{attempts} ({answer}): {cause} {this.Excerpt(response)}",
            _ => $"The service refused the request ({answer}).",
        };
    }

    // The operating system names only the address that it could not connect to.
    private string DescribeProxy()
    {
        if (!options.MayUseProxy)
        {
            return "";
        }

        var system = WebRequest.DefaultWebProxy;
        var proxy = options.Proxy ?? (system?.IsBypassed(baseUri) == false ? system.GetProxy(baseUri) : null);

        // Without user name and password, which the address of the system's proxy may contain.
        return proxy is null || proxy == baseUri
            ? ""
            : $" through the proxy {proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}";
    }

    // Redacted before it is cut: no pattern would match half of a value.
    private string Excerpt(ServiceResponse? response)
    {
        if (response is not { Body: var body })
        {
            return "";
        }

        var text = this.Redact(Encoding.UTF8.GetString(body.Array!, body.Offset, Math.Min(body.Count, MaxBytesRead)));
        return text.Length > MaxExcerptLength ? $"{text.Remove(MaxExcerptLength)}…" : text;
    }

    private string Redact(string text) => Redaction.Redact(text, options.ApiKey);

    private string? RedactKey(string? text) => text is null ? null : Redaction.RedactKey(text, options.ApiKey);
}
