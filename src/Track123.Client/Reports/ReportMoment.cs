using System.Globalization;

namespace Track123.Reports;

/// <summary>A moment as the report shows and sorts it: on the clocks of its place, to the minute.</summary>
/// <param name="LocalMinutes">Minutes since 1970-01-01 00:00 on those clocks; null if the time does not read.</param>
/// <param name="Zone">Their offset, such as <c>+08:00</c>; empty if unknown; the time as sent if it does not read.</param>
/// <param name="UtcMinutes">The same in UTC, where the offset is known; else the local time stands in, for the order alone.</param>
internal readonly record struct ReportMoment(long? LocalMinutes, string Zone, long? UtcMinutes)
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The moment of an event; one without anything for no event.</summary>
    public static ReportMoment Of(TrackingEvent? e)
    {
        if (e?.Time is { } known)
            return new(Minutes(known.DateTime), known.ToString("zzz", CultureInfo.InvariantCulture), Minutes(known.UtcDateTime));

        return e?.LocalTime is { } local ? new(Minutes(local), "", Minutes(local)) : new(null, PlainText.Clean(e?.LocalTimeText ?? e?.UtcTimeText), null);
    }

    /// <inheritdoc />
    public override string ToString() => this.LocalMinutes is { } minutes
        ? Epoch.AddMinutes(minutes).ToString("yyyy-MM-dd HH:mm ", CultureInfo.InvariantCulture) + (this.Zone.Length > 0 ? this.Zone : "(zone unknown)")
        : this.Zone;

    private static long Minutes(DateTime time) => (long)Math.Floor((time - Epoch).TotalMinutes);
}
