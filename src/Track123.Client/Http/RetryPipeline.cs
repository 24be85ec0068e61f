using Polly;
using Polly.Retry;

namespace Track123.Http;

/// <summary>Creates retry strategies: exponential back-off with jitter, or the delay the service asks for.</summary>
internal static class RetryPipeline
{
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline Create(ConnectionOptions options, TimeProvider clock)
    {
        if (options.MaximumRetryCount == 0)
        {
            return ResiliencePipeline.Empty;
        }

        return new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaximumRetryCount,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryInterval,
                MaxDelay = options.RetryInterval > MaxBackOff ? options.RetryInterval : MaxBackOff,
                ShouldHandle = new PredicateBuilder().Handle<AttemptFailedException>(static e => e.CanRetry),
                DelayGenerator = static args => new(GetDelay((AttemptFailedException)args.Outcome.Exception!)),
                OnRetry = static args =>
                {
                    var call = ((AttemptFailedException)args.Outcome.Exception!).Call;
                    var delay = args.RetryDelay.TotalSeconds;
                    call.Log.Verbose(FormattableString.Invariant($"{call.Endpoint}: retrying in {delay:0.0} s"));
                    return default;
                },
            })
            .Build();
    }

    // Null leaves the delay to Polly. A rate limit is waited out in the rate limiter, by all callers alike.
    private static TimeSpan? GetDelay(AttemptFailedException e) =>
        e.Classification.Kind == Track123ErrorKind.RateLimited ? TimeSpan.Zero
        : e.MinDelay > TimeSpan.Zero ? e.MinDelay
        : null;
}
