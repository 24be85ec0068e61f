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

    /// <summary>The state a sub-status belongs to: <c>IN_TRANSIT_03</c> as <c>InTransit</c>.</summary>
    public static string EventState(string? subStatus) => string.Concat(
        (TerminalText.Plain(subStatus) ?? "").Split(['_'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !word.All(char.IsDigit))
            .Select(word => word.Substring(0, 1).ToUpperInvariant() + word.Substring(1).ToLowerInvariant()));

    /// <summary>Origin and destination: <c>CN&gt;DE</c>, or the one that is known.</summary>
    public static string Route(string? from, string? to) => TerminalText.Plain(
        string.IsNullOrEmpty(from) ? to ?? "" : string.IsNullOrEmpty(to) ? from + ">" : $"{from}>{to}")!;

    private static string Count(double number, string unit) =>
        Math.Floor(number).ToString(CultureInfo.InvariantCulture) + " " + unit;
}
