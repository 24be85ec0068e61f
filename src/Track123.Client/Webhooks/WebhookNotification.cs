namespace Track123;

/// <summary>
/// What the service tells when something has changed (contract 6). The signature does not cover the body: take it as a hint, and ask the service
/// before you act on it.
/// </summary>
public sealed class WebhookNotification
{
    internal WebhookNotification(CarrierType kind, WebhookVerdict verdict, DateTimeOffset receivedAt, string deduplicationKey) =>
        (this.Kind, this.Verdict, this.ReceivedAt, this.DeduplicationKey) = (kind, verdict, receivedAt, deduplicationKey);

    /// <summary>What it is about: a parcel, ocean or air cargo.</summary>
    public CarrierType Kind { get; }

    /// <summary>The number it is about.</summary>
    public string TrackingNumber => this.Tracking?.TrackingNumber ?? this.OceanShipment?.TrackingNumber ?? this.AirShipment?.TrackingNumber ?? "";

    /// <summary>The carrier's code; null if the service names none.</summary>
    public string? CarrierCode => this.Tracking?.CarrierCode ?? this.OceanShipment?.CarrierCode ?? this.AirShipment?.CarrierCode;

    /// <summary>Where it stands, in the service's words.</summary>
    public string? StatusText => this.Tracking?.TransitStatusText ?? this.OceanShipment?.SearchStatusText ?? this.AirShipment?.StatusText;

    /// <summary>The parcel; null for cargo.</summary>
    public Tracking? Tracking { get; internal set; }

    /// <summary>The ocean shipment; null for anything else.</summary>
    public OceanShipment? OceanShipment { get; internal set; }

    /// <summary>The air shipment; null for anything else.</summary>
    public AirShipment? AirShipment { get; internal set; }

    /// <summary>When the service signed it (<c>verify.timestamp</c>); null if it names no time that reads.</summary>
    public DateTimeOffset? Timestamp => this.Verdict.Timestamp;

    /// <summary>What the check of its signature came to.</summary>
    public WebhookVerdict Verdict { get; }

    /// <summary>When it was received, or read from text.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>
    /// The same for every delivery of the same news: 32 hexadecimal digits of the record's hash, without the fields that change by time alone
    /// (<c>nextUpdateTime</c>, <c>updateTime</c>, <c>transitDays</c>, <c>stayDays</c>, <c>receiptDays</c>).
    /// </summary>
    public string DeduplicationKey { get; }

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber} {this.StatusText}";
}
