using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Track123.Json;

namespace Track123.Http;

/// <summary>Classifies failures: by the service's code first, then by HTTP status. The codes are the contract's, section 1.6.</summary>
internal static class ErrorClassifier
{
    public static readonly FailureClassification Unreadable = new(Track123ErrorKind.InvalidResponse, IsRetryable: true, NotProcessed: false);
    public static readonly FailureClassification TooLarge = new(Track123ErrorKind.InvalidResponse, NotProcessed: false);
    public static readonly FailureClassification TimedOut = new(Track123ErrorKind.RequestTimedOut, IsRetryable: true, NotProcessed: false);

    private static readonly FailureClassification Broken = new(Track123ErrorKind.ConnectionFailed, IsRetryable: true, NotProcessed: false);
    private static readonly FailureClassification Unreachable = new(Track123ErrorKind.ConnectionFailed, IsRetryable: true);
    private static readonly FailureClassification Untrusted = new(Track123ErrorKind.ConnectionFailed);
    private static readonly FailureClassification Overloaded = new(Track123ErrorKind.ServiceUnavailable, IsRetryable: true, NotProcessed: false);
    private static readonly FailureClassification TooMany =
        new(Track123ErrorKind.RateLimited, IsRetryable: true, MinDelay: TimeSpan.FromSeconds(1));

    /// <summary>Classifies a response; null if it reports success.</summary>
    public static FailureClassification? Classify(int status, EnvelopeHead head)
    {
        // The gateway's way to say "no such path, or not with this key" [client].
        if (status == 403 && string.Equals(head.Message, "404", StringComparison.Ordinal))
        {
            return new(Track123ErrorKind.EndpointNotFound);
        }

        return head.Code is not { Length: > 0 } code ? ForStatus(status)
            : code == Envelope.Success ? null
            : ForCode(code, head.Message) is { } known ? known

            // Unknown codes: those with B are failures of the service itself; with a status of success, the others are an answer all the same.
            : code[0] == 'B' ? Overloaded
            : status < 400 ? new(Track123ErrorKind.InvalidRequest, NotProcessed: false)
            : ForStatus(status);
    }

    /// <summary>
    /// Classifies an exception: without a connection nothing can have been processed, and a server that is not trusted will not be trusted next time.
    /// </summary>
    public static FailureClassification ForException(Exception failure)
    {
        var isConnected = false;
        for (var e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case IOException:
                    // While reading or writing: the network may have failed after the request arrived.
                    isConnected = true;
                    break;
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return Untrusted;
#if NET8_0_OR_GREATER
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } tunnel
                    when Has(tunnel.Message, "'407'"):
                    return Untrusted;
#endif
                case SocketException
                {
                    SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
                        or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown,
                } when !isConnected:
                case WebException
                {
                    Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
                        or WebExceptionStatus.ProxyNameResolutionFailure,
                }:
                    return Unreachable;
            }
        }

        return Broken;
    }

    /// <summary>Returns the kind of the error of one item in a response.</summary>
    public static Track123ErrorKind ForItem(string? code, string? message)
    {
        // The text tells apart the several meanings of A0400 (contract 1.6).
        var text = message ?? "";
        return Has(text, "not registered") ? Track123ErrorKind.TrackingNotRegistered
            : Has(text, "quota") ? Track123ErrorKind.OutOfCredit
            : Has(text, "postalCode") || Has(text, "phoneSuffix") || Has(text, "additional field") ? Track123ErrorKind.ExtraFieldRequired
            : code is not null && ForCode(code, null) is { } known
                && (known.IsRetryable || known.Kind is Track123ErrorKind.OutOfCredit or Track123ErrorKind.AuthenticationFailed) ? known.Kind
            : Track123ErrorKind.TrackingRejected;
    }

    /// <summary>Returns whether an item was rejected because the account has it already.</summary>
    public static bool SaysAlreadyRegistered(string? message) => message is not null && Has(message, "has been imported");

    private static FailureClassification? ForCode(string code, string? message) => code switch
    {
        "A0706" or "B0210" => TooMany,
        "B0001" or "B0100" or "B0300" => Overloaded,
        "B0310" => Overloaded with { MinDelay = TimeSpan.FromSeconds(5) },
        "101107" => new(Track123ErrorKind.OutOfCredit),
        "A0400" when message is not null && Has(message, "quota") => new(Track123ErrorKind.OutOfCredit),
        "A0400" when message is not null && Has(message, "not registered") => new(Track123ErrorKind.TrackingNotRegistered),
        "C0113" => new(Track123ErrorKind.EndpointNotFound),
        _ when code.StartsWith("A02", StringComparison.Ordinal) || code.StartsWith("A03", StringComparison.Ordinal) =>
            new(Track123ErrorKind.AuthenticationFailed),
        _ when code.Length == 5 && code[0] is 'A' or 'C' or 'D' => new(Track123ErrorKind.InvalidRequest),
        _ => null,
    };

    private static FailureClassification ForStatus(int status) => status switch
    {
        401 or 403 => new(Track123ErrorKind.AuthenticationFailed),
        404 => new(Track123ErrorKind.EndpointNotFound),
        407 => new(Track123ErrorKind.ConnectionFailed),
        408 => TimedOut,
        429 => TooMany,
        >= 500 => Overloaded,
        >= 400 => new(Track123ErrorKind.InvalidRequest),
        >= 300 => new(Track123ErrorKind.InvalidResponse),
        _ => Unreadable,
    };

    private static bool Has(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
