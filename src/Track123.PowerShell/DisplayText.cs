using System.Collections;
using System.ComponentModel;
using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Texts of the table and list views. Public because format files can call nothing else; not meant for scripts.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DisplayText
{
    /// <summary>A length of time in its largest unit: <c>40 min</c>, <c>3 h</c>, <c>12 d</c>; empty for none.</summary>
    public static string Age(TimeSpan? age) => age switch
    {
        null => "",
        { TotalMinutes: < 1 } => "now",
        { TotalHours: < 1 } => Count(age.Value.TotalMinutes, "min"),
        { TotalDays: < 2 } => Count(age.Value.TotalHours, "h"),
        _ => Count(age.Value.TotalDays, "d"),
    };

    /// <summary>A moment with its offset; else the local time, marked as such; else the text that was sent.</summary>
    public static string Moment(DateTimeOffset? moment, DateTime? local, string? sent) =>
        moment is { } known ? known.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
        : local is { } time ? time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " (zone unknown)"
        : TerminalText.Plain(sent) ?? "";

    /// <summary>A time that has no documented zone.</summary>
    public static string Clock(DateTime? time) => Moment(moment: null, time, sent: null);

    /// <summary>Where a parcel stands; a value this version does not know as the service sent it.</summary>
    public static string State(string status, string? sent) =>
        string.Equals(status, "Unknown", StringComparison.Ordinal) && !string.IsNullOrEmpty(sent) ? TerminalText.Plain(sent)! : status;

    /// <summary>The first text that is one.</summary>
    public static string First(params string?[]? texts) =>
        TerminalText.Plain(texts?.FirstOrDefault(t => !string.IsNullOrEmpty(t))) ?? "";

    /// <summary>What a cargo event says: its description, else its meaning, else its status; empty for no event.</summary>
    public static string Happened(object? cargoEvent) =>
        First(Read(cargoEvent, "Description")?.ToString(), Read(cargoEvent, "Meaning")?.ToString(), Read(cargoEvent, "Status")?.ToString());

    /// <summary>A property of something, as <see cref="Plain(object?)"/>; null where there is nothing: in strict mode a script can't ask it.</summary>
    public static object? Plain(object? from, string property) => Plain(Read(from, property));

    /// <summary>A value as it is, but a text, or what shows as one, without anything a terminal would obey.</summary>
    public static object? Plain(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string text => TerminalText.Plain(text),
        IFormattable number => number,
        null => null,
        _ => TerminalText.Plain(value!.ToString()),
    };

    /// <summary>The different texts among some, in their order.</summary>
    public static string Distinct(string?[]? texts) =>
        string.Join(", ", (texts ?? []).Select(t => TerminalText.Plain(t)).Where(t => !string.IsNullOrEmpty(t)).Distinct(StringComparer.Ordinal));

    /// <summary>The different texts that a property of several things has, in their order.</summary>
    public static string Distinct(IEnumerable? things, string property) =>
        Distinct([.. (things ?? Array.Empty<object>()).Cast<object?>().Select(t => Read(t, property)?.ToString())]);

    /// <summary>The state a sub-status belongs to: <c>IN_TRANSIT_03</c> as <c>InTransit</c>.</summary>
    public static string EventState(string? subStatus) => string.Concat(
        (TerminalText.Plain(subStatus) ?? "").Split(['_'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !word.All(char.IsDigit))
            .Select(word => word.Substring(0, 1).ToUpperInvariant() + word.Substring(1).ToLowerInvariant()));

    /// <summary>Where a parcel stands, in its colour: as <see cref="State(string, string?)"/> and <see cref="Colour"/>.</summary>
    public static string State(string status, string? sent, EngineIntrinsics? session) => Colour(State(status, sent), session);

    /// <summary>
    /// A state in the colour it has by the session's <c>$PSStyle</c>: what went well, what needs somebody, what is near its end, what has hardly
    /// begun. As it is where there is no $PSStyle (Windows PowerShell 5.1), where it says plain text, as with NO_COLOR, and where the host shows
    /// no colours.
    /// </summary>
    public static string Colour(string? state, EngineIntrinsics? session)
    {
        state = TerminalText.Plain(state);
        var (group, name) = state switch
        {
            "Delivered" or "Final" or "Registered" or "Retracked" or "Done" or "Valid" => ("Foreground", "Green"),
            "Abnormal" or "DeliveryFailed" or "Exception" or "Rejected" or "Failed" => ("Formatting", "Error"),
            "WrongSignature" or "Missing" or "TooOld" or "Malformed" => ("Formatting", "Error"),
            "Expired" or "NotChecked" => ("Formatting", "Warning"),
            "WaitingDelivery" or "Arrived" or "Notified" => ("Foreground", "Cyan"),
            "Init" or "NoRecord" or "AlreadyRegistered" or "AlreadyDone" or "NotDue" or "Skipped" => ("Foreground", "BrightBlack"),
            _ => ("", ""),
        };
        if (name.Length == 0 || session?.SessionState.PSVariable.GetValue("PSStyle") is not { } style)
            return state ?? "";

        var rendering = Read(style, "OutputRendering")?.ToString();
        var isShown = rendering == "Ansi" || (rendering != "PlainText" && session.Host.UI?.SupportsVirtualTerminal == true);
        return isShown && Read(Read(style, group), name) is string colour ? $"{colour}{state}{Read(style, "Reset")}" : state!;
    }

    /// <summary>One carrier's part of a journey: its name and code, its tracking number, how many events it reported; empty for none.</summary>
    public static string Leg(object? leg, string? trackingNumber)
    {
        var (name, code) = (Read(leg, "CarrierName")?.ToString(), Read(leg, "CarrierCode")?.ToString());
        if (string.IsNullOrEmpty(name) && string.IsNullOrEmpty(code) && string.IsNullOrEmpty(trackingNumber))
            return "";

        var carrier = string.IsNullOrEmpty(name) || name == code ? code : string.IsNullOrEmpty(code) ? name : $"{name} ({code})";
        var count = (Read(leg, "Events") as ICollection)?.Count ?? 0;
        return TerminalText.Plain(string.Join("  ", new[] { carrier, trackingNumber, count == 1 ? "1 event" : count + " events" }.Where(t => !string.IsNullOrEmpty(t))))!;
    }

    /// <summary>The last carrier's part of a journey, as <see cref="Leg"/>.</summary>
    public static string LastMile(object? lastMile) => Leg(Read(lastMile, "Leg"), Read(lastMile, "TrackingNumber")?.ToString());

    /// <summary>Who reported an event: the carrier, and whether it is the last-mile one.</summary>
    public static string Reporter(string? carrierCode, string? leg) => (TerminalText.Plain(carrierCode), leg) switch
    {
        (null or "", "LastMile") => "(last mile)",
        (null or "", _) => "(unknown)",
        (var code, "LastMile") => code + " (last mile)",
        var (code, _) => code,
    };

    /// <summary>Where a connection leads, and whether it is closed.</summary>
    public static string Service(string? address, bool isSandbox, bool isClosed) =>
        (isSandbox ? "sandbox" : address) + (isClosed ? " (closed)" : "");

    private static object? Read(object? from, string property) => from is null ? null : PSObject.AsPSObject(from).Properties[property]?.Value;

    private static string Count(double number, string unit) =>
        Math.Floor(number).ToString(CultureInfo.InvariantCulture) + " " + unit;
}
