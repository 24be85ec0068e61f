using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>One carrier's part of a journey, with the events it reported.</summary>
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

    /// <summary>A link to the parcel at the carrier (<c>courierTrackingLink</c>), as sent.</summary>
    [JsonInclude, JsonPropertyName("courierTrackingLink")]
    public string? TrackingLink { get; internal set; }

    /// <summary>The leg's events, as sent: newest first. Empty where the service sends none.</summary>
    [JsonIgnore]
    public IReadOnlyList<TrackingEvent> Events => this.Details is { } details ? details.Content : [];

    /// <summary>Fields this version does not know, by the service's names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.From(this.Extra);

    [JsonInclude, JsonPropertyName("trackingDetails")]
    internal Items<TrackingEvent>? Details { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    internal void Mark(Leg leg)
    {
        foreach (var e in this.Events)
        {
            (e.Leg, e.CarrierCode) = (leg, this.CarrierCode);
        }
    }

    /// <inheritdoc />
    public override string ToString() => this.CarrierName ?? this.CarrierCode ?? "";
}

/// <summary>The carrier that brings the parcel to the door, and its own tracking number (<c>lastMileInfo</c>).</summary>
public sealed class LastMile
{
    /// <summary>The tracking number at the last-mile carrier (<c>lmTrackNo</c>).</summary>
    [JsonInclude, JsonPropertyName("lmTrackNo")]
    public string? TrackingNumber { get; internal set; }

    /// <summary>Carrier and events (<c>openApiWayBillInfo</c>); null before the hand-over is known.</summary>
    [JsonInclude, JsonPropertyName("openApiWayBillInfo")]
    public CarrierLeg? Leg { get; internal set; }

    /// <summary>Fields this version does not know, by the service's names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.From(this.Extra);

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber} {this.Leg}";
}

/// <summary>The window a carrier announces for delivery (<c>expectedDeliveryTime</c>).</summary>
public sealed class DeliveryWindow
{
    /// <summary>Its beginning, in its own zone; null if missing, unreadable or of unknown zone.</summary>
    [JsonIgnore]
    public DateTimeOffset? Start => ServiceTime.ReadInstant(null, this.StartText, this.TimeZone);

    /// <summary>Its end, in its own zone; null if missing, unreadable or of unknown zone.</summary>
    [JsonIgnore]
    public DateTimeOffset? End => ServiceTime.ReadInstant(null, this.EndText, this.TimeZone);

    /// <summary>Its beginning as sent (<c>start</c>).</summary>
    [JsonInclude, JsonPropertyName("start")]
    public string? StartText { get; internal set; }

    /// <summary>Its end as sent (<c>end</c>).</summary>
    [JsonInclude, JsonPropertyName("end")]
    public string? EndText { get; internal set; }

    /// <summary>Its zone as sent (<c>timezone</c>), such as <c>-07:00</c>.</summary>
    [JsonInclude, JsonPropertyName("timezone")]
    public string? TimeZone { get; internal set; }

    /// <inheritdoc />
    public override string ToString() => $"{this.StartText} - {this.EndText} {this.TimeZone}";
}

/// <summary>What some carriers tell beside the journey (<c>extraInfo</c>). Numbers are kept as text.</summary>
public sealed class ShipmentDetails
{
    /// <summary>Number of pieces (<c>pieces</c>).</summary>
    [JsonInclude, JsonPropertyName("pieces")]
    public string? Pieces { get; internal set; }

    /// <summary>Who signed (<c>signedBy</c>).</summary>
    [JsonInclude, JsonPropertyName("signedBy")]
    public string? SignedBy { get; internal set; }

    /// <summary>The carrier's service (<c>serviceCode</c>).</summary>
    [JsonInclude, JsonPropertyName("serviceCode")]
    public string? ServiceCode { get; internal set; }

    /// <summary>Dimensions, in the carrier's own words (<c>dimensions</c>).</summary>
    [JsonInclude, JsonPropertyName("dimensions")]
    public string? Dimensions { get; internal set; }

    /// <summary>Weight, in the carrier's own words (<c>weight</c>).</summary>
    [JsonInclude, JsonPropertyName("weight")]
    public string? Weight { get; internal set; }

    /// <summary>Fields this version does not know, by the service's names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.From(this.Extra);

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }
}
