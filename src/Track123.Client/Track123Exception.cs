using Track123.Common;

namespace Track123;

/// <summary>What went wrong, by what to do about it. Each value is one public error id of the module.</summary>
public enum Track123ErrorKind
{
    /// <summary>The API key is missing, wrong, expired or not allowed: fix the key.</summary>
    AuthenticationFailed,

    /// <summary>The account has no credit left: top up, then send what is left.</summary>
    OutOfCredit,

    /// <summary>The service's request limit was still exceeded after every retry: wait.</summary>
    RateLimited,

    /// <summary>The service answered that it failed or is overloaded, after every retry: try later.</summary>
    ServiceUnavailable,

    /// <summary>No complete answer arrived in the time allowed.</summary>
    RequestTimedOut,

    /// <summary>The service could not be reached, or the connection broke.</summary>
    ConnectionFailed,

    /// <summary>An answer arrived that is not of the service's form.</summary>
    InvalidResponse,

    /// <summary>The service refused the request as wrong, or it was wrong before it was sent.</summary>
    InvalidRequest,

    /// <summary>The service does not accept this tracking number.</summary>
    TrackingRejected,

    /// <summary>The tracking number is not registered in this account.</summary>
    TrackingNotRegistered,

    /// <summary>The carrier needs one more field, such as a postal code or the last digits of a phone number.</summary>
    ExtraFieldRequired,

    /// <summary>No such carrier.</summary>
    CarrierNotFound,

    /// <summary>A CSV file cannot be read.</summary>
    CsvInvalid,

    /// <summary>A body is no webhook of the Open API.</summary>
    WebhookInvalid,

    /// <summary>The service does not know the path, or this key may not use it.</summary>
    EndpointNotFound,
}

/// <summary>The one exception this library throws for what the service, the network or the input did.</summary>
public sealed class Track123Exception : Exception
{
    /// <summary>The maximum delay before a retry. If the service asks for more, the call fails.</summary>
    internal static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMinutes(2);

    private Track123Exception? original;

    /// <summary>Creates an exception. Control characters in the message are replaced.</summary>
    public Track123Exception(Track123ErrorKind kind, string message, Exception? innerException = null)
        : base(TerminalText.Sanitize(message, keepLines: true), innerException) => this.Kind = kind;

    /// <summary>What went wrong, by what to do about it.</summary>
    public Track123ErrorKind Kind { get; }

    /// <summary>The service's own code, such as <c>A0400</c>; null if there was no readable answer.</summary>
    public string? Code { get; init; }

    /// <summary>The service's message; null if it sent none.</summary>
    public string? ServiceMessage { get; init; }

    /// <summary>The HTTP status of the answer; null if there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The service's trace id, to quote to its support; null if it sent none.</summary>
    public string? TraceId { get; init; }

    /// <summary>Method and path of the call, such as <c>POST tk/v2.1/track/import</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The wait the service asked for; null if it named none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// True if no further call on this connection can succeed until somebody acts: the key was refused, the account has no
    /// credit, there is no such endpoint, or the service asked for a wait of more than two minutes.
    /// </summary>
    public bool IsFatal =>
        this.Kind is Track123ErrorKind.AuthenticationFailed or Track123ErrorKind.OutOfCredit
            or Track123ErrorKind.EndpointNotFound
        || this.RetryAfter > MaxRetryDelay;

    /// <summary>The exception without what <see cref="WithOutcomeUnknown"/> added.</summary>
    internal Track123Exception WithoutOutcomeUnknown => this.original ?? this;

    /// <summary>Returns the exception for a call that may have been processed although its answer was lost.</summary>
    internal Track123Exception WithOutcomeUnknown() => this.original is not null
        ? this
        : new(this.Kind, $"{this.Message} The request may have been processed anyway.", this.InnerException)
        {
            Code = this.Code,
            ServiceMessage = this.ServiceMessage,
            HttpStatus = this.HttpStatus,
            TraceId = this.TraceId,
            Endpoint = this.Endpoint,
            RetryAfter = this.RetryAfter,
            original = this,
        };
}
