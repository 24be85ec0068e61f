using System.Globalization;
using System.Text.RegularExpressions;
using Track123.Json;

namespace Track123.Records;

/// <summary>
/// Reads parcels that another process wrote: the columns of a <see cref="TrackingRecord"/>, or the properties of a
/// <see cref="Tracking"/> that a job, Clixml or JSON has copied. Copies can lack values that were nested too deeply.
/// </summary>
internal static class TrackingRecordReader
{
    // The culture-independent text of a time in a copy.
    private const string CopiedTimeFormat = "MM/dd/yyyy HH:mm:ss zzz";

    // Copied objects whose properties are lost, as their ToString() writes them.
    private static readonly Regex EventText = CreateRegex(@"^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?<text>.*)$");
    private static readonly Regex WindowText = CreateRegex(@"^.* - (?<end>\S+ \S+) (?<zone>\S+)$");

    /// <summary>Reads a parcel; null if values that every parcel has are missing or can't be read.</summary>
    /// <param name="column">
    /// Returns the value of a column or property; null if there is none. A nested object is a function of the same
    /// kind, and a list an <see cref="IReadOnlyList{T}"/>.
    /// </param>
    public static Tracking? Read(Func<string, object?> column)
    {
        var row = new Values(column);
        var status = row.Text(nameof(TrackingRecord.TransitStatusText));
        var isNew = row.Text(nameof(TrackingRecord.TransitStatus)) is nameof(TransitStatus.Init) or "1";
        if (row.Text(nameof(TrackingRecord.TrackingNumber)) is not { } number
            || (status is null && !isNew)
            || (ServiceTime.ReadUtc(row.Text(nameof(TrackingRecord.RetrievedUtcTime)))
                ?? row.Time(nameof(Tracking.RetrievedTime))) is not { } retrieved)
        {
            return null;
        }

        var (main, lastMile) = ReadEvents(row);
        var leg = row.Nested(nameof(Tracking.MainLeg));
        var window = row.Nested(nameof(Tracking.ExpectedDeliveryWindow));
        var windowText = WindowText.Match(row.Text(nameof(Tracking.ExpectedDeliveryWindow)) ?? "");
        return new Tracking
        {
            TrackingNumber = number,
            OrderNumber = row.Text(nameof(TrackingRecord.OrderNumber)),
            MainLeg = new()
            {
                CarrierCode = row.Text(nameof(TrackingRecord.CarrierCode)),
                CarrierName = row.Text(nameof(TrackingRecord.CarrierName)),
                HomePage = leg.Text(nameof(CarrierLeg.HomePage)),
                TrackingLink = leg.Text(nameof(CarrierLeg.TrackingLink)),
                Details = main,
            },
            LastMile = ReadLastMile(row, lastMile),
            TransitStatusText = status,
            TransitSubStatus = row.Text(nameof(TrackingRecord.TransitSubStatus)),
            ShipFrom = row.Text(nameof(TrackingRecord.ShipFrom)),
            ShipTo = row.Text(nameof(TrackingRecord.ShipTo)),
            TransitDays = row.Number(nameof(TrackingRecord.TransitDays)),
            StayDays = row.Number(nameof(TrackingRecord.StayDays)),
            DeliveredDays = row.Number(nameof(TrackingRecord.DeliveredDays)),
            CreatedTimeText = row.Text(nameof(TrackingRecord.CreatedTime)),
            ShipTimeText = row.Text(nameof(TrackingRecord.ShipTime)),
            DeliveredTimeText = row.Text(nameof(TrackingRecord.DeliveredTime)),
            ExpectedDelivery = row.Text(nameof(TrackingRecord.ExpectedDelivery)),
            ExpectedDeliveryWindow = new()
            {
                EndText = row.Text(nameof(TrackingRecord.WindowEndLocalTime))
                    ?? window.Text(nameof(DeliveryWindow.EndText))
                    ?? windowText.Groups["end"].Value,
                TimeZone = row.Text(nameof(TrackingRecord.WindowTimeZone))
                    ?? window.Text(nameof(DeliveryWindow.TimeZone))
                    ?? windowText.Groups["zone"].Value,
            },
        }.Complete(retrieved);
    }

    private static Regex CreateRegex(string pattern) => new(
        pattern,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        TimeSpan.FromSeconds(10));

    private static (Items<TrackingEvent> Main, Items<TrackingEvent> LastMile) ReadEvents(Values row)
    {
        var (main, lastMile) = (new Items<TrackingEvent>(), new Items<TrackingEvent>());
        if (row.List(nameof(Tracking.Events)) is not { } copies)
        {
            main.Content.Add(new()
            {
                LocalTimeText = row.Text(nameof(TrackingRecord.LastEventLocalTime)),
                TimeZone = row.Text(nameof(TrackingRecord.LastEventTimeZone)),
                UtcTimeText = row.Text(nameof(TrackingRecord.LastEventUtcTime)),
                Location = row.Text(nameof(TrackingRecord.LastEventLocation)),
                Description = row.Text(nameof(TrackingRecord.LastEventDescription)),
                Translation = row.Text(nameof(TrackingRecord.LastEventTranslation)),
            });
            if (row.Number(nameof(TrackingRecord.EventCount)) != 1)
            {
                // The earlier events are unknown. This event comes last, because it has no time.
                main.Content.Add(new());
            }

            return (main, lastMile);
        }

        foreach (var copy in copies)
        {
            if (copy is Func<string, object?> properties)
            {
                var e = new Values(properties);
                var isLastMile = e.Text(nameof(TrackingEvent.Leg)) is nameof(Leg.LastMile) or "1";
                (isLastMile ? lastMile : main).Content.Add(new()
                {
                    LocalTimeText = e.Text(nameof(TrackingEvent.LocalTimeText)),
                    TimeZone = e.Text(nameof(TrackingEvent.TimeZone)),
                    UtcTimeText = e.Text(nameof(TrackingEvent.UtcTimeText)),
                    Location = e.Text(nameof(TrackingEvent.Location)),
                    Description = e.Text(nameof(TrackingEvent.Description)),
                    Translation = e.Text(nameof(TrackingEvent.Translation)),
                    TransitSubStatus = e.Text(nameof(TrackingEvent.TransitSubStatus)),
                });
            }
            else if (copy?.ToString() is { Length: > 0 } text)
            {
                main.Content.Add(ReadEventText(text, row));
            }
        }

        return (main, lastMile);
    }

    private static TrackingEvent ReadEventText(string text, Values row)
    {
        var parts = EventText.Match(text);
        var e = new TrackingEvent
        {
            LocalTimeText = parts.Success ? parts.Groups["time"].Value : null,
            Description = parts.Success ? parts.Groups["text"].Value : text,
        };

        // The time of the last event is complete. Its offset is zero also if its time zone is unknown.
        if (text == row.Text(nameof(Tracking.LastEvent)) && row.Time(nameof(Tracking.LastEventTime)) is { } time)
        {
            e.UtcTimeText = ServiceTime.Write(time.UtcDateTime);
            var isKnown = time.Offset != TimeSpan.Zero || e.LocalTime == time.DateTime;
            e.TimeZone = isKnown ? time.ToString("zzz", CultureInfo.InvariantCulture) : null;
        }

        return e;
    }

    private static LastMile? ReadLastMile(Values row, Items<TrackingEvent> events)
    {
        var copy = row.Nested(nameof(Tracking.LastMile));
        var leg = copy.Nested(nameof(LastMile.Leg));
        var number = row.Text(nameof(TrackingRecord.LastMileTrackingNumber))
            ?? copy.Text(nameof(LastMile.TrackingNumber));
        var name = row.Text(nameof(TrackingRecord.LastMileCarrierName))
            ?? leg.Text(nameof(CarrierLeg.CarrierName))
            ?? copy.Text(nameof(LastMile.Leg));
        return number is null && name is null && events.Content.Count == 0
            ? null
            : new()
            {
                TrackingNumber = number,
                WayBill = new()
                {
                    CarrierName = name,
                    HomePage = leg.Text(nameof(CarrierLeg.HomePage)),
                    TrackingLink = leg.Text(nameof(CarrierLeg.TrackingLink)),
                    Details = events,
                },
            };
    }

    private static string? FormatValue(object? value) => value switch
    {
        // ConvertFrom-Json returns times as DateTime, or as DateTimeOffset if asked to.
        DateTime { Kind: DateTimeKind.Local } time => ServiceTime.Write(time.ToUniversalTime()),
        DateTime time => ServiceTime.Write(time),
        DateTimeOffset time => ServiceTime.Write(time.UtcDateTime),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        Func<string, object?> => null,
        _ => value?.ToString(),
    };

    /// <summary>The columns of a row, or the properties of a copy.</summary>
    private sealed class Values(Func<string, object?>? column)
    {
        public string? Text(string name) => FormatValue(column?.Invoke(name)) is { Length: > 0 } text ? text : null;

        public int? Number(string name) => int.TryParse(
            this.Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

        public Values Nested(string name) => new(column?.Invoke(name) as Func<string, object?>);

        public IReadOnlyList<object?>? List(string name) => column?.Invoke(name) as IReadOnlyList<object?>;

        /// <summary>Reads a DateTimeOffset from a copy.</summary>
        public DateTimeOffset? Time(string name) => DateTimeOffset.TryParseExact(
            this.Text(name), CopiedTimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : ServiceTime.ReadUtc(this.Text(name) ?? this.Nested(name).Text(nameof(DateTimeOffset.UtcDateTime)));
    }
}
