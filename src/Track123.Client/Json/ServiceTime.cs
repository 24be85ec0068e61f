using System.Globalization;

namespace Track123.Json;

/// <summary>Reads and writes the service's times. Section 1.4 of the contract lists the formats.</summary>
internal static class ServiceTime
{
    public const string Format = "yyyy-MM-dd HH:mm:ss";

    // In the documentation's sample, all events have the same UTC time. A difference that no wrong time zone explains
    // shows that it is not the time of the event.
    private static readonly TimeSpan MaxDifference = TimeSpan.FromDays(1);

    private static readonly string[] LocalFormats =
    [
        Format,
        "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd",
    ];

    /// <summary>
    /// Reads the local time of an event in this zone. A time with an offset, which some responses have, is converted.
    /// Null if the text is missing, can't be read, or is in UTC and the zone is unknown.
    /// </summary>
    public static DateTime? ReadLocal(string? text, string? zone)
    {
        var (plain, own) = SplitOffset(text);
        return own is not { } offset ? ReadLocal(plain)
            : ReadZone(zone) is { } known && ReadInstant(null, text, null) is { } time ? ToOffset(time, known).DateTime
            : offset == TimeSpan.Zero ? null
            : ReadLocal(plain);
    }

    /// <summary>Reads a time without a zone; null if the text is missing or can't be read.</summary>
    public static DateTime? ReadLocal(string? text) =>
        TryReadStandardFormat(text, out var standard)
            ? standard
            : DateTime.TryParseExact(
                text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time)
                ? time
                : null;

    /// <summary>
    /// Reads a time from its UTC text, else from local time and its zone, which may be part of the text; null if none
    /// can be read. If the two differ by more than a day, local time and zone are used. Never assumes a zone.
    /// </summary>
    public static DateTimeOffset? ReadInstant(string? utc, string? local, string? zone)
    {
        var (plain, own) = SplitOffset(local);
        var offset = ReadZone(zone) ?? own;
        var fromLocal = ReadLocal(plain) is { } time && (own ?? offset) is { } at ? FromLocal(time, at) : null;
        var instant = ReadUtc(utc) is not { } read || (fromLocal - read)?.Duration() > MaxDifference ? fromLocal : read;
        return instant is { } found && offset is { } known ? ToOffset(found, known) : instant;
    }

    /// <summary>
    /// Reads a time in UTC, with or without <c>Z</c>, or with an offset; null if the text is missing or can't be read.
    /// </summary>
    public static DateTimeOffset? ReadUtc(string? text)
    {
        var (plain, own) = SplitOffset(text);
        return ReadLocal(plain) is { } time ? FromLocal(time, own ?? TimeSpan.Zero)?.ToUniversalTime() : null;
    }

    /// <summary>
    /// Reads a zone such as <c>+08:00</c>, <c>+0800</c>, <c>+8</c> or <c>Z</c>; null if the text is missing or can't be
    /// read.
    /// </summary>
    public static TimeSpan? ReadZone(string? text)
    {
        var zone = text?.Trim();
        if (string.IsNullOrEmpty(zone))
        {
            return null;
        }

        if (zone is "Z" or "z" or "UTC" or "GMT")
        {
            return TimeSpan.Zero;
        }

        if (zone!.StartsWith("UTC", StringComparison.OrdinalIgnoreCase)
            || zone.StartsWith("GMT", StringComparison.OrdinalIgnoreCase))
        {
            zone = zone.Substring(3);
        }

        if (zone.Length < 2 || zone[0] is not ('+' or '-'))
        {
            return null;
        }

        var digits = string.Concat(zone.Substring(1).Split(':'));
        if (digits.Length is 0 or > 4
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var (hours, minutes) = digits.Length <= 2 ? (number, 0) : (number / 100, number % 100);
        if (hours > 14 || minutes > 59 || hours * 60 + minutes > 14 * 60)
        {
            return null;
        }

        var offset = new TimeSpan(hours, minutes, 0);
        return zone[0] == '-' ? -offset : offset;
    }

    /// <summary>Writes a time in the format of requests.</summary>
    public static string Write(DateTime time) => time.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Splits a text such as <c>2026-08-27T11:05:00+07:00</c> into local time and offset.</summary>
    private static (string? Text, TimeSpan? Offset) SplitOffset(string? text)
    {
        const int TimeStart = 11;
        var at = text is { Length: > TimeStart } ? text.LastIndexOfAny(['Z', 'z', '+', '-']) : -1;
        return at >= TimeStart && ReadZone(text!.Substring(at)) is { } offset
            ? (text.Substring(0, at), offset)
            : (text, null);
    }

    private static DateTimeOffset ToOffset(DateTimeOffset instant, TimeSpan offset)
    {
        var ticks = instant.UtcTicks + offset.Ticks;
        return ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks ? instant : instant.ToOffset(offset);
    }

    private static DateTimeOffset? FromLocal(DateTime time, TimeSpan offset)
    {
        var ticks = time.Ticks - offset.Ticks;
        return ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks
            ? null
            : new DateTimeOffset(time, offset);
    }

    // Nearly all times have this format. Parsing it by hand makes queries with many events faster.
    private static bool TryReadStandardFormat(string? text, out DateTime time)
    {
        time = default;
        if (text is not { Length: 19 } || text[4] != '-' || text[7] != '-' || text[10] is not (' ' or 'T')
            || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        var year = ReadTwoDigits(text, 0) * 100 + ReadTwoDigits(text, 2);
        var (month, day) = (ReadTwoDigits(text, 5), ReadTwoDigits(text, 8));
        var (hour, minute, second) = (ReadTwoDigits(text, 11), ReadTwoDigits(text, 14), ReadTwoDigits(text, 17));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        time = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        return true;
    }

    private static int ReadTwoDigits(string text, int at)
    {
        int tens = text[at] - '0', ones = text[at + 1] - '0';
        return (uint)tens > 9 || (uint)ones > 9 ? -10000 : tens * 10 + ones;
    }
}
