namespace Track123.Testing;

/// <summary>The ways in which networks, gateways and the service itself go wrong.</summary>
public enum FaultKind
{
    /// <summary>The connection is reset, and no new one is taken for a moment.</summary>
    Refused,

    /// <summary>Reset with nothing of the answer sent.</summary>
    ResetBeforeHeaders,

    /// <summary>Reset in the middle of a header line.</summary>
    ResetWithinHeaders,

    /// <summary>Reset after the whole head.</summary>
    ResetAfterHeaders,

    /// <summary>Half of the body, then the end.</summary>
    BodyCut,

    /// <summary>Bytes of the body replaced by ones that are no text.</summary>
    BodyGarbled,

    /// <summary>No body.</summary>
    BodyEmpty,

    /// <summary>The body <c>null</c>.</summary>
    BodyNull,

    /// <summary>JSON of another type: a list, a text, a number, or content that is one.</summary>
    BodyWrongType,

    /// <summary>UTF-16 in place of UTF-8.</summary>
    BodyWrongCharset,

    /// <summary>A body of 50 MB.</summary>
    BodyHuge,

    /// <summary>Content nested 10,000 deep.</summary>
    BodyDeep,

    /// <summary>Nothing comes.</summary>
    StallBeforeHeaders,

    /// <summary>Half of the body comes, and no more.</summary>
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

    /// <summary>The answer names fewer rows than were asked for.</summary>
    RowsFewer,

    /// <summary>The answer names rows nobody asked for.</summary>
    RowsMore,

    /// <summary>The answer names the rows in another order.</summary>
    RowsReordered,

    /// <summary>The answer names rows twice.</summary>
    RowsRepeated,

    /// <summary>The indexes of refused rows are wrong.</summary>
    IndexWrong,

    /// <summary>The indexes of refused rows are missing.</summary>
    IndexMissing,

    /// <summary>The work is done and the answer lost.</summary>
    AnswerLost,

    /// <summary>A redirect to another host.</summary>
    Redirect,

    /// <summary>A proxy asks for credentials.</summary>
    ProxyAuthentication,
}
