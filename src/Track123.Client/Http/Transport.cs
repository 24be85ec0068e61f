using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Track123.Json;

namespace Track123.Http;

/// <summary>Carries calls to the service and gives back their content, or throws the one exception that says what happened.</summary>
internal sealed class Transport : IDisposable
{
    private const int LongestExcerpt = 300;

    private readonly ConnectionOptions options;
    private readonly HttpClient http;
    private readonly Pacers pacers;
    private readonly Lazy<ResiliencePipeline<Reply>> retry;
    private readonly Uri root;

    public Transport(ConnectionOptions options, TimeProvider clock)
    {
        this.options = options;
        this.root = CheckAddress(options.BaseUri);
        CheckKey(options.ApiKey);
        CheckProxy(options);
        this.http = HttpClients.Create(options, clock);
        this.pacers = Pacers.For(options, this.root, clock);
        this.retry = new(() => RetryHandler.Pipeline(options, clock));
    }

    /// <summary>The account's key, to keep it out of texts.</summary>
    public string ApiKey => this.options.ApiKey;

    /// <summary>How long the rate limit still holds back the calls that wait for an endpoint; zero if none does.</summary>
    public TimeSpan PresentWait(Endpoint endpoint) => this.pacers[endpoint].PresentWait;

    /// <summary>Makes a call and reads its envelope.</summary>
    /// <exception cref="Track123Exception">Whatever the service, the network or the time-out did.</exception>
    public async Task<(Envelope<T> Envelope, Call Call)> CallAsync<T>(
        Endpoint endpoint, byte[]? body, int items, JsonTypeInfo<Envelope<T>> type, ICallLog log, Func<Exception?>? whyNotToSend, CancellationToken cancellationToken)
    {
        Envelope<T>? envelope = null;
        var call = new Call(endpoint, items, log)
        {
            ApiKey = this.options.ApiKey,
            Pacer = this.pacers[endpoint],
            Retry = this.retry,
            OperationTimeout = this.options.OperationTimeout,
            ReadBody = bytes => envelope = JsonSerializer.Deserialize(bytes.Span, type),
            WhyNotToSend = whyNotToSend,
        };

        using var request = new CallRequest(call, this.AddressOf(endpoint));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation("User-Agent", this.options.UserAgent);
        request.Headers.ExpectContinue = false;
        if (body is not null)
        {
            request.Content = new PacedContent(body, call.Pacer);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        try
        {
            using var response = await this.http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Track123Exception e) when (call.IsInDoubt)
        {
            // Another call found that none can go on; of this one an attempt had left already.
            throw e.InDoubt();
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            call.MayHaveBeenDone |= call.Attempts > 0;
            var closed = new Track123Exception(Track123ErrorKind.ConnectionFailed, "The connection was closed while it was in use.", e) { Endpoint = endpoint.ToString() };
            throw call.IsInDoubt ? closed.InDoubt() : closed;
        }

        if (call.Reply!.Reaction.Kind is { } kind)
        {
            throw this.ToException(kind, call);
        }

        envelope!.TraceId = this.WithoutKey(envelope.TraceId);
        return (envelope, call);
    }

    /// <inheritdoc />
    public void Dispose() => this.http.Dispose();

    private static Uri CheckAddress(Uri uri)
    {
        var usable = uri.IsAbsoluteUri && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;
        if (!usable || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            throw new Track123Exception(
                Track123ErrorKind.InvalidRequest,
                $"The address '{(uri.IsAbsoluteUri ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : uri.ToString())}' can't be used: the key travels with every request, so it must be https, or http to this machine itself, without user, query or fragment.");
        }

        return new Uri(uri.AbsoluteUri.TrimEnd('/') + "/");
    }

    // A header takes no more than this; a line end in it would even begin another header.
    private static void CheckKey(string key)
    {
        if (!key.All(c => c is > ' ' and < '\u007F'))
        {
            throw new Track123Exception(
                Track123ErrorKind.InvalidRequest,
                "The API key contains a space, a line end or a letter that no key has. Was it copied whole, and nothing with it?");
        }
    }

    private static void CheckProxy(ConnectionOptions options)
    {
        if (options.Proxy is not { } proxy)
        {
            return;
        }

        if (proxy.IsAbsoluteUri && proxy.UserInfo.Length > 0)
        {
            throw new Track123Exception(
                Track123ErrorKind.InvalidRequest,
                "The proxy's address holds a user name. Give user name and password as a credential, so that they are not shown with the address.");
        }

        if (options.BaseUri.Scheme == Uri.UriSchemeHttp)
        {
            throw new Track123Exception(
                Track123ErrorKind.InvalidRequest,
                "An http address on this machine is not reached through a proxy: the key would leave the machine in clear text.");
        }
    }

    // A path that is an address of its own, or climbs out, would take the key elsewhere.
    private Uri AddressOf(Endpoint endpoint) =>
        Uri.TryCreate(this.root, endpoint.Path, out var uri) && uri.AbsoluteUri.StartsWith(this.root.AbsoluteUri, StringComparison.Ordinal)
            ? uri
            : throw new Track123Exception(Track123ErrorKind.InvalidRequest, $"The path '{endpoint.Path}' does not lead below {this.root}.");

    private Track123Exception ToException(Track123ErrorKind kind, Call call)
    {
        var reply = call.Reply!;
        var said = reply.Head.Message is { Length: > 0 } message ? $": {message}" : "";
        var code = reply.Head.Code is { Length: > 0 } c ? $"{c}, " : "";
        var answer = reply.Status == 0 ? "no answer" : $"{code}HTTP {reply.Status.ToString(CultureInfo.InvariantCulture)}{said}";
        var tries = call.Attempts > 1 ? $" after {call.Attempts.ToString(CultureInfo.InvariantCulture)} attempts" : "";
        var text = kind switch
        {
            Track123ErrorKind.AuthenticationFailed => $"Track123 refused the API key ({answer}).",
            Track123ErrorKind.OutOfCredit => $"The account has too little credit for this request ({answer}). None of its items was registered.",
            Track123ErrorKind.RateLimited => $"The request limit was still exceeded{tries} ({answer}){Wait(reply.RetryAfter)}.",
            Track123ErrorKind.ServiceUnavailable => $"The service could not do it{tries} ({answer}){Wait(reply.RetryAfter)}.",
            Track123ErrorKind.RequestTimedOut when reply.Status == 0 =>
                $"No complete answer within {this.options.OperationTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s{tries}.",
            Track123ErrorKind.RequestTimedOut => $"The service gave up waiting{tries} ({answer}).",
            Track123ErrorKind.ConnectionFailed when reply.Status == 407 => "The proxy asks for credentials (HTTP 407).",
            Track123ErrorKind.ConnectionFailed => $"{this.root.GetLeftPart(UriPartial.Authority)} could not be reached{tries}: {Innermost(reply.Failure)} ({answer})",
            Track123ErrorKind.EndpointNotFound => $"The service does not know {call.Endpoint} below {this.root}, or this key may not use it ({answer}).",
            Track123ErrorKind.InvalidResponse when reply.Status is >= 300 and < 400 =>
                $"{this.root.GetLeftPart(UriPartial.Authority)} sends elsewhere ({answer}). Redirects are not followed: the key would go with them.",
            Track123ErrorKind.InvalidResponse => $"The answer is not of the service's form{tries} ({answer}): {Innermost(reply.Failure)} {this.Excerpt(reply.Text)}",
            _ => $"The service refused the request ({answer}).",
        };

        // What lies beneath goes along only where it says nothing that would have to be masked.
        var beneath = reply.Failure is { } failure && Redaction.Clean(failure.ToString(), this.options.ApiKey) == failure.ToString() ? failure : null;
        var error = new Track123Exception(kind, Redaction.Clean(text, this.options.ApiKey).TrimEnd(), beneath)
        {
            Code = this.WithoutKey(reply.Head.Code),
            ServiceMessage = reply.Head.Message is { } own ? Redaction.Clean(own, this.options.ApiKey) : null,
            HttpStatus = reply.Status == 0 ? null : reply.Status,
            TraceId = this.WithoutKey(reply.Head.TraceId),
            Endpoint = call.Endpoint.ToString(),
            RetryAfter = reply.RetryAfter,
        };
        return call.IsInDoubt ? error.InDoubt() : error;
    }

    private string? WithoutKey(string? text) => text is null ? null : Redaction.WithoutKey(text, this.options.ApiKey);

    // Masked first and cut then: a cut would leave halves that no mask fits.
    private string Excerpt(string text)
    {
        var clean = Redaction.Clean(text, this.options.ApiKey);
        return clean.Length > LongestExcerpt ? $"{clean.Remove(LongestExcerpt)}…" : clean;
    }

    private static string Wait(TimeSpan? time) =>
        time is { } wait ? $"; it asks to wait {Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s" : "";

    private static string Innermost(Exception? e) => e?.GetBaseException().Message ?? "";
}
