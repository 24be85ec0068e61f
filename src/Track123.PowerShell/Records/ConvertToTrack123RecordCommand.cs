using Track123.Records;

namespace Track123.Commands;

/// <summary>
/// Converts parcels, their changes, shipments, results and notifications to flat records, whose values are only text,
/// numbers, booleans and ISO 8601 times, for files and databases.
/// </summary>
[Cmdlet(VerbsData.ConvertTo, "Track123Record")]
[OutputType(
    typeof(TrackingRecord),
    typeof(TrackingEventRecord),
    typeof(TrackingChangeRecord),
    typeof(OceanShipmentRecord),
    typeof(AirShipmentRecord),
    typeof(CargoEventRecord),
    typeof(RegistrationRecord),
    typeof(RetrackRecord),
    typeof(WebhookNotificationRecord))]
public sealed class ConvertToTrack123RecordCommand : Track123Cmdlet
{
    /// <summary>The objects to convert.</summary>
    // Accepts any object. Otherwise PowerShell would skip objects of other types, and the export would lack them.
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; } = [];

    /// <summary>Outputs one record per event of a parcel, shipment or notification.</summary>
    [Parameter]
    public SwitchParameter PerEvent { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (var input in this.InputObject ?? [null])
        {
            var records = this.PerEvent
                ? EventRecords.Create(input?.BaseObject)
                : CreateRecord(input?.BaseObject) is { } record ? [record] : null;
            if (records is null)
            {
                this.WriteError(Track123Error.InvalidRequest(this.DescribeWrongType(input), input));
                continue;
            }

            foreach (var one in records)
            {
                this.WriteObject(one);
            }
        }
    }

    private static object? CreateRecord(object? input) => input switch
    {
        Tracking tracking => new TrackingRecord(tracking),
        TrackingEvent e => new TrackingEventRecord(e),
        TrackingChange change => new TrackingChangeRecord(change),
        OceanShipment shipment => new OceanShipmentRecord(shipment),
        AirShipment shipment => new AirShipmentRecord(shipment),
        RegistrationResult result => new RegistrationRecord(result),
        OceanRegistrationResult result => new RegistrationRecord(result),
        AirRegistrationResult result => new RegistrationRecord(result),
        RetrackResult result => new RetrackRecord(result),
        WebhookNotification notification => new WebhookNotificationRecord(notification),
        _ => null,
    };

    private string DescribeWrongType(PSObject? input)
    {
        var type = input is null ? "null" : $"'{input.TypeNames.FirstOrDefault()}'";
        var reason = this.PerEvent ? "has no events" : "can't be converted to a record";
        var hint = type.Contains("Deserialized.")
            ? "It is a copy from a job, a remote session or a file. Convert objects where they are read."
            : this.PerEvent
                ? "Pipe parcels or their changes, ocean or air shipments, or notifications, or omit -PerEvent."
                : "Pipe parcels, their events or changes, ocean or air shipments, registration or retrack results, or "
                    + "notifications.";
        return $"The input {type} {reason}. {hint}";
    }
}
