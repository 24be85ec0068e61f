using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>
/// A parcel as the service knows it: a record of <c>track/query</c>, <c>track/query-realtime</c> or a webhook. Record times have no
/// documented zone and stay <see cref="DateTimeKind.Unspecified"/>; events know their moment.
/// </summary>
public sealed class Tracking
{
    private IReadOnlyList<TrackingEvent>? events;

    /// <summary>The record's id. A number above 2^53 is possible, so it is text.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string? Id { get; internal set; }

    /// <summary>The tracking number (<c>trackNo</c>).</summary>
    [JsonInclude, JsonPropertyName("trackNo")]
    public string TrackingNumber { get; internal set => field = value ?? ""; } = "";

    /// <summary>The main carrier's code (<c>localLogisticsInfo.courierCode</c>); null while the service knows none.</summary>
    [JsonIgnore]
    public string? CarrierCode => this.MainLeg?.CarrierCode is { Length: > 0 } code ? code : this.TopLevelCarrierCode;

    /// <summary>The main carrier's English name, else its code.</summary>
    [JsonIgnore]
    public string? CarrierName => this.MainLeg?.CarrierName is { Length: > 0 } name ? name : this.CarrierCode;

    /// <summary>Your own order number (<c>orderNo</c>).</summary>
    [JsonInclude, JsonPropertyName("orderNo")]
    public string? OrderNumber { get; internal set; }

    /// <summary>Where the parcel stands (<c>transitStatus</c>; none reads as <see cref="TransitStatus.Init"/>).</summary>
    [JsonIgnore]
    public TransitStatus TransitStatus => StatusText.ReadTransitStatus(this.TransitStatusText);

    /// <summary>Where the parcel stands, as sent.</summary>
    [JsonInclude, JsonPropertyName("transitStatus")]
    public string? TransitStatusText { get; internal set; }

    /// <summary>The finer state, as sent (<c>transitSubStatus</c>), such as <c>ABNORMAL_02</c>.</summary>
    [JsonInclude, JsonPropertyName("transitSubStatus")]
    public string? TransitSubStatus { get; internal set; }

    /// <summary>The documented meaning of <see cref="TransitSubStatus"/>; null for none or one this version does not know.</summary>
    [JsonIgnore]
    public string? StatusDescription => StatusText.Explain(this.TransitSubStatus);

    /// <summary>True once nothing more is to be expected: delivered or expired.</summary>
    [JsonIgnore]
    public bool IsFinal => this.TransitStatus is TransitStatus.Delivered or TransitStatus.Expired;

    /// <summary>State of the look-up at the carrier (<c>trackingStatus</c>).</summary>
    [JsonIgnore]
    public LookupStatus LookupStatus => StatusText.ReadLookupStatus(this.LookupStatusText);

    /// <summary>State of the look-up as sent, <c>001</c> to <c>006</c>.</summary>
    [JsonInclude, JsonPropertyName("trackingStatus")]
    public string? LookupStatusText { get; internal set; }

    /// <summary>Country of origin, ISO 3166-1 alpha-2 (<c>shipFrom</c>).</summary>
    [JsonInclude, JsonPropertyName("shipFrom")]
    public string? ShipFrom { get; internal set; }

    /// <summary>Destination country, ISO 3166-1 alpha-2 (<c>shipTo</c>).</summary>
    [JsonInclude, JsonPropertyName("shipTo")]
    public string? ShipTo { get; internal set; }

    /// <summary>Origin and destination: <c>CN&gt;DE</c>, or the one that is known; empty if neither is.</summary>
    [JsonIgnore]
    public string Route => string.IsNullOrEmpty(this.ShipFrom) ? this.ShipTo ?? ""
        : string.IsNullOrEmpty(this.ShipTo) ? this.ShipFrom + ">"
        : $"{this.ShipFrom}>{this.ShipTo}";

    /// <summary>The latest event: the last-mile carrier's once it has one, else the main carrier's; null if there is none.</summary>
    [JsonIgnore]
    public TrackingEvent? LastEvent => this.LastMile?.Leg is { Events.Count: > 0 }
        ? this.Events.First(e => e.Leg == Leg.LastMile)
        : this.Events is [var newest, ..] ? newest : null;

    /// <summary>How long the last event was ago when the record was read; null if its moment is unknown.</summary>
    [JsonIgnore]
    public TimeSpan? Age => this.LastEvent?.Time is { } time ? this.RetrievedAt - time : null;

    /// <summary>When this record was read from the service.</summary>
    [JsonIgnore]
    public DateTimeOffset RetrievedAt { get; internal set; }

    /// <summary>The events of both legs, newest first, exact repeats dropped. Empty where there are none.</summary>
    [JsonIgnore]
    public IReadOnlyList<TrackingEvent> Events => this.events ??= EventMerge.Merge(this.MainLeg, this.LastMile?.Leg);

    /// <summary>First mile and main carrier (<c>localLogisticsInfo</c>); null if unknown.</summary>
    [JsonInclude, JsonPropertyName("localLogisticsInfo")]
    public CarrierLeg? MainLeg { get; internal set; }

    /// <summary>The last-mile carrier (<c>lastMileInfo</c>); null if there is none or it is unknown.</summary>
    [JsonInclude, JsonPropertyName("lastMileInfo")]
    public LastMile? LastMile { get; internal set; }

    /// <summary>When the number was registered (<c>createTime</c>).</summary>
    [JsonIgnore]
    public DateTime? CreatedTime => ServiceTime.ReadLocal(this.CreatedTimeText);

    /// <summary>When the service looks next (<c>nextUpdateTime</c>).</summary>
    [JsonIgnore]
    public DateTime? NextUpdateTime => ServiceTime.ReadLocal(this.NextUpdateTimeText);

    /// <summary>When it was shipped (<c>shipTime</c>).</summary>
    [JsonIgnore]
    public DateTime? ShipTime => ServiceTime.ReadLocal(this.ShipTimeText);

    /// <summary>When it was ordered (<c>orderTime</c>).</summary>
    [JsonIgnore]
    public DateTime? OrderTime => ServiceTime.ReadLocal(this.OrderTimeText);

    /// <summary>When the carrier received it (<c>receiptTime</c>).</summary>
    [JsonIgnore]
    public DateTime? ReceiptTime => ServiceTime.ReadLocal(this.ReceiptTimeText);

    /// <summary>When it was delivered (<c>deliveredTime</c>).</summary>
    [JsonIgnore]
    public DateTime? DeliveredTime => ServiceTime.ReadLocal(this.DeliveredTimeText);

    /// <summary>When the last event happened (<c>lastTrackingTime</c>).</summary>
    [JsonIgnore]
    public DateTime? LastTrackingTime => ServiceTime.ReadLocal(this.LastTrackingTimeText);

    /// <summary>Days on the way so far (<c>transitDays</c>).</summary>
    [JsonInclude, JsonPropertyName("transitDays")]
    public int? TransitDays { get; internal set; }

    /// <summary>Days since the last movement (<c>stayDays</c>).</summary>
    [JsonInclude, JsonPropertyName("stayDays")]
    public int? StayDays { get; internal set; }

    /// <summary>Days from shipment to delivery (<c>deliveredDays</c>).</summary>
    [JsonInclude, JsonPropertyName("deliveredDays")]
    public int? DeliveredDays { get; internal set; }

    /// <summary>Days from order to receipt by the carrier (<c>receiptDays</c>).</summary>
    [JsonInclude, JsonPropertyName("receiptDays")]
    public int? ReceiptDays { get; internal set; }

    /// <summary>The announced day of delivery as sent (<c>expectedDelivery</c>), usually <c>yyyy-MM-dd</c>.</summary>
    [JsonInclude, JsonPropertyName("expectedDelivery")]
    public string? ExpectedDelivery { get; internal set; }

    /// <summary>The announced window of delivery (<c>expectedDeliveryTime</c>).</summary>
    [JsonInclude, JsonPropertyName("expectedDeliveryTime")]
    public DeliveryWindow? ExpectedDeliveryWindow { get; internal set; }

    /// <summary>Kind of shipment, in the service's words (<c>shipmentType</c>).</summary>
    [JsonInclude, JsonPropertyName("shipmentType")]
    public string? ShipmentType { get; internal set; }

    /// <summary>Weight, pieces, signature and the like (<c>extraInfo</c>).</summary>
    [JsonInclude, JsonPropertyName("extraInfo")]
    public ShipmentDetails? Details { get; internal set; }

    /// <summary>The recipient's e-mail address (<c>customerEmail</c>).</summary>
    [JsonInclude, JsonPropertyName("customerEmail")]
    public string? CustomerEmail { get; internal set; }

    /// <summary>A remark (<c>remark</c>).</summary>
    [JsonInclude, JsonPropertyName("remark")]
    public string? Remark { get; internal set; }

    /// <summary>Fields this version does not know, and times it cannot read, by the service's names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.From(
        this.Extra,
        ("createTime", this.CreatedTimeText),
        ("nextUpdateTime", this.NextUpdateTimeText),
        ("shipTime", this.ShipTimeText),
        ("orderTime", this.OrderTimeText),
        ("receiptTime", this.ReceiptTimeText),
        ("deliveredTime", this.DeliveredTimeText),
        ("lastTrackingTime", this.LastTrackingTimeText));

    [JsonInclude, JsonPropertyName("courierCode")]
    internal string? TopLevelCarrierCode { get; set; }

    [JsonInclude, JsonPropertyName("createTime")]
    internal string? CreatedTimeText { get; set; }

    [JsonInclude, JsonPropertyName("nextUpdateTime")]
    internal string? NextUpdateTimeText { get; set; }

    [JsonInclude, JsonPropertyName("shipTime")]
    internal string? ShipTimeText { get; set; }

    [JsonInclude, JsonPropertyName("orderTime")]
    internal string? OrderTimeText { get; set; }

    [JsonInclude, JsonPropertyName("receiptTime")]
    internal string? ReceiptTimeText { get; set; }

    [JsonInclude, JsonPropertyName("deliveredTime")]
    internal string? DeliveredTimeText { get; set; }

    [JsonInclude, JsonPropertyName("lastTrackingTime")]
    internal string? LastTrackingTimeText { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <summary>Sets what the answer as a whole knows: when it was read, and the carrier and leg of each event.</summary>
    internal Tracking Complete(DateTimeOffset retrievedAt)
    {
        this.RetrievedAt = retrievedAt;
        this.MainLeg?.Mark(Leg.Main);
        this.LastMile?.Leg?.Mark(Leg.LastMile);
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber} {this.TransitStatusText}";
}
