using System.Text.Json.Serialization;

namespace Track123.Benchmarks.Work;

/// <summary>A parcel with every field as a plain object.</summary>
internal sealed class FloorTracking
{
    public string? Id { get; set; }

    public string? TrackNo { get; set; }

    public string? CreateTime { get; set; }

    public string? NextUpdateTime { get; set; }

    public string? OrderNo { get; set; }

    public string? CustomerEmail { get; set; }

    public string? ShipFrom { get; set; }

    public string? ShipTo { get; set; }

    public string? TrackingStatus { get; set; }

    public string? TransitStatus { get; set; }

    public string? TransitSubStatus { get; set; }

    public string? ShipTime { get; set; }

    public string? OrderTime { get; set; }

    public string? ReceiptTime { get; set; }

    public string? DeliveredTime { get; set; }

    public string? LastTrackingTime { get; set; }

    public int? TransitDays { get; set; }

    public int? StayDays { get; set; }

    public int? DeliveredDays { get; set; }

    public int? ReceiptDays { get; set; }

    public string? Remark { get; set; }

    public string? ExpectedDelivery { get; set; }

    public FloorWindow? ExpectedDeliveryTime { get; set; }

    public string? ShipmentType { get; set; }

    public FloorDetails? ExtraInfo { get; set; }

    public FloorLeg? LocalLogisticsInfo { get; set; }

    public FloorLastMile? LastMileInfo { get; set; }
}

internal sealed class FloorWindow
{
    public string? Start { get; set; }

    public string? End { get; set; }

    public string? Timezone { get; set; }
}

internal sealed class FloorDetails
{
    public int? Pieces { get; set; }

    public string? SignedBy { get; set; }

    public string? ServiceCode { get; set; }

    public string? Dimensions { get; set; }

    public string? Weight { get; set; }
}

internal sealed class FloorLastMile
{
    public string? LmTrackNo { get; set; }

    public FloorLeg? OpenApiWayBillInfo { get; set; }
}

internal sealed class FloorLeg
{
    public string? CourierCode { get; set; }

    [JsonPropertyName("courierNameCN")]
    public string? CourierNameChinese { get; set; }

    [JsonPropertyName("courierNameEN")]
    public string? CourierNameEnglish { get; set; }

    public string? CourierHomePage { get; set; }

    public string? CourierTrackingLink { get; set; }

    public List<FloorEvent> TrackingDetails { get; set; } = [];
}

internal sealed class FloorEvent
{
    public string? Address { get; set; }

    public string? EventTime { get; set; }

    [JsonPropertyName("eventTimeZeroUTC")]
    public string? EventTimeUtc { get; set; }

    public string? Timezone { get; set; }

    public string? EventDetail { get; set; }

    public string? TransitSubStatus { get; set; }
}
