using System.Globalization;

namespace Track123.InMemory.Wire;

/// <summary>
/// The service's time formats. Record times are in the portal's time zone, which replies do not contain.
/// </summary>
internal static class WireTime
{
    /// <summary>The time zone of the member portal: China, without daylight saving time.</summary>
    public static readonly TimeSpan PortalZone = TimeSpan.FromHours(8);

    private const string Format = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Reads a time in the portal's time zone.</summary>
    /// <returns>The time in UTC; null if the text does not have that format.</returns>
    public static DateTime? Read(string text) =>
        DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)

        // The first hours of year 1 have no equivalent in UTC.
        && local.Ticks >= PortalZone.Ticks
            ? DateTime.SpecifyKind(local - PortalZone, DateTimeKind.Utc)
            : null;

    /// <summary>Formats a UTC time as a record's time, in the portal's time zone.</summary>
    public static string? Record(DateTime? utc) => utc is { } time ? Local(time + PortalZone) : null;

    public static string Local(DateTime local) => local.ToString(Format, CultureInfo.InvariantCulture);

    public static string Date(DateTime local) => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Utc(DateTime utc) =>
        utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Formats a time zone as <c>+08:00</c>.</summary>
    public static string Zone(TimeSpan zone) =>
        (zone < TimeSpan.Zero ? "-" : "+") + zone.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
