namespace Track123.Testing;

/// <summary>The kinds of failures of networks, gateways and the service itself.</summary>
public enum FaultKind
{
    /// <summary>The connection is reset, and new ones are refused for a moment.</summary>
    Refused,

    /// <summary>The connection is reset before the response.</summary>
    ResetBeforeHeaders,

    /// <summary>The connection is reset within a header line.</summary>
    ResetWithinHeaders,

    /// <summary>The connection is reset after the headers.</summary>
    ResetAfterHeaders,

    /// <summary>The connection is reset after half of the body.</summary>
    BodyCut,

    /// <summary>Some bytes of the body are replaced by invalid ones.</summary>
    BodyGarbled,

    /// <summary>The body is empty.</summary>
    BodyEmpty,

    /// <summary>The body is <c>null</c>.</summary>
    BodyNull,

    /// <summary>The body or its content has another JSON type: a list, a text or a number.</summary>
    BodyWrongType,

    /// <summary>The body is UTF-16 instead of UTF-8.</summary>
    BodyWrongCharset,

    /// <summary>The body has 50 MB.</summary>
    BodyHuge,

    /// <summary>The body has 10,000 nested levels.</summary>
    BodyDeep,

    /// <summary>The response stalls before the headers.</summary>
    StallBeforeHeaders,

    /// <summary>The response stalls after half of the body.</summary>
    StallMidBody,

    /// <summary>HTTP 401.</summary>
    Http401,

    /// <summary>HTTP 403.</summary>
    Http403,

    /// <summary>HTTP 404.</summary>
    Http404,

    /// <summary>HTTP 408.</summary>
    Http408,

    /// <summary>HTTP 413.</summary>
    Http413,

    /// <summary>HTTP 429 without a body.</summary>
    Http429,

    /// <summary>HTTP 500.</summary>
    Http500,

    /// <summary>HTTP 502 with a page of HTML.</summary>
    Http502,

    /// <summary>HTTP 503 with <c>Retry-After</c> in seconds.</summary>
    Http503Seconds,

    /// <summary>HTTP 503 with <c>Retry-After</c> as a date.</summary>
    Http503Date,

    /// <summary>HTTP 504.</summary>
    Http504,

    /// <summary>Code A0706 with HTTP 200.</summary>
    A0706,

    /// <summary>Code A0706 with HTTP 429.</summary>
    A0706Http429,

    /// <summary>Code B0001.</summary>
    B0001,

    /// <summary>Code B0100.</summary>
    B0100,

    /// <summary>Code B0210.</summary>
    B0210,

    /// <summary>Code B0300.</summary>
    B0300,

    /// <summary>Code B0310, and the text "Success".</summary>
    B0310,

    /// <summary>Code 101107, out of credit.</summary>
    OutOfCredit,

    /// <summary>Code A0230, key expired.</summary>
    KeyExpired,

    /// <summary>The response has fewer rows than the request.</summary>
    RowsFewer,

    /// <summary>The response has rows that were not in the request.</summary>
    RowsMore,

    /// <summary>The response has the rows in another order.</summary>
    RowsReordered,

    /// <summary>The response has duplicate rows.</summary>
    RowsRepeated,

    /// <summary>The indexes of rejected rows are wrong.</summary>
    IndexWrong,

    /// <summary>The indexes of rejected rows are missing.</summary>
    IndexMissing,

    /// <summary>The request is processed, but the response is lost.</summary>
    ResponseLost,

    /// <summary>A redirect to another host.</summary>
    Redirect,

    /// <summary>A proxy asks for credentials.</summary>
    ProxyAuthentication,
}
