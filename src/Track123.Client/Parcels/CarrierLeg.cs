using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>One carrier's part of a journey. <see cref="Tracking.Events"/> has its events.</summary>
public sealed class CarrierLeg
{
    /// <summary>The carrier's code (<c>courierCode</c>).</summary>
    [JsonInclude, JsonPropertyName("courierCode")]
    public string? CarrierCode { get; internal set; }

    /// <summary>The carrier's English name (<c>courierNameEN</c>).</summary>
    [JsonInclude, JsonPropertyName("courierNameEN")]
    public string? CarrierName { get; internal set; }

    /// <summary>The carrier's Chinese name (<c>courierNameCN</c>).</summary>
    [JsonInclude, JsonPropertyName("courierNameCN")]
    public string? CarrierNameChinese { get; internal set; }

    /// <summary>The carrier's home page (<c>courierHomePage</c>).</summary>
    [JsonInclude, JsonPropertyName("courierHomePage")]
    public string? HomePage { get; internal set; }

    /// <summary>
    /// The address of the parcel's page at the carrier (<c>courierTrackingLink</c>), as the service sent it.
    /// </summary>
    [JsonInclude, JsonPropertyName("courierTrackingLink")]
    public string? TrackingLink { get; internal set; }

    /// <summary>The number of events that the service sent for the leg.</summary>
    [JsonIgnore]
    public int EventCount => this.Events.Count;

    /// <summary>Fields that this version does not know, keyed by the service's field names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.ToDictionary(this.Extra);

    /// <summary>The leg's events in the order in which the service sent them: newest first.</summary>
    [JsonIgnore]
    internal IReadOnlyList<TrackingEvent> Events => this.Details is { } details ? details.Content : [];

    [JsonInclude, JsonPropertyName("trackingDetails")]
    internal Items<TrackingEvent>? Details { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <inheritdoc />
    public override string ToString() => this.CarrierName ?? this.CarrierCode ?? "";
}

/// <summary>
/// The last-mile carrier, which delivers the parcel, and its own tracking number (<c>lastMileInfo</c>).
/// </summary>
public sealed class LastMile
{
    private CarrierLeg? direct;

    /// <summary>The tracking number at the last-mile carrier (<c>lmTrackNo</c>).</summary>
    [JsonInclude, JsonPropertyName("lmTrackNo")]
    public string? TrackingNumber { get; internal set; }

    /// <summary>
    /// The carrier and its events (<c>openApiWayBillInfo</c>, or fields of <c>lastMileInfo</c> itself); null until the
    /// service knows of the hand-over.
    /// </summary>
    [JsonIgnore]
    public CarrierLeg? Leg => this.WayBill ?? this.direct;

    /// <summary>Fields that this version does not know, keyed by the service's field names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.ToDictionary(this.Extra);

    [JsonInclude, JsonPropertyName("openApiWayBillInfo")]
    internal CarrierLeg? WayBill { get; set; }

    [JsonInclude, JsonPropertyName("courierCode")]
    internal string? CarrierCode { get => this.direct?.CarrierCode; set => this.Direct.CarrierCode = value; }

    [JsonInclude, JsonPropertyName("courierNameEN")]
    internal string? CarrierName { get => this.direct?.CarrierName; set => this.Direct.CarrierName = value; }

    [JsonInclude, JsonPropertyName("trackingDetails")]
    internal Items<TrackingEvent>? Details { get => this.direct?.Details; set => this.Direct.Details = value; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    private CarrierLeg Direct => this.direct ??= new();

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber} {this.Leg}";
}

/// <summary>The delivery window that a carrier announces (<c>expectedDeliveryTime</c>).</summary>
public sealed class DeliveryWindow
{
    /// <summary>
    /// The start of the window, in the time zone of the window; null if the time or its zone is missing or can't be
    /// read.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? Start => ServiceTime.ReadInstant(null, this.StartText, this.TimeZone);

    /// <summary>
    /// The end of the window, in the time zone of the window; null if the time or its zone is missing or can't be read.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? End => ServiceTime.ReadInstant(null, this.EndText, this.TimeZone);

    /// <summary>The start of the window, as the service sent it (<c>start</c>).</summary>
    [JsonInclude, JsonPropertyName("start")]
    public string? StartText { get; internal set; }

    /// <summary>The end of the window, as the service sent it (<c>end</c>).</summary>
    [JsonInclude, JsonPropertyName("end")]
    public string? EndText { get; internal set; }

    /// <summary>The time zone of the window, as the service sent it (<c>timezone</c>), such as <c>-07:00</c>.</summary>
    [JsonInclude, JsonPropertyName("timezone")]
    public string? TimeZone { get; internal set; }

    /// <inheritdoc />
    public override string ToString() => $"{this.StartText} - {this.EndText} {this.TimeZone}";
}

/// <summary>Additional details that some carriers provide (<c>extraInfo</c>). Numbers are kept as text.</summary>
public sealed class ShipmentDetails
{
    /// <summary>The number of pieces (<c>pieces</c>).</summary>
    [JsonInclude, JsonPropertyName("pieces")]
    public string? Pieces { get; internal set; }

    /// <summary>The name of the person who signed for the parcel (<c>signedBy</c>).</summary>
    [JsonInclude, JsonPropertyName("signedBy")]
    public string? SignedBy { get; internal set; }

    /// <summary>The code of the carrier's shipping service (<c>serviceCode</c>).</summary>
    [JsonInclude, JsonPropertyName("serviceCode")]
    public string? ServiceCode { get; internal set; }

    /// <summary>The dimensions, as the carrier writes them (<c>dimensions</c>).</summary>
    [JsonInclude, JsonPropertyName("dimensions")]
    public string? Dimensions { get; internal set; }

    /// <summary>The weight, as the carrier writes it (<c>weight</c>).</summary>
    [JsonInclude, JsonPropertyName("weight")]
    public string? Weight { get; internal set; }

    /// <summary>Fields that this version does not know, keyed by the service's field names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.ToDictionary(this.Extra);

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }
}
