using System.Globalization;
using System.Text.Json;

namespace Track123.InMemory;

/// <summary>The service's time formats. Record times are in the portal's zone, which the service never says.</summary>
internal static class WireTime
{
    /// <summary>The zone of the members' portal: China, no daylight saving.</summary>
    public static readonly TimeSpan Portal = TimeSpan.FromHours(8);

    private const string Format = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Reads a time a caller sent, taken as portal time.</summary>
    public static bool TryRead(string text, out DateTimeOffset time)
    {
        time = default;
        if (!DateTime.TryParseExact(
                text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return false;

        // The first hours of year 1 have no equal in UTC.
        if (local.Ticks < Portal.Ticks)
            return false;

        time = new DateTimeOffset(local, Portal);
        return true;
    }

    /// <summary>Writes a record's time in portal time, or null.</summary>
    public static void WriteRecordTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } known)
            WriteLocal(writer, name, known.UtcDateTime + Portal);
        else
            writer.WriteNull(name);
    }

    /// <summary>Writes <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    public static void WriteLocal(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTime local)
    {
        Span<byte> text = stackalloc byte[19];
        Fill(text, local, (byte)' ');
        writer.WriteString(name, text);
    }

    /// <summary>Writes <c>yyyy-MM-ddTHH:mm:ssZ</c>.</summary>
    public static void WriteUtc(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTime utc)
    {
        Span<byte> text = stackalloc byte[20];
        Fill(text, utc, (byte)'T');
        text[19] = (byte)'Z';
        writer.WriteString(name, text);
    }

    /// <summary>Writes <c>yyyy-MM-dd</c>.</summary>
    public static void WriteDate(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTime local)
    {
        Span<byte> text = stackalloc byte[19];
        Fill(text, local, (byte)' ');
        writer.WriteString(name, text.Slice(0, 10));
    }

    /// <summary>Writes <c>timezone</c> as <c>+08:00</c>.</summary>
    public static void WriteZone(Utf8JsonWriter writer, TimeSpan zone)
    {
        Span<byte> text = [(byte)(zone < TimeSpan.Zero ? '-' : '+'), 0, 0, (byte)':', 0, 0];
        var distance = zone.Duration();
        Digits(text.Slice(1, 2), distance.Hours);
        Digits(text.Slice(4, 2), distance.Minutes);
        writer.WriteString("timezone"u8, text);
    }

    // By hand: a page of 100 parcels holds some 3,000 times, and each string would be garbage.
    private static void Fill(Span<byte> text, DateTime time, byte separator)
    {
        Digits(text.Slice(0, 4), time.Year);
        text[4] = (byte)'-';
        Digits(text.Slice(5, 2), time.Month);
        text[7] = (byte)'-';
        Digits(text.Slice(8, 2), time.Day);
        text[10] = separator;
        Digits(text.Slice(11, 2), time.Hour);
        text[13] = (byte)':';
        Digits(text.Slice(14, 2), time.Minute);
        text[16] = (byte)':';
        Digits(text.Slice(17, 2), time.Second);
    }

    private static void Digits(Span<byte> text, int value)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }
}
