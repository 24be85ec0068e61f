namespace Track123.Records;

/// <summary>Creates one record per event.</summary>
internal static class EventRecords
{
    /// <summary>
    /// Creates the records of a parcel, a shipment, the shipment of a notification, a parcel's event, or the new
    /// events of a change, newest first for parcels and else in the service's order. Null if objects of this type have
    /// no events.
    /// </summary>
    public static IEnumerable<object>? Create(object? source) => source switch
    {
        Tracking tracking => tracking.Events.Select(e => new TrackingEventRecord(e)),
        TrackingEvent e => [new TrackingEventRecord(e)],
        TrackingChange change => change.NewEvents.Select(e => new TrackingEventRecord(e)),
        OceanShipment shipment => Distinct(shipment.Containers.SelectMany(
            container => container.Events.Append(container.CurrentStatus).OfType<CargoEvent>()
                .Select(e => new CargoEventRecord(shipment, container, e)))),
        AirShipment shipment => Distinct(shipment.Events.Select(e => new CargoEventRecord(shipment, e))),
        WebhookNotification notification => Create(
            (object?)notification.Tracking ?? (object?)notification.OceanShipment ?? notification.AirShipment),
        _ => null,
    };

    // A container's current status is usually also one of its events.
    private static IEnumerable<object> Distinct(IEnumerable<CargoEventRecord> records)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        return records.Where(record => keys.Add(record.EventKey));
    }
}
