using Polly;
using Polly.Retry;

namespace Track123.Http;

/// <summary>Makes a call's attempts: waits for the pacer, bounds each attempt in time, and repeats what may be repeated.</summary>
internal sealed class RetryHandler(TimeProvider clock) : DelegatingHandler
{
    /// <summary>A wait longer than this is not waited out: the call ends and says when to come back.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);

    /// <summary>The repetition of a connection's calls: exponential with jitter, or as long as the service asks.</summary>
    public static ResiliencePipeline<Reply> Pipeline(ConnectionOptions options, TimeProvider clock)
    {
        if (options.MaximumRetryCount == 0)
        {
            return ResiliencePipeline<Reply>.Empty;
        }

        return new ResiliencePipelineBuilder<Reply> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<Reply>
            {
                MaxRetryAttempts = options.MaximumRetryCount,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryInterval,
                MaxDelay = options.RetryInterval > LongestBackOff ? options.RetryInterval : LongestBackOff,
                ShouldHandle = args => new(args.Outcome.Result is { Reaction.Again: true } reply
                    && !(reply.RetryAfter > LongestWait)
                    && (reply.Reaction.Refused || CallOf(args.Context).Endpoint.Repeat == Repeat.Always)),
                DelayGenerator = args => new(WaitFor(args.Outcome.Result!)),
                OnRetry = args =>
                {
                    CallOf(args.Context).Log.Verbose(
                        FormattableString.Invariant($"{CallOf(args.Context).Endpoint}: again in {args.RetryDelay.TotalSeconds:0.0} s"));
                    return default;
                },
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var own = (CallRequest)request;
        var reply = await this.AttemptAsync(own, cancellationToken).ConfigureAwait(false);
        own.Call.Reply = reply.Reaction.Again ? await this.RepeatAsync(own, reply, cancellationToken).ConfigureAwait(false) : reply;

        // The answer is in the call, read to its end; what goes back through HttpClient is only its frame.
        return new HttpResponseMessage { RequestMessage = request };
    }

    /// <summary>
    /// Goes on from a first attempt. It was made outside the pipeline, so that a process in which nothing fails never loads, builds and compiles
    /// one: measured as a tenth of the processor time of registering 200,000 rows.
    /// </summary>
    private async Task<Reply> RepeatAsync(CallRequest request, Reply first, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(CallKey, request.Call);
        try
        {
            return await request.Call.Retry.Value.ExecuteAsync(
                async (context, handler) => Interlocked.Exchange(ref first!, null)
                    ?? await handler.AttemptAsync(request, context.CancellationToken).ConfigureAwait(false),
                context,
                this).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static readonly ResiliencePropertyKey<Call> CallKey = new("Track123.Call");

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    // Null lets Polly reckon; a rate limit is waited out in the pacer, by all callers alike.
    private static TimeSpan? WaitFor(Reply reply) =>
        reply.Reaction.Kind == Track123ErrorKind.RateLimited ? TimeSpan.Zero
        : reply.RetryAfter > reply.Reaction.LeastWait ? reply.RetryAfter
        : reply.Reaction.LeastWait > TimeSpan.Zero ? reply.Reaction.LeastWait
        : null;

    private async Task<Reply> AttemptAsync(CallRequest request, CancellationToken cancellationToken)
    {
        var call = request.Call;
        // Asked before the wait too: once a run has ended, the rest of a long file must not take its turn only to be turned away.
        if (call.WhyNotToSend?.Invoke() is { } early)
        {
            throw early;
        }

        await call.Pacer.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (call.WhyNotToSend?.Invoke() is { } reason)
        {
            throw reason;
        }

        call.Attempts++;
        using var timeout = clock.CreateCancellationTokenSource(call.OperationTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        Reply reply;
        try
        {
            using var response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            reply = call.Reply!;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            reply = Reply.None(e, RetryTable.TimedOut);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reply = Reply.None(e, timeout.IsCancellationRequested ? RetryTable.TimedOut : RetryTable.ForFailure(e));
        }
        catch (InvalidDataException e)
        {
            // Said to be compressed, and is not.
            reply = Reply.None(e, RetryTable.Unreadable);
        }

        if (reply.Reaction.Kind == Track123ErrorKind.RateLimited)
        {
            var wait = reply.RetryAfter > reply.Reaction.LeastWait ? reply.RetryAfter.Value : reply.Reaction.LeastWait;
            call.Pacer.Pause(wait < LongestWait ? wait : LongestWait);
        }

        call.MayHaveBeenDone |= !reply.Reaction.Refused;
        if (reply.Status == 0)
        {
            call.Log.Verbose($"{call.Endpoint}: {reply}, attempt {call.Attempts}");
        }

        return reply;
    }
}
