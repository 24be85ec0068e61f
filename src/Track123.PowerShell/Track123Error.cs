using System.Globalization;
using Track123.Common;

namespace Track123.Commands;

/// <summary>
/// Makes every error record of the module. The ids are public and never change; those of the service are the names of
/// <see cref="Track123ErrorKind"/>.
/// </summary>
internal static class Track123Error
{
    public const string NotConnectedId = "NotConnected";
    public const string StateNotReachedId = "StateNotReached";

    /// <summary>A call that could not be carried out.</summary>
    public static ErrorRecord From(Track123Exception exception, object? target = null) => new(
        exception,
        exception.Kind.ToString(),
        CategoryOf(exception.Kind),
        target ?? exception.Endpoint)
    {
        ErrorDetails = new(exception.Message + Particulars(exception))
        {
            RecommendedAction = ActionFor(exception.Kind),
        },
    };

    /// <summary>Creates the error of a row that failed.</summary>
    public static ErrorRecord From(RowOutcome result)
    {
        var kind = result.ErrorKind ?? Track123ErrorKind.TrackingRejected;
        var number = result.TrackingNumber.Length > 0 ? $"'{result.TrackingNumber}'" : "without a tracking number";
        var place = (result as RegistrationResult)?.Line is { } line ? $"line {line}" : $"row {result.Row}";
        var exception = new Track123Exception(kind, $"{result.Result.Kind}: {number} ({place}). {result.Reason}".TrimEnd())
        {
            Code = result.ErrorCode,
            TraceId = result.TraceId,
        };

        var error = From(exception, result);
        if (ActionAboutCarrier(result.Reason) is { } action)
        {
            error.ErrorDetails.RecommendedAction = action;
        }

        return error;
    }

    /// <summary>An order number that could not be looked up.</summary>
    public static ErrorRecord OfOrder(Track123Exception exception, string orderNumber)
    {
        var error = From(exception, orderNumber);
        if (exception.Kind == Track123ErrorKind.TrackingNotRegistered)
        {
            error.ErrorDetails.RecommendedAction =
                "Check the order number. A parcel has the one that it was registered with, or that Set-Track123Tracking -OrderNumber gave it.";
        }

        return error;
    }

    /// <summary>A parcel that the carrier, asked just now, has nothing about.</summary>
    public static ErrorRecord NothingFound(string trackingNumber)
    {
        var message = $"The carrier has nothing about '{trackingNumber}'.";
        var error = From(new Track123Exception(Track123ErrorKind.TrackingNotRegistered, message), trackingNumber);
        error.ErrorDetails.RecommendedAction =
            "Check the number and give its carrier with -CarrierCode. A parcel just posted may not be known yet.";
        return error;
    }

    /// <summary>A parcel that did not get to where it was waited for.</summary>
    /// <param name="parcel">The parcel as it was last seen, or its number if it never was.</param>
    /// <param name="message">What became of it.</param>
    /// <param name="isOver">True if it can't get there any more; false if time ran out.</param>
    public static ErrorRecord StateNotReached(object parcel, string message, bool isOver) =>
        new(new TimeoutException(message), StateNotReachedId, isOver ? ErrorCategory.InvalidResult : ErrorCategory.OperationTimeout, parcel)
        {
            ErrorDetails = new(message)
            {
                RecommendedAction = isOver
                    ? "Wait for other states with -Until."
                    : "Wait longer with -TimeoutSeconds: the error's target can be piped in again. A parcel that does not move may be looked up anew "
                        + "with Restart-Track123Tracking.",
            },
        };

    /// <summary>Wrong use of a cmdlet, found before anything was sent.</summary>
    public static ErrorRecord InvalidRequest(string message, object? target = null) =>
        From(new Track123Exception(Track123ErrorKind.InvalidRequest, message), target);

    /// <summary>A CSV file that cannot be used.</summary>
    public static ErrorRecord CsvInvalid(string message, string path) =>
        From(new Track123Exception(Track123ErrorKind.CsvInvalid, message), path);

    /// <summary>A webhook whose signature did not pass, where only those that do are wanted.</summary>
    public static ErrorRecord WebhookUnverified(WebhookSignatureResult verdict, object? target) => From(
        new Track123Exception(Track123ErrorKind.WebhookInvalid, $"The webhook was not accepted ({verdict.Status}): {verdict.Reason}"), target);

    /// <summary>No carrier with a code, or a name, that was asked for.</summary>
    public static ErrorRecord CarrierNotFound(string text, string asked = "code") =>
        From(new Track123Exception(Track123ErrorKind.CarrierNotFound, $"There is no carrier with the {asked} '{text}'."), text);

    /// <summary>No connection to talk through.</summary>
    public static ErrorRecord NotConnected(string message) =>
        new(new InvalidOperationException(message), NotConnectedId, ErrorCategory.ConnectionError, targetObject: null)
        {
            ErrorDetails = new(message)
            {
                RecommendedAction =
                    "Run Connect-Track123 with an API key, pass a connection as -Connection, or set the environment "
                    + "variable TRACK123_API_KEY. To try things out without a key, run Connect-Track123 -Sandbox.",
            },
        };

    private static string Particulars(Track123Exception e)
    {
        List<string> parts = [];
        AddUnlessTold("code ", e.Code);
        AddUnlessTold("HTTP ", e.HttpStatus?.ToString(CultureInfo.InvariantCulture));
        if (e.RetryAfter is { } wait)
            parts.Add($"try again in {Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s");

        AddUnlessTold("trace ", e.TraceId);
        return parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";

        void AddUnlessTold(string label, string? value)
        {
            if (!string.IsNullOrEmpty(value) && e.Message.IndexOf(value, StringComparison.Ordinal) < 0)
                parts.Add(label + TerminalText.Sanitize(value));
        }
    }

    // The service calls it courierCode for parcels and carrierCode for cargo.
    private static string? ActionAboutCarrier(string reason)
    {
        if (Has("carrier could not be detected"))
            return "Give the carrier with -CarrierCode. Resolve-Track123Carrier proposes some.";

        return Has("courierCode is invalid") || Has("carrierCode is invalid")
            ? "Look the code up with Get-Track123Carrier; for cargo with -Type Ocean or -Type Air."
            : Has("courierCode") ? "Give the carrier with -CarrierCode, or pipe what Get-Track123Tracking gives: it knows the carrier."
            : null;

        bool Has(string part) => reason.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    private static ErrorCategory CategoryOf(Track123ErrorKind kind) => kind switch
    {
        Track123ErrorKind.AuthenticationFailed => ErrorCategory.AuthenticationError,
        Track123ErrorKind.OutOfCredit => ErrorCategory.QuotaExceeded,
        Track123ErrorKind.RateLimited => ErrorCategory.LimitsExceeded,
        Track123ErrorKind.ServiceUnavailable => ErrorCategory.ResourceUnavailable,
        Track123ErrorKind.RequestTimedOut => ErrorCategory.OperationTimeout,
        Track123ErrorKind.ConnectionFailed => ErrorCategory.ConnectionError,
        Track123ErrorKind.InvalidResponse => ErrorCategory.InvalidResult,
        Track123ErrorKind.InvalidRequest => ErrorCategory.InvalidArgument,
        Track123ErrorKind.TrackingRejected => ErrorCategory.InvalidData,
        Track123ErrorKind.TrackingNotRegistered => ErrorCategory.ObjectNotFound,
        Track123ErrorKind.ExtraFieldRequired => ErrorCategory.InvalidData,
        Track123ErrorKind.CarrierNotFound => ErrorCategory.ObjectNotFound,
        Track123ErrorKind.CsvInvalid => ErrorCategory.ParserError,
        Track123ErrorKind.WebhookInvalid => ErrorCategory.InvalidData,
        Track123ErrorKind.EndpointNotFound => ErrorCategory.NotImplemented,
        _ => ErrorCategory.NotSpecified,
    };

    private static string ActionFor(Track123ErrorKind kind) => kind switch
    {
        Track123ErrorKind.AuthenticationFailed =>
            "Check the API key in the member portal (Developers > API) and connect again.",
        Track123ErrorKind.OutOfCredit =>
            "Top up the account, then do the rest again: rows with Status Failed can be piped in as they are.",
        Track123ErrorKind.RateLimited =>
            "Wait, then try again. Other programs with the same API key count towards the limit too.",
        Track123ErrorKind.ServiceUnavailable => "Try again later.",
        Track123ErrorKind.RequestTimedOut =>
            "Try again, or allow more time with Connect-Track123 -OperationTimeoutSeconds.",
        Track123ErrorKind.ConnectionFailed =>
            "Check the network, the proxy and the address; see Connect-Track123 -Proxy and -BaseUri.",
        Track123ErrorKind.InvalidResponse =>
            "Check that -BaseUri is the service's address and that no proxy or portal answers in its place.",
        Track123ErrorKind.InvalidRequest => "Mend what the message names and try again.",
        Track123ErrorKind.TrackingRejected => "Mend the row and try it again.",
        Track123ErrorKind.TrackingNotRegistered =>
            "Register the number first, with its carrier code if detection fails: Register-Track123Tracking, for cargo "
            + "Register-Track123OceanTracking or Register-Track123AirTracking.",
        Track123ErrorKind.ExtraFieldRequired =>
            "Give -PostalCode or -PhoneSuffix, whichever the carrier needs, and try the row again.",
        Track123ErrorKind.CarrierNotFound => "Look it up with Get-Track123Carrier -Name '*part of the name*'.",
        Track123ErrorKind.CsvInvalid =>
            "Mend the file, or name its columns with -ColumnMap and its separator with -Delimiter.",
        Track123ErrorKind.WebhookInvalid =>
            "Pass the body exactly as it was posted. If the signature is refused, check -Key and -Algorithm.",
        Track123ErrorKind.EndpointNotFound => "Check -BaseUri, and that the account may use this part of the service.",
        _ => "",
    };
}
