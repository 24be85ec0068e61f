using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Track123.Json;

namespace Track123.Http;

/// <summary>Sends calls to the service and returns their replies.</summary>
internal sealed class Transport : IDisposable
{
    private readonly ConnectionOptions options;
    private readonly TimeProvider clock;
    private readonly Uri baseUri;
    private readonly Handlers handlers;
    private readonly HttpClient http;
    private readonly RateLimiterRegistry limiters;
    private readonly ResiliencePipeline retries;
    private readonly CallErrorFactory errors;
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentDictionary<Endpoint, string> acceptedForms = new();

    public Transport(ConnectionOptions options, TimeProvider clock)
    {
        this.options = options;
        this.clock = clock;
        this.baseUri = ConnectionValidator.Validate(options);
        this.limiters = RateLimiterRegistry.For(options, this.baseUri, clock);
        this.retries = RetryPipeline.Create(options, clock);
        this.errors = new(options, this.baseUri);
        this.handlers = Handlers.For(options);
        this.http = this.handlers.CreateClient();
        this.http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        this.http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
        this.http.DefaultRequestHeaders.ExpectContinue = false;
    }

    /// <summary>The account's key, to redact texts.</summary>
    public string ApiKey => this.options.ApiKey;

    /// <summary>The name of the account, which its objects have; null for none.</summary>
    public string? AccountName => this.options.AccountName;

    /// <summary>Returns how long the rate limit still delays the calls that wait; zero if none waits.</summary>
    public TimeSpan GetCurrentDelay(Endpoint endpoint) => this.limiters.Get(endpoint).CurrentDelay;

    /// <summary>Sends a call, in as many attempts as its endpoint allows, and returns its reply.</summary>
    /// <exception cref="Track123Exception">The service, the network or the timeout made the call fail.</exception>
    public async Task<Reply<T>> SendAsync<T>(
        Endpoint endpoint, byte[]? body, int itemCount, JsonTypeInfo<Envelope<T>> type, CallContext context)
    {
        var call = new Call(endpoint, this.GetUri(endpoint), body, itemCount, this.ApiKey, context);
        try
        {
            using var either =
                CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, this.closing.Token);
            var envelope = await this.retries.ExecuteAsync(
                token => this.AttemptAsync(call, type, token), either.Token).ConfigureAwait(false);
            return new()
            {
                Data = envelope.Data,
                TraceId = this.RedactKey(envelope.TraceId),
                Code = envelope.Code ?? "",
                Message = this.RedactKey(envelope.Msg ?? envelope.Message),
                OutcomeUnknown = call.OutcomeUnknown,
            };
        }
        catch (AttemptFailedException e)
        {
            throw this.errors.Create(e);
        }
        catch (Track123Exception e) when (call.OutcomeUnknown)
        {
            // Another call found that no call can succeed; an attempt of this one had already been sent.
            throw e.WithOutcomeUnknown();
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException
            && !context.CancellationToken.IsCancellationRequested)
        {
            call.MayHaveBeenProcessed |= call.Attempts > 0;
            const string Message = "The connection was closed while it was in use.";
            var error = new Track123Exception(Track123ErrorKind.ConnectionFailed, Message, e)
            {
                Endpoint = endpoint.ToString(),
            };
            throw call.OutcomeUnknown ? error.WithOutcomeUnknown() : error;
        }
    }

    /// <summary>
    /// Sends a call whose body the contract shows in several forms. After a parameter error, which proves that nothing
    /// was done, the next form is sent. The connection then uses the form that the service accepted.
    /// </summary>
    /// <exception cref="Track123Exception">
    /// The call failed. If the service rejected all forms, the error is that of the first.
    /// </exception>
    public async Task<Reply<T>> SendAsync<T>(
        Endpoint endpoint,
        IReadOnlyList<BodyForm> forms,
        int itemCount,
        JsonTypeInfo<Envelope<T>> type,
        CallContext context)
    {
        forms = this.acceptedForms.TryGetValue(endpoint, out var accepted)
            ? [forms.First(f => f.Name == accepted)]
            : forms;
        Track123Exception? first = null;
        foreach (var form in forms)
        {
            try
            {
                var body = JsonConversion.ToUtf8(form.Create());
                var reply = await this.SendAsync(endpoint, body, itemCount, type, context).ConfigureAwait(false);
                if (this.acceptedForms.TryAdd(endpoint, form.Name) && first is not null)
                {
                    context.Log.Verbose(
                        $"{endpoint}: The service accepted the body form '{form.Name}'. This connection keeps to it.");
                }

                return reply;
            }
            catch (Track123Exception e) when (
                forms.Count > 1 && e is { Kind: Track123ErrorKind.InvalidRequest, OutcomeUnknown: false })
            {
                first ??= e;
                context.Log.Verbose($"{endpoint}: The service rejected the body form '{form.Name}'.");
            }
        }

        ExceptionDispatchInfo.Capture(first!).Throw();
        throw first!;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        this.closing.Cancel();
        this.http.Dispose();
        this.handlers.Dispose();
    }

    private async ValueTask<Envelope<T>> AttemptAsync<T>(
        Call call, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken)
    {
        // Also before the wait: once a run has ended, the rest of a long file must not wait for its turn.
        var limiter = this.limiters.Get(call.Endpoint);
        call.ThrowIfAborted();
        await limiter.WaitAsync(cancellationToken).ConfigureAwait(false);
        call.ThrowIfAborted();

        call.Attempts++;
        var started = this.clock.GetTimestamp();
        try
        {
            var response = await this.ExchangeAsync(call, limiter, cancellationToken).ConfigureAwait(false);
            var envelope = response.ReadEnvelope(call, type);
            this.LogAttempt(call, response, started);
            return envelope;
        }
        catch (AttemptFailedException e)
        {
            call.MayHaveBeenProcessed |= !e.Classification.NotProcessed;
            if (e.Classification.Kind == Track123ErrorKind.RateLimited)
            {
                var max = Track123Exception.MaxRetryDelay;
                limiter.Pause(e.MinDelay < max ? e.MinDelay : max);
            }

            if (e.Response is { } response)
            {
                this.LogAttempt(call, response, started);
            }
            else
            {
                call.Log.Verbose($"{call.Endpoint}: {e.Classification.Kind}, attempt {call.Attempts}");
            }

            throw;
        }
    }

    /// <summary>Sends a request and reads the whole response within the timeout.</summary>
    private async Task<ServiceResponse> ExchangeAsync(
        Call call, RateLimiter limiter, CancellationToken cancellationToken)
    {
        using var timeout = this.clock.CreateCancellationTokenSource(this.options.OperationTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(call.Endpoint.Method, call.Uri);
            request.SetCall(call);
            if (call.Body is { } body)
            {
                request.Content = new RateLimitedContent(body, limiter);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            }

            using var response = await this.http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var read = await ServiceResponse.ReadAsync(
                call, response, this.clock.GetUtcNow(), either.Token).ConfigureAwait(false);
            TraceHandler.LogResponse(call, response, read.Body);
            return read;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AttemptFailedException(call, ErrorClassifier.TimedOut, response: null, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException
            || (timeout.IsCancellationRequested && e is NullReferenceException or InvalidOperationException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = timeout.IsCancellationRequested ? ErrorClassifier.TimedOut : ErrorClassifier.ForException(e);
            throw new AttemptFailedException(call, failure, response: null, e);
        }
        catch (InvalidDataException e)
        {
            // The header declares compression, but the body is not compressed.
            throw new AttemptFailedException(call, ErrorClassifier.Unreadable, response: null, e);
        }
    }

    private void LogAttempt(Call call, ServiceResponse response, long started)
    {
        var time = (long)this.clock.GetElapsedTime(started).TotalMilliseconds;
        call.Log.Verbose(FormattableString.Invariant(
            $"{call.Endpoint}: {call.ItemCount} items, {response}, {time} ms, attempt {call.Attempts}"));
    }

    // An absolute path, or one that leads out of the base address, would send the key to another server.
    private Uri GetUri(Endpoint endpoint) =>
        Uri.TryCreate(this.baseUri, endpoint.Path, out var uri)
        && uri.AbsoluteUri.StartsWith(this.baseUri.AbsoluteUri, StringComparison.Ordinal)
            ? uri
            : throw new Track123Exception(
                Track123ErrorKind.InvalidRequest, $"The path '{endpoint.Path}' is not below {this.baseUri}.");

    private string? RedactKey(string? text) => text is null ? null : Redaction.RedactKey(text, this.ApiKey);
}
