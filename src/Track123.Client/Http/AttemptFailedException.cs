namespace Track123.Http;

/// <summary>The failure of one attempt. It does not leave <see cref="Transport"/>.</summary>
#pragma warning disable CA1032, RCS1194 // Internal, and useless without its call.
internal sealed class AttemptFailedException(
    Call call, FailureClassification classification, ServiceResponse? response, Exception? innerException = null)
    : Exception(message: null, innerException)
{
    public Call Call { get; } = call;

    public FailureClassification Classification { get; } = classification;

    /// <summary>The response; null if there is none.</summary>
    public ServiceResponse? Response { get; } = response;

    /// <summary>The wait that the service asked for; null if it named none.</summary>
    public TimeSpan? RetryAfter => this.Response?.RetryAfter;

    /// <summary>The minimum wait before the next attempt.</summary>
    public TimeSpan MinDelay =>
        this.RetryAfter > this.Classification.MinDelay ? this.RetryAfter.Value : this.Classification.MinDelay;

    /// <summary>True if another attempt may succeed and can't do any harm.</summary>
    public bool CanRetry =>
        this.Classification.IsRetryable
        && !(this.RetryAfter > Track123Exception.MaxRetryDelay)
        && (this.Classification.NotProcessed || this.Call.Endpoint.RetryPolicy == RetryPolicy.Always);
}
