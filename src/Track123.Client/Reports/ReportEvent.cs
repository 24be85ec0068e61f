using System.Globalization;
using Track123.Common;

namespace Track123.Reports;

/// <summary>An event as the report shows and sorts it: its time is that of the place, to the minute.</summary>
internal sealed class ReportEvent(TrackingEvent source)
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Minutes since 1970-01-01 00:00 in local time; null if the time can't be read.</summary>
    public long? LocalMinutes { get; } = Minutes(source.Time?.DateTime ?? source.LocalTime);

    /// <summary>Minutes in UTC, or local minutes if the offset is unknown. Used only to sort.</summary>
    public long? UtcMinutes { get; } = Minutes(source.Time?.UtcDateTime ?? source.LocalTime);

    /// <summary>The offset, such as <c>+08:00</c>; empty if unknown; the time as sent if it can't be read.</summary>
    public string Zone { get; } = source.Time?.ToString("zzz", CultureInfo.InvariantCulture)
        ?? (source.LocalTime is null ? TerminalText.ToSingleLine(source.LocalTimeText ?? source.UtcTimeText) : "");

    /// <summary>The description: the translation, else the carrier's text, else the meaning of the code.</summary>
    public string Text { get; } = TerminalText.ToSingleLine(
        new[] { source.Translation, source.Description, source.StatusDescription, source.TransitSubStatus }
            .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)));

    /// <summary>The carrier's text if <see cref="Text"/> is a translation of it.</summary>
    public string Original { get; } =
        source.Translation is { Length: > 0 } translation && translation != source.Description
            ? TerminalText.ToSingleLine(source.Description)
            : "";

    public string Place { get; } = TerminalText.ToSingleLine(source.Location);

    public bool IsLastMile => source.Leg == Leg.LastMile;

    /// <summary>The local time with its offset. The script shows it in the reader's time zone.</summary>
    public FormattableString Time => (this.LocalMinutes, this.Zone) switch
    {
        (null, _) => $"{this.Zone}",
        ({ } minutes, "") => $"{Epoch.AddMinutes(minutes):yyyy-MM-dd HH:mm} (zone unknown)",
        ({ } minutes, _) =>
            $"""
            <time datetime="{Epoch.AddMinutes(this.UtcMinutes ?? 0):yyyy-MM-ddTHH:mm}Z">{Epoch
                .AddMinutes(minutes):yyyy-MM-dd HH:mm} {this.Zone}</time>
            """,
    };

    private static long? Minutes(DateTime? time) =>
        time - Epoch is { } span ? (long)Math.Floor(span.TotalMinutes) : null;
}
