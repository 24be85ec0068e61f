using System.Globalization;
using Track123.Json;

namespace Track123.Records;

/// <summary>
/// Reads the columns of a <see cref="TrackingRecord"/>, also from a file, as far as they are needed to measure parcels.
/// </summary>
internal static class TrackingRecordReader
{
    /// <summary>
    /// Reads a parcel; null if columns that every record has are missing or can't be read. Of its events, only the last
    /// one has times.
    /// </summary>
    /// <param name="column">Returns the value of a column; null if there is no such column.</param>
    public static Tracking? Read(Func<string, object?> column)
    {
        string? Text(string name) => FormatValue(column(name)) is { Length: > 0 } text ? text : null;
        int? Number(string name) =>
            int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

        var status = Text(nameof(TrackingRecord.TransitStatusText));
        if (Text(nameof(TrackingRecord.TrackingNumber)) is not { } number
            || (status is null && Text(nameof(TrackingRecord.TransitStatus)) != nameof(TransitStatus.Init))
            || ServiceTime.ReadUtc(Text(nameof(TrackingRecord.RetrievedUtcTime))) is not { } retrieved)
        {
            return null;
        }

        var last = new TrackingEvent
        {
            LocalTimeText = Text(nameof(TrackingRecord.LastEventLocalTime)),
            TimeZone = Text(nameof(TrackingRecord.LastEventTimeZone)),
            UtcTimeText = Text(nameof(TrackingRecord.LastEventUtcTime)),
        };
        var events = new Items<TrackingEvent>();
        events.Content.Add(last);
        if (Number(nameof(TrackingRecord.EventCount)) != 1)
        {
            // The times of earlier events are unknown. This event comes last, because it has none.
            events.Content.Add(new());
        }

        return new Tracking
        {
            TrackingNumber = number,
            MainLeg = new()
            {
                CarrierCode = Text(nameof(TrackingRecord.CarrierCode)),
                CarrierName = Text(nameof(TrackingRecord.CarrierName)),
                Details = events,
            },
            TransitStatusText = status,
            ShipFrom = Text(nameof(TrackingRecord.ShipFrom)),
            ShipTo = Text(nameof(TrackingRecord.ShipTo)),
            TransitDays = Number(nameof(TrackingRecord.TransitDays)),
            DeliveredDays = Number(nameof(TrackingRecord.DeliveredDays)),
            CreatedTimeText = Text(nameof(TrackingRecord.CreatedTime)),
            ShipTimeText = Text(nameof(TrackingRecord.ShipTime)),
            DeliveredTimeText = Text(nameof(TrackingRecord.DeliveredTime)),
            ExpectedDelivery = Text(nameof(TrackingRecord.ExpectedDelivery)),
            ExpectedDeliveryWindow = new()
            {
                EndText = Text(nameof(TrackingRecord.WindowEndLocalTime)),
                TimeZone = Text(nameof(TrackingRecord.WindowTimeZone)),
            },
        }.Complete(retrieved);
    }

    // ConvertFrom-Json returns times as DateTime.
    private static string? FormatValue(object? value) => value switch
    {
        DateTime { Kind: DateTimeKind.Local } time => ServiceTime.Write(time.ToUniversalTime()),
        DateTime time => ServiceTime.Write(time),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
