namespace Track123.Http;

/// <summary>The reply to a call that succeeded.</summary>
internal sealed class Reply<T>
{
    public required T? Data { get; init; }

    /// <summary>The service's trace id; null if it sent none.</summary>
    public required string? TraceId { get; init; }

    /// <summary>The service's code.</summary>
    public required string Code { get; init; }

    /// <summary>The service's text (<c>msg</c> or <c>message</c>); null if it sent none.</summary>
    public required string? Message { get; init; }

    /// <summary>True if an earlier attempt may have been processed, and the endpoint changes something.</summary>
    public required bool OutcomeUnknown { get; init; }
}
