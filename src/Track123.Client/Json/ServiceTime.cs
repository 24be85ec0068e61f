using System.Globalization;

namespace Track123.Json;

/// <summary>The service's time texts. Formats and their confidence: the contract's section 1.4.</summary>
internal static class ServiceTime
{
    public const string Format = "yyyy-MM-dd HH:mm:ss";

    private static readonly string[] LocalFormats =
    [
        Format, "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd",
    ];

    /// <summary>A time without zone; null for none or what does not read.</summary>
    public static DateTime? ReadLocal(string? text) =>
        TryFast(text, out var fast)
            ? fast
            : DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time)
                ? time
                : null;

    /// <summary>A moment: the UTC twin if it reads, else local time with zone, else null. Never guesses a zone.</summary>
    public static DateTimeOffset? ReadInstant(string? utc, string? local, string? zone)
    {
        var offset = ReadZone(zone);
        if (ReadUtc(utc) is { } instant)
        {
            return offset is { } known ? ToOffset(instant, known) : instant;
        }

        return ReadLocal(local) is { } time && offset is { } at ? FromLocal(time, at) : null;
    }

    /// <summary>A moment that is UTC by its field's name, with or without <c>Z</c>; null for none or what does not read.</summary>
    public static DateTimeOffset? ReadUtc(string? text)
    {
        var plain = text is { Length: > 1 } && text[text.Length - 1] == 'Z' ? text.Substring(0, text.Length - 1) : text;
        return ReadLocal(plain) is { } time ? new DateTimeOffset(time, TimeSpan.Zero) : null;
    }

    /// <summary>A zone such as <c>+08:00</c>, <c>+0800</c>, <c>+8</c> or <c>Z</c>; null for none or what does not read.</summary>
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

        if (zone!.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) || zone.StartsWith("GMT", StringComparison.OrdinalIgnoreCase))
        {
            zone = zone.Substring(3);
        }

        if (zone.Length < 2 || zone[0] is not ('+' or '-'))
        {
            return null;
        }

        var digits = string.Concat(zone.Substring(1).Split(':'));
        if (digits.Length is 0 or > 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
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

    /// <summary>Writes a time the way requests carry it.</summary>
    public static string Write(DateTime time) => time.ToString(Format, CultureInfo.InvariantCulture);

    private static DateTimeOffset ToOffset(DateTimeOffset instant, TimeSpan offset)
    {
        var ticks = instant.UtcTicks + offset.Ticks;
        return ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks ? instant : instant.ToOffset(offset);
    }

    private static DateTimeOffset? FromLocal(DateTime time, TimeSpan offset)
    {
        var ticks = time.Ticks - offset.Ticks;
        return ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(time, offset);
    }

    // The one form nearly all times have; reading it by hand keeps a query of many events cheap.
    private static bool TryFast(string? text, out DateTime time)
    {
        time = default;
        if (text is not { Length: 19 } || text[4] != '-' || text[7] != '-' || text[10] is not (' ' or 'T') || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        int year = Two(text, 0) * 100 + Two(text, 2), month = Two(text, 5), day = Two(text, 8);
        int hour = Two(text, 11), minute = Two(text, 14), second = Two(text, 17);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        time = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        return true;
    }

    private static int Two(string text, int at)
    {
        int tens = text[at] - '0', ones = text[at + 1] - '0';
        return (uint)tens > 9 || (uint)ones > 9 ? -10000 : tens * 10 + ones;
    }
}
