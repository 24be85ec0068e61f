using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>The status of the service's lookups of an ocean shipment (<c>searchStatus</c>).</summary>
public enum OceanSearchStatus
{
    /// <summary>A value that this version does not know. The property that ends in <c>Text</c> has the text.</summary>
    Unknown,

    /// <summary>Waiting for the first lookup.</summary>
    Init,

    /// <summary>On the way.</summary>
    InTransit,

    /// <summary>Every container is delivered.</summary>
    Final,

    /// <summary>The carrier has no information.</summary>
    NoRecord,

    /// <summary>No information for 30 days.</summary>
    Expired,
}

/// <summary>The transit status of a container (<c>transitStatus</c>).</summary>
public enum OceanTransitStatus
{
    /// <summary>
    /// No value, or one that this version does not know. The property that ends in <c>Text</c> has the text.
    /// </summary>
    Unknown,

    /// <summary>The carrier has no information.</summary>
    NoRecord,

    /// <summary>On the way.</summary>
    InTransit,

    /// <summary>Delivered.</summary>
    Delivered,

    /// <summary>No information for 30 days.</summary>
    Expired,
}

/// <summary>An ocean shipment with its containers: a record of <c>ocean/track/query</c>.</summary>
public sealed class OceanShipment
{
    /// <summary>The tracking number (<c>trackingNo</c>).</summary>
    [JsonInclude, JsonPropertyName("trackingNo")]
    public string TrackingNumber { get; internal set => field = value ?? ""; } = "";

    /// <summary>The order number that the service created (<c>orderNo</c>).</summary>
    [JsonInclude, JsonPropertyName("orderNo")]
    public string? OrderNumber { get; internal set; }

    /// <summary>The type of the number (<c>type</c>).</summary>
    [JsonIgnore]
    public OceanNumberType NumberType =>
        this.TypeNumber is 1 or 2 or 3 ? (OceanNumberType)this.TypeNumber : OceanNumberType.Unknown;

    /// <summary>The carrier's code (<c>carrierInfo.carrierCode</c>); null if the service sends none.</summary>
    [JsonIgnore]
    public string? CarrierCode => this.Carrier?.CarrierCode;

    /// <summary>
    /// The status of the service's lookups (<c>searchStatus</c>). A missing value reads as
    /// <see cref="OceanSearchStatus.Init"/>.
    /// </summary>
    [JsonIgnore]
    public OceanSearchStatus SearchStatus => this.SearchStatusText switch
    {
        null or "" or "INIT" => OceanSearchStatus.Init,
        "IN_TRANSIT" => OceanSearchStatus.InTransit,
        "FINAL" => OceanSearchStatus.Final,
        "NO_RECORD" => OceanSearchStatus.NoRecord,
        "EXPIRED" => OceanSearchStatus.Expired,
        _ => OceanSearchStatus.Unknown,
    };

    /// <summary>The status of the service's lookups, as the service sent it.</summary>
    [JsonInclude, JsonPropertyName("searchStatus")]
    public string? SearchStatusText { get; internal set; }

    /// <summary>The time of registration (<c>createTime</c>). Its time zone is not documented.</summary>
    [JsonIgnore]
    public DateTime? CreatedTime => ServiceTime.ReadLocal(this.CreatedTimeText);

    /// <summary>The customer's e-mail address (<c>customerEmail</c>).</summary>
    [JsonInclude, JsonPropertyName("customerEmail")]
    public string? CustomerEmail { get; internal set; }

    /// <summary>The containers (<c>containerInfo</c>). Empty if the service sends none.</summary>
    [JsonIgnore]
    public IReadOnlyList<OceanContainer> Containers => this.ContainerItems is { } items ? items.Content : [];

    /// <summary>The latest event of all containers; null if there is none.</summary>
    [JsonIgnore]
    public CargoEvent? LastEvent =>
        this.Containers.Select(c => c.LastEvent).OfType<CargoEvent>().OrderByDescending(e => e.SortKey)
            .FirstOrDefault();

    /// <summary>The time of the last event; null if it is unknown.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastEventTime => this.LastEvent?.Time;

    /// <summary>The time at which this record was read from the service.</summary>
    [JsonIgnore]
    public DateTimeOffset RetrievedTime { get; internal set; }

    /// <summary>
    /// The name of the connection that the shipment was read with; null if the connection has no name.
    /// </summary>
    [JsonIgnore]
    public string? Account { get; internal set; }

    /// <summary>
    /// Fields that this version does not know, and times that can't be read, keyed by the service's field names.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData =>
        JsonConversion.ToDictionary(this.Extra, ("createTime", this.CreatedTimeText));

    [JsonInclude, JsonPropertyName("type")]
    internal int? TypeNumber { get; set; }

    [JsonInclude, JsonPropertyName("carrierInfo")]
    internal Carrier? Carrier { get; set; }

    [JsonInclude, JsonPropertyName("createTime")]
    internal string? CreatedTimeText { get; set; }

    [JsonInclude, JsonPropertyName("containerInfo")]
    internal Items<OceanContainer>? ContainerItems { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber} {this.SearchStatusText}";
}

/// <summary>A container of an ocean shipment: an item of <c>containerInfo</c>.</summary>
public sealed class OceanContainer
{
    /// <summary>The container's number (<c>containerNo</c>).</summary>
    [JsonInclude, JsonPropertyName("containerNo")]
    public string? ContainerNumber { get; internal set; }

    /// <summary>The container's size in feet (<c>containerSize</c>), such as <c>40</c>.</summary>
    [JsonInclude, JsonPropertyName("containerSize")]
    public string? Size { get; internal set; }

    /// <summary>The container's type (<c>containerType</c>), such as <c>HC</c>.</summary>
    [JsonInclude, JsonPropertyName("containerType")]
    public string? Type { get; internal set; }

    /// <summary>The container's size and type as the carrier describes them (<c>containerDetails</c>).</summary>
    [JsonInclude, JsonPropertyName("containerDetails")]
    public string? Details { get; internal set; }

    /// <summary>The time of the last event (<c>lastTrackingTime</c>). Its time zone is not documented.</summary>
    [JsonIgnore]
    public DateTime? LastTrackingTime => ServiceTime.ReadLocal(this.LastTrackingTimeText);

    /// <summary>The container's transit status (<c>transitStatus</c>).</summary>
    [JsonIgnore]
    public OceanTransitStatus TransitStatus => this.TransitStatusText switch
    {
        "NO_RECORD" => OceanTransitStatus.NoRecord,
        "IN_TRANSIT" => OceanTransitStatus.InTransit,
        "DELIVERED" => OceanTransitStatus.Delivered,
        "EXPIRED" => OceanTransitStatus.Expired,
        _ => OceanTransitStatus.Unknown,
    };

    /// <summary>The container's transit status, as the service sent it.</summary>
    [JsonInclude, JsonPropertyName("transitStatus")]
    public string? TransitStatusText { get; internal set; }

    /// <summary>The sub-status, as the service sent it (<c>transitSubStatus</c>).</summary>
    [JsonInclude, JsonPropertyName("transitSubStatus")]
    public string? TransitSubStatus { get; internal set; }

    /// <summary>The name of the vessel that carries the container (<c>vesselName</c>).</summary>
    [JsonInclude, JsonPropertyName("vesselName")]
    public string? VesselName { get; internal set; }

    /// <summary>The number of the voyage (<c>voyage</c>).</summary>
    [JsonInclude, JsonPropertyName("voyage")]
    public string? Voyage { get; internal set; }

    /// <summary>The current status as an event (<c>currentStatus</c>); null if the service sends none.</summary>
    [JsonInclude, JsonPropertyName("currentStatus")]
    public CargoEvent? CurrentStatus { get; internal set; }

    /// <summary>
    /// The events (<c>trackingDetails</c>), in the order in which the service sent them. Empty if the service sends
    /// none.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<CargoEvent> Events => this.EventItems is { } items ? items.Content : [];

    /// <summary>The latest of <see cref="Events"/> and <see cref="CurrentStatus"/>; null if there is none.</summary>
    [JsonIgnore]
    public CargoEvent? LastEvent =>
        this.Events.Append(this.CurrentStatus).OfType<CargoEvent>().OrderByDescending(e => e.SortKey).FirstOrDefault();

    /// <summary>
    /// Fields that this version does not know, and times that can't be read, keyed by the service's field names.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData =>
        JsonConversion.ToDictionary(this.Extra, ("lastTrackingTime", this.LastTrackingTimeText));

    [JsonInclude, JsonPropertyName("lastTrackingTime")]
    internal string? LastTrackingTimeText { get; set; }

    [JsonInclude, JsonPropertyName("trackingDetails")]
    internal Items<CargoEvent>? EventItems { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <inheritdoc />
    public override string ToString() => $"{this.ContainerNumber} {this.TransitStatusText}";
}
