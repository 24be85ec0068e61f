using System.Collections;
using System.ComponentModel;
using System.Globalization;
using Track123.Common;

namespace Track123.Commands;

/// <summary>Formats values for the views. It is public only because format files can't call internal methods.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DisplayText
{
    /// <summary>Formats a duration in one unit: <c>40 min</c>, <c>3 h</c>, <c>12 d</c>; empty for null.</summary>
    public static string Age(TimeSpan? age) => age switch
    {
        null => "",
        { TotalMinutes: < 1 } => "now",
        { TotalHours: < 1 } => Count(age.Value.TotalMinutes, "min"),
        { TotalDays: < 2 } => Count(age.Value.TotalHours, "h"),
        _ => Count(age.Value.TotalDays, "d"),
    };

    /// <summary>
    /// Formats a time with its offset, or else the local time without a zone, or else the original text.
    /// </summary>
    public static string Timestamp(DateTimeOffset? moment, DateTime? local, string? originalText) =>
        moment is { } known ? known.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
        : local is { } time ? time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " (zone unknown)"
        : TerminalText.Sanitize(originalText) ?? "";

    /// <summary>Formats a time that has no documented time zone.</summary>
    public static string LocalTime(DateTime? time) => Timestamp(moment: null, time, originalText: null);

    /// <summary>Formats a status. An unknown status is shown as the text that the service sent.</summary>
    public static string State(string status, string? originalText) =>
        status == "Unknown" && !string.IsNullOrEmpty(originalText) ? TerminalText.Sanitize(originalText)! : status;

    /// <summary>Returns the first text that is not empty.</summary>
    public static string FirstNonEmpty(params string?[]? texts) =>
        TerminalText.Sanitize(texts?.FirstOrDefault(t => !string.IsNullOrEmpty(t))) ?? "";

    /// <summary>
    /// Formats a cargo event: its description, or else its meaning, or else its status; empty for null.
    /// </summary>
    public static string EventText(object? cargoEvent) =>
        FirstNonEmpty(
            ReadText(cargoEvent, "Description"),
            ReadText(cargoEvent, "StatusDescription"),
            ReadText(cargoEvent, "Status"));

    /// <summary>
    /// Sanitizes a property of an object; null if the property does not exist. In strict mode, reading a missing
    /// property in the format file itself would fail.
    /// </summary>
    public static object? Sanitize(object? from, string property) => Sanitize(Read(from, property));

    /// <summary>Removes terminal control characters from a value's text; returns numbers and dates unchanged.</summary>
    public static object? Sanitize(object? value) => value.Unwrap() switch
    {
        IFormattable number => number,
        var other => TerminalText.Sanitize(other?.ToString()),
    };

    /// <summary>Joins the distinct texts in their original order.</summary>
    public static string Distinct(string?[]? texts)
    {
        var distinct = (texts ?? []).Where(t => !string.IsNullOrEmpty(t)).Distinct(StringComparer.Ordinal);
        return TerminalText.Sanitize(string.Join(", ", distinct))!;
    }

    /// <summary>Joins the distinct values of a property of several objects in their original order.</summary>
    public static string Distinct(IEnumerable? things, string property) =>
        Distinct([.. (things ?? Array.Empty<object>()).Cast<object?>().Select(t => ReadText(t, property))]);

    /// <summary>
    /// Formats a status with its color; see <see cref="State(string, string?)"/> and <see cref="Color"/>.
    /// </summary>
    public static string State(string status, string? originalText, EngineIntrinsics? session) =>
        Color(State(status, originalText), session);

    /// <summary>
    /// Adds the color from the session's <c>$PSStyle</c> to a status. No color is added if $PSStyle does not exist
    /// (Windows PowerShell 5.1), if it is set to plain text (as with NO_COLOR), or if the host does not support colors.
    /// </summary>
    public static string Color(string? state, EngineIntrinsics? session)
    {
        state = TerminalText.Sanitize(state) ?? "";
        var (group, name) = state switch
        {
            "Delivered" or "Final" or "Registered" or "Retracked" or "Done" or "Valid" => ("Foreground", "Green"),
            "Abnormal" or "DeliveryFailed" or "Exception" or "Rejected" or "Failed" => ("Formatting", "Error"),
            "WrongSignature" or "Missing" or "TooOld" or "Malformed" => ("Formatting", "Error"),
            "Expired" or "NotChecked" => ("Formatting", "Warning"),
            "WaitingDelivery" or "Arrived" or "Notified" => ("Foreground", "Cyan"),
            "Init" or "NoRecord" or "AlreadyRegistered" or "AlreadyDone" or "NotDue" or "Skipped" =>
                ("Foreground", "BrightBlack"),
            _ => ("", ""),
        };
        if (name.Length == 0 || session?.SessionState.PSVariable.GetValue("PSStyle") is not { } style)
        {
            return state;
        }

        var rendering = ReadText(style, "OutputRendering");
        var isShown = rendering == "Ansi"
            || (rendering != "PlainText" && session.Host.UI?.SupportsVirtualTerminal == true);
        return isShown && Read(Read(style, group), name) is string color
            ? $"{color}{state}{Read(style, "Reset")}"
            : state;
    }

    /// <summary>
    /// Formats a carrier's leg of a journey: the carrier's name and code, the tracking number and the number of events.
    /// </summary>
    public static string Leg(object? leg, string? trackingNumber)
    {
        var (name, code) = (ReadText(leg, "CarrierName"), ReadText(leg, "CarrierCode"));
        var carrier = string.IsNullOrEmpty(name) || name == code ? code
            : string.IsNullOrEmpty(code) ? name
            : $"{name} ({code})";
        if (string.IsNullOrEmpty(carrier) && string.IsNullOrEmpty(trackingNumber))
        {
            return "";
        }

        var count = Read(leg, "EventCount") as int? ?? 0;
        string?[] parts = [carrier, trackingNumber, count == 1 ? "1 event" : $"{count} events"];
        return TerminalText.Sanitize(string.Join("  ", parts.Where(part => !string.IsNullOrEmpty(part))))!;
    }

    /// <summary>Formats the last-mile leg of a journey; see <see cref="Leg"/>.</summary>
    public static string LastMile(object? lastMile) => Leg(Read(lastMile, "Leg"), ReadText(lastMile, "TrackingNumber"));

    /// <summary>Formats the carrier that reported an event, and whether it is the last-mile carrier.</summary>
    public static string Reporter(string? carrierCode, string? leg) => (TerminalText.Sanitize(carrierCode), leg) switch
    {
        (null or "", "LastMile") => "(last mile)",
        (null or "", _) => "(unknown)",
        (var code, "LastMile") => code + " (last mile)",
        var (code, _) => code,
    };

    /// <summary>Formats the address of a connection, and whether the connection is closed.</summary>
    public static string Service(string? address, bool isSandbox, bool isClosed) =>
        (isSandbox ? "sandbox" : address) + (isClosed ? " (closed)" : "");

    private static object? Read(object? from, string property) =>
        from is null ? null : PSObject.AsPSObject(from).Properties[property]?.Value;

    private static string? ReadText(object? from, string property) => Read(from, property)?.ToString();

    private static string Count(double number, string unit) =>
        Math.Floor(number).ToString(CultureInfo.InvariantCulture) + " " + unit;
}
