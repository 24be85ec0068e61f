namespace Track123.Changes;

/// <summary>The state of a parcel at the last run: the values that the next run compares.</summary>
internal sealed record KnownParcel
{
    /// <summary>
    /// The identity of the parcel: the record's id. Without an id, number and order number tell records apart.
    /// </summary>
    public required string Key { get; init; }

    public required string TrackingNumber { get; init; }

    public string? CarrierCode { get; init; }

    public string? OrderNumber { get; init; }

    /// <summary>The transit status, as the service sent it.</summary>
    public string StatusText { get; init; } = "";

    public string SubStatus { get; init; } = "";

    public DateTimeOffset? LastEventTime { get; init; }

    /// <summary>The times of the known events; see <see cref="EventTimes"/>.</summary>
    public int[] Events { get; init; } = [];

    /// <summary>
    /// The time of the last news: of the last event, or of the run that found another difference.
    /// </summary>
    public DateTimeOffset NewsTime { get; init; }

    /// <summary>Whether the parcel has been reported as stalled since the last news.</summary>
    public bool IsStalled { get; init; }

    /// <summary>Creates the state of a parcel.</summary>
    /// <param name="tracking">The parcel.</param>
    /// <param name="before">Its state at the last run; null if it is new.</param>
    public static KnownParcel Create(Tracking tracking, KnownParcel? before)
    {
        // Reading the last event's time merges the events of both legs, which costs more than all the rest.
        var events = EventTimes.Read(tracking);
        var last = before?.LastEventTime is { } known && events.AsSpan().SequenceEqual(before.Events)
            ? known
            : ToSeconds(tracking.LastEventTime);
        return new()
        {
            Key = KeyOf(tracking),
            TrackingNumber = tracking.TrackingNumber,
            CarrierCode = tracking.CarrierCode,
            OrderNumber = tracking.OrderNumber,
            StatusText = tracking.TransitStatusText ?? "",
            SubStatus = tracking.TransitSubStatus ?? "",
            LastEventTime = last,
            Events = events,
            NewsTime = last ?? tracking.RetrievedTime,
        };
    }

    public static string KeyOf(Tracking tracking) =>
        tracking.Id is { Length: > 0 } id ? id : $"{tracking.TrackingNumber}\n{tracking.OrderNumber}";

    // The state file has no fractions of seconds.
    private static DateTimeOffset? ToSeconds(DateTimeOffset? time) => time is { } exact
        ? new(exact.UtcTicks - (exact.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero)
        : null;
}
