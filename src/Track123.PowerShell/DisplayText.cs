using System.Collections;
using System.ComponentModel;
using System.Globalization;
using Track123.Common;

namespace Track123.Commands;

/// <summary>Texts of the views. Public because format files can call nothing else; not meant for scripts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DisplayText
{
    /// <summary>Shows a duration in its largest unit: <c>40 min</c>, <c>3 h</c>, <c>12 d</c>; empty for none.</summary>
    public static string Age(TimeSpan? age) => age switch
    {
        null => "",
        { TotalMinutes: < 1 } => "now",
        { TotalHours: < 1 } => Count(age.Value.TotalMinutes, "min"),
        { TotalDays: < 2 } => Count(age.Value.TotalHours, "h"),
        _ => Count(age.Value.TotalDays, "d"),
    };

    /// <summary>Shows a time with its offset, else the local time, marked as such, else the text sent.</summary>
    public static string Moment(DateTimeOffset? moment, DateTime? local, string? sent) =>
        moment is { } known ? known.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
        : local is { } time ? time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " (zone unknown)"
        : TerminalText.Sanitize(sent) ?? "";

    /// <summary>Shows a time that has no documented zone.</summary>
    public static string Clock(DateTime? time) => Moment(moment: null, time, sent: null);

    /// <summary>Shows a status; one this version does not know as the service sent it.</summary>
    public static string State(string status, string? sent) =>
        status == "Unknown" && !string.IsNullOrEmpty(sent) ? TerminalText.Sanitize(sent)! : status;

    /// <summary>Returns the first text that is not empty.</summary>
    public static string First(params string?[]? texts) =>
        TerminalText.Sanitize(texts?.FirstOrDefault(t => !string.IsNullOrEmpty(t))) ?? "";

    /// <summary>Shows a cargo event: its description, else its meaning, else its status; empty for no event.</summary>
    public static string Happened(object? cargoEvent) =>
        First(ReadText(cargoEvent, "Description"), ReadText(cargoEvent, "StatusDescription"), ReadText(cargoEvent, "Status"));

    /// <summary>
    /// Sanitizes a property of an object; null if there is none, which a script in strict mode can't ask for itself.
    /// </summary>
    public static object? Plain(object? from, string property) => Plain(Read(from, property));

    /// <summary>Sanitizes a value if it is text or shows as text; returns numbers and dates as they are.</summary>
    public static object? Plain(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        IFormattable number => number,
        var other => TerminalText.Sanitize(other?.ToString()),
    };

    /// <summary>Joins the distinct texts in their order.</summary>
    public static string Distinct(string?[]? texts)
    {
        var distinct = (texts ?? []).Where(t => !string.IsNullOrEmpty(t)).Distinct(StringComparer.Ordinal);
        return TerminalText.Sanitize(string.Join(", ", distinct))!;
    }

    /// <summary>Joins the distinct texts that a property of several objects has, in their order.</summary>
    public static string Distinct(IEnumerable? things, string property) =>
        Distinct([.. (things ?? Array.Empty<object>()).Cast<object?>().Select(t => ReadText(t, property))]);

    /// <summary>Shows the state a sub-status belongs to: <c>IN_TRANSIT_03</c> as <c>InTransit</c>.</summary>
    public static string EventState(string? subStatus) => string.Concat(
        (TerminalText.Sanitize(subStatus) ?? "").Split(['_'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !word.All(char.IsDigit))
            .Select(word => word.Substring(0, 1).ToUpperInvariant() + word.Substring(1).ToLowerInvariant()));

    /// <summary>Shows a status in its color, as <see cref="State(string, string?)"/> and <see cref="Color"/>.</summary>
    public static string State(string status, string? sent, EngineIntrinsics? session) =>
        Color(State(status, sent), session);

    /// <summary>
    /// Shows a state in its color by the session's <c>$PSStyle</c>. It stays plain where there is no $PSStyle
    /// (Windows PowerShell 5.1), where that says plain text (as with NO_COLOR), and where the host shows no colors.
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
    /// Shows one carrier's leg of a journey: its name and code, its tracking number and how many events it reported.
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

        var count = (Read(leg, "Events") as ICollection)?.Count ?? 0;
        string?[] parts = [carrier, trackingNumber, count == 1 ? "1 event" : $"{count} events"];
        return TerminalText.Sanitize(string.Join("  ", parts.Where(part => !string.IsNullOrEmpty(part))))!;
    }

    /// <summary>Shows the last-mile leg of a journey, as <see cref="Leg"/>.</summary>
    public static string LastMile(object? lastMile) => Leg(Read(lastMile, "Leg"), ReadText(lastMile, "TrackingNumber"));

    /// <summary>Shows which carrier reported an event, and whether it is the last-mile one.</summary>
    public static string Reporter(string? carrierCode, string? leg) => (TerminalText.Sanitize(carrierCode), leg) switch
    {
        (null or "", "LastMile") => "(last mile)",
        (null or "", _) => "(unknown)",
        (var code, "LastMile") => code + " (last mile)",
        var (code, _) => code,
    };

    /// <summary>Shows the address a connection uses, and whether it is closed.</summary>
    public static string Service(string? address, bool isSandbox, bool isClosed) =>
        (isSandbox ? "sandbox" : address) + (isClosed ? " (closed)" : "");

    private static object? Read(object? from, string property) =>
        from is null ? null : PSObject.AsPSObject(from).Properties[property]?.Value;

    private static string? ReadText(object? from, string property) => Read(from, property)?.ToString();

    private static string Count(double number, string unit) =>
        Math.Floor(number).ToString(CultureInfo.InvariantCulture) + " " + unit;
}
