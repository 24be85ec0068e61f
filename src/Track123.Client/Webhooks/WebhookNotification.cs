namespace Track123;

/// <summary>
/// The service's notification of a change (contract 6). The signature does not cover the content: query the service
/// before you act on it.
/// </summary>
public sealed class WebhookNotification
{
    internal WebhookNotification(
        CarrierType kind, WebhookSignatureResult signature, DateTimeOffset receivedAt, string deduplicationKey) =>
        (this.Kind, this.SignatureResult, this.ReceivedTime, this.DeduplicationKey) =
        (kind, signature, receivedAt, deduplicationKey);

    /// <summary>The kind of shipment: parcel, ocean or air cargo.</summary>
    public CarrierType Kind { get; }

    /// <summary>The tracking number.</summary>
    public string TrackingNumber =>
        this.Tracking?.TrackingNumber ?? this.OceanShipment?.TrackingNumber ?? this.AirShipment?.TrackingNumber ?? "";

    /// <summary>The carrier's code; null if the service names none.</summary>
    public string? CarrierCode =>
        this.Tracking?.CarrierCode ?? this.OceanShipment?.CarrierCode ?? this.AirShipment?.CarrierCode;

    /// <summary>The parcel's transit status; null for cargo.</summary>
    public TransitStatus? TransitStatus => this.Tracking?.TransitStatus;

    /// <summary>The status of the parcel or shipment, as the service sent it.</summary>
    public string? StatusText =>
        this.Tracking?.TransitStatusText ?? this.OceanShipment?.SearchStatusText ?? this.AirShipment?.StatusText;

    /// <summary>The parcel; null for cargo.</summary>
    public Tracking? Tracking { get; internal set; }

    /// <summary>The ocean shipment; null for anything else.</summary>
    public OceanShipment? OceanShipment { get; internal set; }

    /// <summary>The air shipment; null for anything else.</summary>
    public AirShipment? AirShipment { get; internal set; }

    /// <summary>The time of signing (<c>verify.timestamp</c>); null if it is missing or can't be read.</summary>
    public DateTimeOffset? Timestamp => this.SignatureResult.Timestamp;

    /// <summary>The result of checking the signature.</summary>
    public WebhookSignatureResult SignatureResult { get; }

    /// <summary>The time of receipt, or of reading the body.</summary>
    public DateTimeOffset ReceivedTime { get; }

    /// <summary>
    /// The name of the connection whose key signed the notification; null if the signature is not valid, or the
    /// connection has no name.
    /// </summary>
    public string? Account
    {
        get => this.Tracking?.Account ?? this.OceanShipment?.Account ?? this.AirShipment?.Account;
        internal set
        {
            this.Tracking?.Account = value;
            this.OceanShipment?.Account = value;
            this.AirShipment?.Account = value;
        }
    }

    /// <summary>
    /// A key that is equal for all notifications with the same content: 32 hexadecimal digits of the record's hash,
    /// without the fields that change by time alone (<c>nextUpdateTime</c>, <c>updateTime</c>, <c>transitDays</c>,
    /// <c>stayDays</c>, <c>receiptDays</c>).
    /// </summary>
    public string DeduplicationKey { get; }

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber} {this.StatusText}";
}
