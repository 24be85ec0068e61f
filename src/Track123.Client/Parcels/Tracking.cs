using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>
/// A parcel: a record of <c>track/query</c>, <c>track/query-realtime</c> or a webhook. The time zone of the record's
/// own times is not documented, so their kind is <see cref="DateTimeKind.Unspecified"/>. Events have a time zone.
/// </summary>
public sealed class Tracking
{
    private IReadOnlyList<TrackingEvent>? events;

    /// <summary>The record's id (<c>id</c>), as text, because it can be larger than 2^53.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string? Id { get; internal set; }

    /// <summary>The tracking number (<c>trackNo</c>).</summary>
    [JsonInclude, JsonPropertyName("trackNo")]
    public string TrackingNumber { get; internal set => field = value ?? ""; } = "";

    /// <summary>
    /// The main carrier's code (<c>localLogisticsInfo.courierCode</c>); null if the service sends none.
    /// </summary>
    [JsonIgnore]
    public string? CarrierCode => this.MainLeg?.CarrierCode is { Length: > 0 } code ? code : this.TopLevelCarrierCode;

    /// <summary>The main carrier's English name; its code if the service sends no name.</summary>
    [JsonIgnore]
    public string? CarrierName => this.MainLeg?.CarrierName is { Length: > 0 } name ? name : this.CarrierCode;

    /// <summary>Your own order number (<c>orderNo</c>).</summary>
    [JsonInclude, JsonPropertyName("orderNo")]
    public string? OrderNumber { get; internal set; }

    /// <summary>
    /// The parcel's transit status (<c>transitStatus</c>). A missing value reads as <see cref="TransitStatus.Init"/>.
    /// </summary>
    [JsonIgnore]
    public TransitStatus TransitStatus => StatusText.ReadTransitStatus(this.TransitStatusText);

    /// <summary>The parcel's transit status, as the service sent it.</summary>
    [JsonInclude, JsonPropertyName("transitStatus")]
    public string? TransitStatusText { get; internal set; }

    /// <summary>The sub-status, as the service sent it (<c>transitSubStatus</c>), such as <c>ABNORMAL_02</c>.</summary>
    [JsonInclude, JsonPropertyName("transitSubStatus")]
    public string? TransitSubStatus { get; internal set; }

    /// <summary>
    /// The description of <see cref="TransitSubStatus"/>; null if there is no sub-status, or this version does not know
    /// it.
    /// </summary>
    [JsonIgnore]
    public string? StatusDescription => StatusText.Describe(this.TransitSubStatus);

    /// <summary>True if no more events are expected: the parcel is delivered or expired.</summary>
    [JsonIgnore]
    public bool IsFinal => this.TransitStatus is TransitStatus.Delivered or TransitStatus.Expired;

    /// <summary>The status of the service's lookup at the carrier (<c>trackingStatus</c>).</summary>
    [JsonIgnore]
    public LookupStatus LookupStatus => StatusText.ReadLookupStatus(this.LookupStatusText);

    /// <summary>The status of the lookup, as the service sent it: <c>001</c> to <c>006</c>.</summary>
    [JsonInclude, JsonPropertyName("trackingStatus")]
    public string? LookupStatusText { get; internal set; }

    /// <summary>The country of origin, as an ISO 3166-1 alpha-2 code (<c>shipFrom</c>).</summary>
    [JsonInclude, JsonPropertyName("shipFrom")]
    public string? ShipFrom { get; internal set; }

    /// <summary>The destination country, as an ISO 3166-1 alpha-2 code (<c>shipTo</c>).</summary>
    [JsonInclude, JsonPropertyName("shipTo")]
    public string? ShipTo { get; internal set; }

    /// <summary>
    /// The countries of origin and destination, such as <c>CN&gt;DE</c>. An unknown country is omitted.
    /// </summary>
    [JsonIgnore]
    public string Route => string.IsNullOrEmpty(this.ShipFrom) ? this.ShipTo ?? ""
        : string.IsNullOrEmpty(this.ShipTo) ? this.ShipFrom + ">"
        : $"{this.ShipFrom}>{this.ShipTo}";

    /// <summary>
    /// The latest event of the last-mile carrier, else of the main carrier; null if there is no event.
    /// </summary>
    [JsonIgnore]
    public TrackingEvent? LastEvent => this.LastMile?.Leg is { Events.Count: > 0 }
        ? this.Events.First(e => e.Leg == Leg.LastMile)
        : this.Events is [var newest, ..] ? newest : null;

    /// <summary>The time of the last event; null if it is unknown.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastEventTime => this.LastEvent?.Time;

    /// <summary>
    /// The number of whole days between the last event and <see cref="RetrievedTime"/>, at least 0; null if the time of
    /// the event is unknown.
    /// </summary>
    [JsonIgnore]
    public int? AgeDays =>
        this.LastEventTime is { } time ? Math.Max(0, (int)(this.RetrievedTime - time).TotalDays) : null;

    /// <summary>The time at which this record was read from the service.</summary>
    [JsonIgnore]
    public DateTimeOffset RetrievedTime { get; internal set; }

    /// <summary>
    /// The name of the connection that the parcel was read with; null if the connection has no name.
    /// </summary>
    [JsonIgnore]
    public string? Account { get; internal set; }

    /// <summary>
    /// The events of both legs, newest first, without exact duplicates. Each has its leg. Empty if there are none.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<TrackingEvent> Events => this.events ??= EventMerge.Merge(this.MainLeg, this.LastMile?.Leg);

    /// <summary>
    /// The main leg, which includes the first mile (<c>localLogisticsInfo</c>); null if it is unknown.
    /// </summary>
    [JsonInclude, JsonPropertyName("localLogisticsInfo")]
    public CarrierLeg? MainLeg { get; internal set; }

    /// <summary>The last mile (<c>lastMileInfo</c>); null if there is none, or it is unknown.</summary>
    [JsonInclude, JsonPropertyName("lastMileInfo")]
    public LastMile? LastMile { get; internal set; }

    /// <summary>The time of registration (<c>createTime</c>).</summary>
    [JsonIgnore]
    public DateTime? CreatedTime => ServiceTime.ReadLocal(this.CreatedTimeText);

    /// <summary>The time of the service's next lookup (<c>nextUpdateTime</c>).</summary>
    [JsonIgnore]
    public DateTime? NextUpdateTime => ServiceTime.ReadLocal(this.NextUpdateTimeText);

    /// <summary>The time of shipment (<c>shipTime</c>).</summary>
    [JsonIgnore]
    public DateTime? ShipTime => ServiceTime.ReadLocal(this.ShipTimeText);

    /// <summary>The time of the order (<c>orderTime</c>).</summary>
    [JsonIgnore]
    public DateTime? OrderTime => ServiceTime.ReadLocal(this.OrderTimeText);

    /// <summary>The time at which the carrier received the parcel (<c>receiptTime</c>).</summary>
    [JsonIgnore]
    public DateTime? ReceiptTime => ServiceTime.ReadLocal(this.ReceiptTimeText);

    /// <summary>The time of delivery (<c>deliveredTime</c>).</summary>
    [JsonIgnore]
    public DateTime? DeliveredTime => ServiceTime.ReadLocal(this.DeliveredTimeText);

    /// <summary>The time of the last event (<c>lastTrackingTime</c>).</summary>
    [JsonIgnore]
    public DateTime? LastTrackingTime => ServiceTime.ReadLocal(this.LastTrackingTimeText);

    /// <summary>The number of days in transit so far (<c>transitDays</c>).</summary>
    [JsonInclude, JsonPropertyName("transitDays")]
    public int? TransitDays { get; internal set; }

    /// <summary>The number of days since the last event (<c>stayDays</c>).</summary>
    [JsonInclude, JsonPropertyName("stayDays")]
    public int? StayDays { get; internal set; }

    /// <summary>The number of days from shipment to delivery (<c>deliveredDays</c>).</summary>
    [JsonInclude, JsonPropertyName("deliveredDays")]
    public int? DeliveredDays { get; internal set; }

    /// <summary>The number of days from order to receipt by the carrier (<c>receiptDays</c>).</summary>
    [JsonInclude, JsonPropertyName("receiptDays")]
    public int? ReceiptDays { get; internal set; }

    /// <summary>
    /// The expected date of delivery, as the service sent it (<c>expectedDelivery</c>), usually <c>yyyy-MM-dd</c>.
    /// </summary>
    [JsonInclude, JsonPropertyName("expectedDelivery")]
    public string? ExpectedDelivery { get; internal set; }

    /// <summary>
    /// The expected delivery window (<c>expectedDeliveryTime</c>); null if the carrier announces none.
    /// </summary>
    [JsonInclude, JsonPropertyName("expectedDeliveryTime")]
    public DeliveryWindow? ExpectedDeliveryWindow { get; internal set; }

    /// <summary>The type of shipment, as the service sent it (<c>shipmentType</c>).</summary>
    [JsonInclude, JsonPropertyName("shipmentType")]
    public string? ShipmentType { get; internal set; }

    /// <summary>
    /// The shipment's details, such as weight, pieces and signature (<c>extraInfo</c>); null if the service sends none.
    /// </summary>
    [JsonInclude, JsonPropertyName("extraInfo")]
    public ShipmentDetails? Details { get; internal set; }

    /// <summary>The recipient's e-mail address (<c>customerEmail</c>).</summary>
    [JsonInclude, JsonPropertyName("customerEmail")]
    public string? CustomerEmail { get; internal set; }

    /// <summary>Your own remark (<c>remark</c>).</summary>
    [JsonInclude, JsonPropertyName("remark")]
    public string? Remark { get; internal set; }

    /// <summary>
    /// Fields that this version does not know, and times that can't be read, keyed by the service's field names.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.ToDictionary(
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

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber} {this.TransitStatusText}";

    /// <summary>
    /// Sets the values that the records themselves do not contain: the time of reading, the account, and each event's
    /// parcel and leg.
    /// </summary>
    internal Tracking Complete(DateTimeOffset retrievedAt, string? account = null)
    {
        (this.RetrievedTime, this.Account) = (retrievedAt, account);
        this.SetLeg(this.MainLeg, Leg.Main);
        this.SetLeg(this.LastMile?.Leg, Leg.LastMile);
        return this;
    }

    private void SetLeg(CarrierLeg? from, Leg leg)
    {
        foreach (var e in from?.Events ?? [])
        {
            (e.Parcel, e.Leg) = (this, leg);
        }
    }
}
