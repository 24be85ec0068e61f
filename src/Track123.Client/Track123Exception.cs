using Track123.Common;

namespace Track123;

/// <summary>What went wrong, by the reaction it asks for. Each value is one public error id of the module.</summary>
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
    EndpointUnknown,
}

/// <summary>The one exception this library throws for what the service, the network or the input did.</summary>
public sealed class Track123Exception : Exception
{
    private Track123Exception? plain;

    /// <summary>Makes an exception of a kind. Its message is made fit for a terminal.</summary>
    public Track123Exception(Track123ErrorKind kind, string message, Exception? innerException = null)
        : base(TerminalText.Sanitize(message, keepLines: true), innerException) => this.Kind = kind;

    /// <summary>What went wrong, by the reaction it asks for.</summary>
    public Track123ErrorKind Kind { get; }

    /// <summary>The service's own code, such as <c>A0400</c>; null if there was no readable answer.</summary>
    public string? Code { get; init; }

    /// <summary>The service's own words; null if it sent none.</summary>
    public string? ServiceMessage { get; init; }

    /// <summary>The HTTP status of the answer; null if there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The service's trace id, to quote to its support; null if it sent none.</summary>
    public string? TraceId { get; init; }

    /// <summary>Method and path of the call, such as <c>POST tk/v2.1/track/import</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The wait the service asked for; null if it named none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True if no further call on this connection can work until somebody acts: key refused, no credit, or no such endpoint,
    /// or a wait longer than two minutes.</summary>
    public bool EndsTheCall =>
        this.Kind is Track123ErrorKind.AuthenticationFailed or Track123ErrorKind.OutOfCredit or Track123ErrorKind.EndpointUnknown
        || this.RetryAfter > Http.RetryHandler.LongestWait;

    /// <summary>The same, without what <see cref="InDoubt"/> added: it is true of one call only.</summary>
    internal Track123Exception WithoutDoubt => this.plain ?? this;

    /// <summary>The same, of a call of which an attempt may have been done although its answer was lost.</summary>
    internal Track123Exception InDoubt() => this.plain is not null
        ? this
        : new(this.Kind, $"{this.Message} It may have been done all the same.", this.InnerException)
        {
            Code = this.Code,
            ServiceMessage = this.ServiceMessage,
            HttpStatus = this.HttpStatus,
            TraceId = this.TraceId,
            Endpoint = this.Endpoint,
            RetryAfter = this.RetryAfter,
            plain = this,
        };
}
