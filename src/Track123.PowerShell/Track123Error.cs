using System.Globalization;
using Track123.Batches;
using Track123.Common;

namespace Track123.Commands;

/// <summary>
/// Creates all error records of the module. The error ids are public and never change. Errors of requests use the names
/// of <see cref="Track123ErrorKind"/> as ids.
/// </summary>
internal static class Track123Error
{
    public const string NotConnectedId = "NotConnected";
    public const string StatusNotReachedId = "StatusNotReached";

    /// <summary>Creates the error of a failed request.</summary>
    public static ErrorRecord From(Track123Exception exception, object? target = null) => new(
        exception,
        exception.Kind.ToString(),
        CategoryOf(exception.Kind),
        target ?? exception.Endpoint)
    {
        ErrorDetails = new(exception.Message + GetDetails(exception))
        {
            RecommendedAction = exception.RecommendedAction ?? ActionFor(exception.Kind),
        },
    };

    /// <summary>Creates the error of a row that failed.</summary>
    public static ErrorRecord From(RowOutcome result)
    {
        var kind = result.ErrorKind ?? Track123ErrorKind.TrackingRejected;
        var number = result.TrackingNumber.Length > 0 ? $"'{result.TrackingNumber}'" : "no tracking number";
        var place = (result as RegistrationResult)?.Line is { } line ? $"line {line}" : $"row {result.Row}";
        var message = $"{result.Result.Kind}: {number} ({place}). {result.Reason}".TrimEnd();
        var exception = new Track123Exception(kind, message)
        {
            Code = result.ErrorCode,
            TraceId = result.TraceId,
        };

        var error = From(exception, result);
        if (GetCarrierAction(result.Reason) is { } action)
        {
            error.ErrorDetails.RecommendedAction = action;
        }

        return error;
    }

    /// <summary>Creates the error of rows whose request failed.</summary>
    public static ErrorRecord From(IReadOnlyList<RowOutcome> failed, IReadOnlyList<object> targets)
    {
        var (first, call) = (failed[0], failed[0].Result.CallError!);
        var message = string.Format(
            CultureInfo.InvariantCulture,
            "Failed: {0} rows, of which '{1}' (row {2}) is the first. {3}",
            failed.Count,
            first.TrackingNumber,
            first.Row,
            first.Reason);
        var exception = new Track123Exception(call.Kind, message, call) { Code = call.Code, TraceId = call.TraceId };
        return From(exception, targets.ToArray());
    }

    /// <summary>Creates the error of a number whose lookup failed.</summary>
    public static ErrorRecord FromLookup<TRecord>(LookupOutcome<TRecord> lookup) =>
        From(lookup.Error!, lookup.TrackingNumber);

    /// <summary>Creates the error of an order number whose lookup failed.</summary>
    public static ErrorRecord FromOrderLookup(LookupOutcome<Tracking> lookup)
    {
        var error = FromLookup(lookup);
        if (lookup.ErrorKind == Track123ErrorKind.TrackingNotRegistered)
        {
            error.ErrorDetails.RecommendedAction =
                "Check the order number. It is set at registration, or with Set-Track123Tracking -OrderNumber.";
        }

        return error;
    }

    /// <summary>Creates the error of a parcel about which the carrier has no information.</summary>
    public static ErrorRecord CarrierHasNoData(string trackingNumber)
    {
        var message = $"The carrier has no information about '{trackingNumber}'.";
        var error = From(new Track123Exception(Track123ErrorKind.TrackingNotRegistered, message), trackingNumber);
        error.ErrorDetails.RecommendedAction =
            "Check the number and specify its carrier with -CarrierCode. The carrier may not know a new parcel yet.";
        return error;
    }

    /// <summary>Creates the error of a parcel that did not reach the awaited status.</summary>
    /// <param name="parcel">The parcel from the last poll, or its number if no poll found it.</param>
    /// <param name="message">The message, which names the current status.</param>
    /// <param name="isFinal">Whether the parcel has another final status; false if the wait timed out.</param>
    public static ErrorRecord StatusNotReached(object parcel, string message, bool isFinal) =>
        new(
            new TimeoutException(message),
            StatusNotReachedId,
            isFinal ? ErrorCategory.InvalidResult : ErrorCategory.OperationTimeout,
            parcel)
        {
            ErrorDetails = new(message)
            {
                RecommendedAction = isFinal
                    ? "Specify other statuses with -Until."
                    : "Pipe the error's target to Wait-Track123Tracking again, with a longer -TimeoutSeconds. If the "
                        + "parcel does not change, refresh it with Restart-Track123Tracking.",
            },
        };

    /// <summary>Creates the error of invalid input, which was found before a request was sent.</summary>
    public static ErrorRecord InvalidRequest(string message, object? target = null) =>
        From(new Track123Exception(Track123ErrorKind.InvalidRequest, message), target);

    /// <summary>Creates the error of a CSV file that can't be used.</summary>
    public static ErrorRecord CsvInvalid(string message, string path, string? action = null) => From(
        new Track123Exception(Track123ErrorKind.CsvInvalid, message) { RecommendedAction = action }, path);

    /// <summary>Creates the error of a webhook whose signature is not valid although it must be.</summary>
    public static ErrorRecord WebhookUnverified(WebhookSignatureResult result, object? target) => From(
        new Track123Exception(
            Track123ErrorKind.WebhookInvalid, $"The webhook was rejected ({result.Status}): {result.Reason}"),
        target);

    /// <summary>Creates the error of a carrier code, or name, that no carrier has.</summary>
    public static ErrorRecord CarrierNotFound(string text, string field = "code") =>
        From(new Track123Exception(Track123ErrorKind.CarrierNotFound, $"No carrier has the {field} '{text}'."), text);

    /// <summary>Creates the error of a missing, or closed, connection or API key.</summary>
    public static ErrorRecord NotConnected(string message, object? target = null) =>
        new(new InvalidOperationException(message), NotConnectedId, ErrorCategory.ConnectionError, target)
        {
            ErrorDetails = new(message)
            {
                RecommendedAction =
                    "Run Connect-Track123 with an API key, pass a connection with -Connection, or set the environment "
                    + "variable TRACK123_API_KEY. To try the module without a key, run Connect-Track123 -Sandbox.",
            },
        };

    private static string GetDetails(Track123Exception e)
    {
        List<string> parts = [];
        AddIfNew("code ", e.Code);
        AddIfNew("HTTP ", e.HttpStatus?.ToString(CultureInfo.InvariantCulture));
        if (e.RetryAfter is { } wait)
        {
            parts.Add($"retry after {Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s");
        }

        AddIfNew("trace ID ", e.TraceId);
        return parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";

        void AddIfNew(string label, string? value)
        {
            if (!string.IsNullOrEmpty(value) && e.Message.IndexOf(value, StringComparison.Ordinal) < 0)
            {
                parts.Add(label + TerminalText.Sanitize(value));
            }
        }
    }

    // The service names the field courierCode for parcels and carrierCode for cargo.
    private static string? GetCarrierAction(string reason)
    {
        if (Has("carrier could not be detected"))
        {
            return "Specify the carrier with -CarrierCode. Resolve-Track123Carrier suggests carriers.";
        }

        return Has("courierCode is invalid") || Has("carrierCode is invalid") || Has("No carrier has the")
            ? "Find the code with Get-Track123Carrier; for cargo, add -Type Ocean or -Type Air."
            : Has("courierCode")
                ? "Specify the carrier with -CarrierCode, or pipe parcels from Get-Track123Tracking, which contain it."
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
        Track123ErrorKind.StateInvalid => ErrorCategory.InvalidData,
        Track123ErrorKind.StateInUse => ErrorCategory.ResourceBusy,
        _ => ErrorCategory.NotSpecified,
    };

    private static string ActionFor(Track123ErrorKind kind) => kind switch
    {
        Track123ErrorKind.AuthenticationFailed =>
            "Check the API key in the member portal (Developers > API) and connect again.",
        Track123ErrorKind.OutOfCredit =>
            "Top up the account, then pipe the rows with the status Failed to the command again.",
        Track123ErrorKind.RateLimited =>
            "Wait, then try again. Other programs that use the same API key share the rate limit. If several machines "
            + "use it, give each a share with Connect-Track123 -RateShare.",
        Track123ErrorKind.ServiceUnavailable => "Try again later.",
        Track123ErrorKind.RequestTimedOut =>
            "Try again, or allow more time with Connect-Track123 -OperationTimeoutSeconds.",
        Track123ErrorKind.ConnectionFailed =>
            "Check the network, the proxy and the address (Connect-Track123 -Proxy and -BaseUri).",
        Track123ErrorKind.InvalidResponse =>
            "Check that -BaseUri is the address of the service, and that no proxy or login page responds instead.",
        Track123ErrorKind.InvalidRequest => "Correct the input that the message names and try again.",
        Track123ErrorKind.TrackingRejected => "Correct the row and try again.",
        Track123ErrorKind.TrackingNotRegistered =>
            "Register the number first with Register-Track123Tracking (for cargo, Register-Track123OceanTracking or "
            + "Register-Track123AirTracking). Specify -CarrierCode if the carrier is not detected.",
        Track123ErrorKind.ExtraFieldRequired =>
            "Specify the -PostalCode or -PhoneSuffix that the carrier requires and try the row again.",
        Track123ErrorKind.CarrierNotFound => "Find the carrier with Get-Track123Carrier -Name '*part of the name*'.",
        Track123ErrorKind.CsvInvalid =>
            "Correct the file, or specify how it is read with -Delimiter, -Encoding and -ColumnMap.",
        Track123ErrorKind.WebhookInvalid =>
            "Pass the body exactly as it was received. If the signature is rejected, check -Key and -Algorithm.",
        Track123ErrorKind.EndpointNotFound =>
            "Check -BaseUri, and check that the account has access to this part of the service.",
        Track123ErrorKind.StateInvalid =>
            "Restore the state file from a backup. Or delete it: then all parcels are new to the next run, which "
            + "reports them, or only records them with -Baseline.",
        Track123ErrorKind.StateInUse =>
            "Wait until the other run has ended, or use another state file for each scheduled job.",
        _ => "",
    };
}
