namespace Track123.Http;

/// <summary>What the failure of an attempt means.</summary>
/// <param name="Kind">The kind of failure.</param>
/// <param name="IsRetryable">True if another attempt may succeed.</param>
/// <param name="NotProcessed">True if the service surely did not process the request.</param>
/// <param name="MinDelay">The minimum wait before another attempt.</param>
internal sealed record FailureClassification(
    Track123ErrorKind Kind, bool IsRetryable = false, bool NotProcessed = true, TimeSpan MinDelay = default);
