using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Track123.Json;

namespace Track123.Http;

/// <summary>What to do about an attempt.</summary>
/// <param name="Kind">The kind of trouble; null for none.</param>
/// <param name="Again">True if another attempt may end better.</param>
/// <param name="Refused">True if the service surely did not do what was asked.</param>
/// <param name="LeastWait">The least wait before another attempt.</param>
internal readonly record struct Reaction(Track123ErrorKind? Kind, bool Again = false, bool Refused = true, TimeSpan LeastWait = default);

/// <summary>The table: by the service's code first, then by HTTP status. Codes and their confidence: the contract's section 1.6.</summary>
internal static class RetryTable
{
    public static readonly Reaction Unreadable = new(Track123ErrorKind.InvalidResponse, Again: true, Refused: false);
    public static readonly Reaction TimedOut = new(Track123ErrorKind.RequestTimedOut, Again: true, Refused: false);
    public static readonly Reaction Broken = new(Track123ErrorKind.ConnectionFailed, Again: true, Refused: false);
    public static readonly Reaction Unreached = new(Track123ErrorKind.ConnectionFailed, Again: true);
    public static readonly Reaction Untrusted = new(Track123ErrorKind.ConnectionFailed);
    public static readonly Reaction TooLarge = new(Track123ErrorKind.InvalidResponse, Again: false, Refused: false);

    private static readonly Reaction Overloaded = new(Track123ErrorKind.ServiceUnavailable, Again: true, Refused: false);
    private static readonly Reaction TooMany = new(Track123ErrorKind.RateLimited, Again: true, LeastWait: TimeSpan.FromSeconds(1));

    public static Reaction For(int status, EnvelopeHead head)
    {
        // The gateway's way to say "no such path, or not with this key" [client].
        if (status == 403 && string.Equals(head.Message, "404", StringComparison.Ordinal))
        {
            return new(Track123ErrorKind.EndpointNotFound);
        }

        return head.Code is not { Length: > 0 } code ? ForStatus(status)
            : ForCode(code, head.Message) is { } reaction ? reaction

            // A code this version does not know is an answer all the same, and B is the service's own trouble.
            : code[0] == 'B' ? Overloaded
            : status < 400 ? new(Track123ErrorKind.InvalidRequest, Refused: false)
            : ForStatus(status);
    }

    /// <summary>
    /// By what broke: a connection that never was cannot have done anything, and one that cannot be trusted will not be trusted next time.
    /// </summary>
    public static Reaction ForFailure(Exception failure)
    {
        var isUnderWay = false;
        for (var e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case IOException:
                    // Reading or writing: the network may go down after the request has arrived.
                    isUnderWay = true;
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
                } when !isUnderWay:
                case WebException
                {
                    Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
                        or WebExceptionStatus.ProxyNameResolutionFailure,
                }:
                    return Unreached;
            }
        }

        return Broken;
    }

    /// <summary>The kind an item's own error is of.</summary>
    public static Track123ErrorKind ForItem(string? code, string? message)
    {
        // A0400 has several meanings that only the text tells apart (contract 1.6).
        var text = message ?? "";
        return Has(text, "not registered") ? Track123ErrorKind.TrackingNotRegistered
            : Has(text, "quota") ? Track123ErrorKind.OutOfCredit
            : Has(text, "postalCode") || Has(text, "phoneSuffix") || Has(text, "additional field") ? Track123ErrorKind.ExtraFieldRequired
            : code is not null && ForCode(code, null) is { Kind: { } kind, } known
                && (known.Again || kind is Track123ErrorKind.OutOfCredit or Track123ErrorKind.AuthenticationFailed) ? kind
            : Track123ErrorKind.TrackingRejected;
    }

    /// <summary>True if an item was refused because the account has it already.</summary>
    public static bool SaysAlreadyRegistered(string? message) => message is not null && Has(message, "has been imported");

    private static Reaction? ForCode(string code, string? message) => code switch
    {
        "00000" => new(null),
        "A0706" => TooMany,
        "B0210" => TooMany,
        "B0001" or "B0100" or "B0300" => Overloaded,
        "B0310" => Overloaded with { LeastWait = TimeSpan.FromSeconds(5) },
        "101107" => new(Track123ErrorKind.OutOfCredit),
        "A0400" when message is not null && Has(message, "quota") => new(Track123ErrorKind.OutOfCredit),
        "A0400" when message is not null && Has(message, "not registered") => new(Track123ErrorKind.TrackingNotRegistered),
        "C0113" => new(Track123ErrorKind.EndpointNotFound),
        _ when code.StartsWith("A02", StringComparison.Ordinal) || code.StartsWith("A03", StringComparison.Ordinal) =>
            new(Track123ErrorKind.AuthenticationFailed),
        _ when code.Length == 5 && code[0] is 'A' or 'C' or 'D' => new(Track123ErrorKind.InvalidRequest),
        _ => null,
    };

    private static Reaction ForStatus(int status) => status switch
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
