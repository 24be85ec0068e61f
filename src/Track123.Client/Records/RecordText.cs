using System.Globalization;
using Track123.Common;
using Track123.Json;

namespace Track123.Records;

/// <summary>Formats the values of flat records in the same way in every culture.</summary>
internal static class RecordText
{
    private const string LocalFormat = "yyyy-MM-ddTHH:mm:ss";
    private const int KeyBytes = 16;

    /// <summary>
    /// Replaces line breaks and control characters, which databases and workbooks reject, by spaces. Empty text returns
    /// null.
    /// </summary>
    public static string? ToSingleLine(string? text) =>
        string.IsNullOrEmpty(text) ? null : TerminalText.ToSingleLine(text);

    /// <summary>Joins the distinct texts that are not empty; null if there are none.</summary>
    public static string? Join(IEnumerable<string?> texts) => ToSingleLine(
        string.Join(", ", texts.Where(t => !string.IsNullOrEmpty(t)).Distinct(StringComparer.Ordinal)));

    /// <summary>Formats a time without a zone as ISO 8601.</summary>
    public static string? FormatLocal(DateTime? time) => time?.ToString(LocalFormat, CultureInfo.InvariantCulture);

    /// <summary>Formats a time in UTC as ISO 8601.</summary>
    public static string? FormatUtc(DateTimeOffset? time) => time is { } known ? FormatUtc(known) : null;

    /// <inheritdoc cref="FormatUtc(DateTimeOffset?)" />
    public static string FormatUtc(DateTimeOffset time) =>
        time.UtcDateTime.ToString(LocalFormat + "Z", CultureInfo.InvariantCulture);

    /// <summary>Formats a time zone as <c>+08:00</c>; a zone that can't be read as the service sent it.</summary>
    public static string? FormatZone(string? text) => ServiceTime.ReadZone(text) is { } offset
        ? (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture)
        : ToSingleLine(text);

    /// <summary>Formats an event's local time, time zone and UTC time.</summary>
    public static (string? Local, string? Zone, string? Utc) FormatTimes(TrackingEvent? e) => (
        FormatLocal(e?.LocalTime ?? (ServiceTime.ReadZone(e?.TimeZone) is null ? null : e?.Time?.DateTime)),
        FormatZone(e?.TimeZone),
        FormatUtc(e?.Time));

    /// <summary>Formats a date, with its time if it has one; text that can't be read as the service sent it.</summary>
    public static string? FormatDate(string? text) => ServiceTime.ReadLocal(text) is { } time
        ? time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : LocalFormat, CultureInfo.InvariantCulture)
        : ToSingleLine(text);

    /// <summary>Formats the type of an ocean number; null if it is unknown, so that it can be piped on.</summary>
    public static string? FormatNumberType(OceanNumberType? type) =>
        type is null or OceanNumberType.Unknown ? null : type.ToString();

    /// <summary>Computes a key of several values: 32 hexadecimal digits.</summary>
    public static string ComputeKey(params string?[] values) =>
        string.Concat(Sha256.Hash(string.Join("\n", values)).Take(KeyBytes)
            .Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
