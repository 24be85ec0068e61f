namespace Track123.Http;

/// <summary>The classification of a failed attempt.</summary>
/// <param name="Kind">The kind of failure.</param>
/// <param name="IsRetryable">True if another attempt may succeed.</param>
/// <param name="NotProcessed">True if the service certainly did not process the request.</param>
/// <param name="MinDelay">The minimum wait before another attempt.</param>
internal sealed record FailureClassification(
    Track123ErrorKind Kind, bool IsRetryable = false, bool NotProcessed = true, TimeSpan MinDelay = default);
