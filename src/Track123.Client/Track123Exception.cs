using Track123.Common;

namespace Track123;

/// <summary>The kind of error, by the action that solves it. Each value is an error id of the module.</summary>
public enum Track123ErrorKind
{
    /// <summary>The API key is missing, wrong, expired or not allowed: correct the key.</summary>
    AuthenticationFailed,

    /// <summary>The account is out of credit: add credit, then send the remaining rows.</summary>
    OutOfCredit,

    /// <summary>The service's request limit was exceeded, even after all retries: wait.</summary>
    RateLimited,

    /// <summary>The service failed or is overloaded, even after all retries: try again later.</summary>
    ServiceUnavailable,

    /// <summary>No complete response arrived before the timeout.</summary>
    RequestTimedOut,

    /// <summary>The service could not be reached, or the connection broke.</summary>
    ConnectionFailed,

    /// <summary>The response does not have the service's format.</summary>
    InvalidResponse,

    /// <summary>The request is invalid, by this module's validation or the service's.</summary>
    InvalidRequest,

    /// <summary>The service does not accept this tracking number.</summary>
    TrackingRejected,

    /// <summary>The tracking number is not registered in this account.</summary>
    TrackingNotRegistered,

    /// <summary>The carrier needs one more field, such as a postal code or the last digits of a phone number.</summary>
    ExtraFieldRequired,

    /// <summary>The carrier does not exist.</summary>
    CarrierNotFound,

    /// <summary>A CSV file can't be read.</summary>
    CsvInvalid,

    /// <summary>A body is not a webhook of the Open API.</summary>
    WebhookInvalid,

    /// <summary>The service does not know the path, or this key may not use it.</summary>
    EndpointNotFound,

    /// <summary>A state file is damaged, or a newer version has written it.</summary>
    StateInvalid,

    /// <summary>Another run uses the state file: wait until it ends.</summary>
    StateInUse,
}

/// <summary>The exception for all errors of the service, the network and the input.</summary>
public sealed class Track123Exception : Exception
{
    /// <summary>The maximum delay before a retry. If the service requests a longer delay, the call fails.</summary>
    internal static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMinutes(2);

    private Track123Exception? original;

    /// <summary>
    /// Creates an exception. Control characters in its texts are replaced, because <c>Get-Error</c> shows all of them.
    /// </summary>
    public Track123Exception(Track123ErrorKind kind, string message, Exception? innerException = null)
        : base(TerminalText.Sanitize(message, keepLines: true), innerException) => this.Kind = kind;

    /// <summary>The kind of error.</summary>
    public Track123ErrorKind Kind { get; }

    /// <summary>The service's error code, such as <c>A0400</c>; null if there was no readable response.</summary>
    public string? Code
    {
        get;
        init => field = TerminalText.Sanitize(value, keepLines: true);
    }

    /// <summary>The service's message; null if it sent none.</summary>
    public string? ServiceMessage
    {
        get;
        init => field = TerminalText.Sanitize(value, keepLines: true);
    }

    /// <summary>The HTTP status of the response; null if there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The response's trace id, which the service's support asks for; null if the service sent none.</summary>
    public string? TraceId
    {
        get;
        init => field = TerminalText.Sanitize(value, keepLines: true);
    }

    /// <summary>The method and path of the call, such as <c>POST tk/v2.1/track/import</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The delay that the service requested; null if it requested none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// True if further calls on this connection will fail until the user takes action: the key was refused, the account
    /// is out of credit, the endpoint does not exist, or the service requested a delay of more than two minutes.
    /// </summary>
    public bool IsFatal =>
        this.Kind is Track123ErrorKind.AuthenticationFailed or Track123ErrorKind.OutOfCredit
            or Track123ErrorKind.EndpointNotFound
        || this.RetryAfter > MaxRetryDelay;

    /// <summary>The recommended action; null for the usual one of this kind of error.</summary>
    internal string? RecommendedAction { get; init; }

    /// <summary>True if the service may have processed the call, because its response was lost.</summary>
    internal bool OutcomeUnknown => this.original is not null;

    /// <summary>The exception without the note that <see cref="WithOutcomeUnknown"/> added.</summary>
    internal Track123Exception WithoutOutcomeUnknown => this.original ?? this;

    /// <summary>
    /// Returns the exception with a note that the service may have processed the call, because its response was lost.
    /// </summary>
    internal Track123Exception WithOutcomeUnknown() => this.original is not null
        ? this
        : new(this.Kind, $"{this.Message} The service may have processed the request.", this.InnerException)
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
