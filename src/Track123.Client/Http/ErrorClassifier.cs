using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Track123.Json;

namespace Track123.Http;

/// <summary>Classifies failures by the service's code (contract 1.6), then by HTTP status.</summary>
internal static class ErrorClassifier
{
    public static readonly FailureClassification Unreadable = MayBeProcessed(Track123ErrorKind.InvalidResponse);
    public static readonly FailureClassification TooLarge = Unreadable with { IsRetryable = false };
    public static readonly FailureClassification TimedOut = MayBeProcessed(Track123ErrorKind.RequestTimedOut);

    private static readonly FailureClassification Broken = MayBeProcessed(Track123ErrorKind.ConnectionFailed);
    private static readonly FailureClassification Unreachable = Broken with { NotProcessed = true };
    private static readonly FailureClassification Untrusted = new(Track123ErrorKind.ConnectionFailed);
    private static readonly FailureClassification Overloaded = MayBeProcessed(Track123ErrorKind.ServiceUnavailable);
    private static readonly FailureClassification TooMany =
        new(Track123ErrorKind.RateLimited, IsRetryable: true, MinDelay: TimeSpan.FromSeconds(1));

    /// <summary>Classifies a response; null if it reports success.</summary>
    public static FailureClassification? Classify(int status, EnvelopeHead head)
    {
        // The gateway's response if the path does not exist or the key has no access to it [client].
        if (status == 403 && string.Equals(head.Message, "404", StringComparison.Ordinal))
        {
            return new(Track123ErrorKind.EndpointNotFound);
        }

        return head.Code is not { Length: > 0 } code ? ForStatus(status)
            : code == Envelope.Success ? null
            : ForCode(code, head.Message) is { } known ? known

            // Of unknown codes, those with B are failures of the service itself. The others reject the request.
            : code[0] == 'B' ? Overloaded
            : status < 400 ? new(Track123ErrorKind.InvalidRequest, NotProcessed: false)
            : ForStatus(status);
    }

    /// <summary>Classifies an exception. Without a connection, nothing can have been processed.</summary>
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
                case WebException
                {
                    Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure,
                }:
                    return Untrusted;
#if NET8_0_OR_GREATER
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } tunnel
                    when Has(tunnel.Message, "'407'"):
                    return Untrusted;
#endif
                case SocketException
                {
                    SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain
                        or SocketError.NoData or SocketError.HostUnreachable or SocketError.NetworkUnreachable
                        or SocketError.HostDown or SocketError.NetworkDown,
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
        return Has(message, "not registered") ? Track123ErrorKind.TrackingNotRegistered
            : Has(message, "quota") ? Track123ErrorKind.OutOfCredit
            : Has(message, "postalCode") || Has(message, "phoneSuffix") || Has(message, "additional field")
                ? Track123ErrorKind.ExtraFieldRequired
            : code is not null && ForCode(code, null) is { } known && (known.IsRetryable
                || known.Kind is Track123ErrorKind.OutOfCredit or Track123ErrorKind.AuthenticationFailed)
                ? known.Kind
            : Track123ErrorKind.TrackingRejected;
    }

    /// <summary>Returns whether an item was rejected because the account has it already.</summary>
    public static bool SaysAlreadyRegistered(string? message) => Has(message, "has been imported");

    private static FailureClassification? ForCode(string code, string? message) => code switch
    {
        "A0706" or "B0210" => TooMany,
        "B0001" or "B0100" or "B0300" => Overloaded,
        "B0310" => Overloaded with { MinDelay = TimeSpan.FromSeconds(5) },
        "101107" => new(Track123ErrorKind.OutOfCredit),
        "A0400" when Has(message, "quota") => new(Track123ErrorKind.OutOfCredit),
        "A0400" when Has(message, "not registered") => new(Track123ErrorKind.TrackingNotRegistered),
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

    private static FailureClassification MayBeProcessed(Track123ErrorKind kind) =>
        new(kind, IsRetryable: true, NotProcessed: false);

    private static bool Has(string? text, string part) => text?.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
