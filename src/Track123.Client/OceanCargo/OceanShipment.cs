using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>How far the look-up of an ocean shipment is: <c>searchStatus</c>.</summary>
public enum OceanSearchStatus
{
    /// <summary>A value this version does not know; its text is kept beside it.</summary>
    Unknown,

    /// <summary>Waiting for the first look-up.</summary>
    Init,

    /// <summary>On the way.</summary>
    InTransit,

    /// <summary>Every container is delivered.</summary>
    Final,

    /// <summary>The carrier has nothing.</summary>
    NoRecord,

    /// <summary>Nothing for 30 days.</summary>
    Expired,
}

/// <summary>Where a container stands: <c>transitStatus</c>.</summary>
public enum OceanTransitStatus
{
    /// <summary>A value this version does not know, or none; its text is kept beside it.</summary>
    Unknown,

    /// <summary>The carrier has nothing.</summary>
    NoRecord,

    /// <summary>On the way.</summary>
    InTransit,

    /// <summary>Delivered.</summary>
    Delivered,

    /// <summary>Nothing for 30 days.</summary>
    Expired,
}

/// <summary>An ocean shipment with its containers: a record of <c>ocean/track/query</c>.</summary>
public sealed class OceanShipment
{
    /// <summary>The number (<c>trackingNo</c>).</summary>
    [JsonInclude, JsonPropertyName("trackingNo")]
    public string TrackingNumber { get; internal set => field = value ?? ""; } = "";

    /// <summary>The order number that the service made (<c>orderNo</c>).</summary>
    [JsonInclude, JsonPropertyName("orderNo")]
    public string? OrderNumber { get; internal set; }

    /// <summary>What the number is (<c>type</c>).</summary>
    [JsonIgnore]
    public OceanNumberType NumberType => this.TypeNumber is 1 or 2 or 3 ? (OceanNumberType)this.TypeNumber : OceanNumberType.Unknown;

    /// <summary>The carrier's code (<c>carrierInfo.carrierCode</c>); null if the service names none.</summary>
    [JsonIgnore]
    public string? CarrierCode => this.Carrier?.CarrierCode;

    /// <summary>How far the look-up is (<c>searchStatus</c>).</summary>
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

    /// <summary>How far the look-up is, as sent.</summary>
    [JsonInclude, JsonPropertyName("searchStatus")]
    public string? SearchStatusText { get; internal set; }

    /// <summary>When it was registered (<c>createTime</c>), of unknown zone.</summary>
    [JsonIgnore]
    public DateTime? CreatedTime => ServiceTime.ReadLocal(this.CreatedTimeText);

    /// <summary>The customer's e-mail address (<c>customerEmail</c>).</summary>
    [JsonInclude, JsonPropertyName("customerEmail")]
    public string? CustomerEmail { get; internal set; }

    /// <summary>The containers (<c>containerInfo</c>). Empty where the service sends none.</summary>
    [JsonIgnore]
    public IReadOnlyList<OceanContainer> Containers => this.ContainerItems is { } items ? items.Content : [];

    /// <summary>The latest event over all containers; null if there is none.</summary>
    [JsonIgnore]
    public CargoEvent? LastEvent => this.Containers.Select(c => c.LastEvent).OfType<CargoEvent>().OrderByDescending(e => e.SortKey).FirstOrDefault();

    /// <summary>When this record was read from the service.</summary>
    [JsonIgnore]
    public DateTimeOffset RetrievedAt { get; internal set; }

    /// <summary>Fields this version does not know, and times it cannot read, by the service's names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.From(this.Extra, ("createTime", this.CreatedTimeText));

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

    /// <summary>Its size (<c>containerSize</c>), such as <c>40</c>.</summary>
    [JsonInclude, JsonPropertyName("containerSize")]
    public string? Size { get; internal set; }

    /// <summary>Its type (<c>containerType</c>), such as <c>HC</c>.</summary>
    [JsonInclude, JsonPropertyName("containerType")]
    public string? Type { get; internal set; }

    /// <summary>Size and type in the carrier's words (<c>containerDetails</c>).</summary>
    [JsonInclude, JsonPropertyName("containerDetails")]
    public string? Details { get; internal set; }

    /// <summary>When the last event happened (<c>lastTrackingTime</c>), of unknown zone.</summary>
    [JsonIgnore]
    public DateTime? LastTrackingTime => ServiceTime.ReadLocal(this.LastTrackingTimeText);

    /// <summary>Where it stands (<c>transitStatus</c>).</summary>
    [JsonIgnore]
    public OceanTransitStatus TransitStatus => this.TransitStatusText switch
    {
        "NO_RECORD" => OceanTransitStatus.NoRecord,
        "IN_TRANSIT" => OceanTransitStatus.InTransit,
        "DELIVERED" => OceanTransitStatus.Delivered,
        "EXPIRED" => OceanTransitStatus.Expired,
        _ => OceanTransitStatus.Unknown,
    };

    /// <summary>Where it stands, as sent.</summary>
    [JsonInclude, JsonPropertyName("transitStatus")]
    public string? TransitStatusText { get; internal set; }

    /// <summary>The finer state, as sent (<c>transitSubStatus</c>).</summary>
    [JsonInclude, JsonPropertyName("transitSubStatus")]
    public string? TransitSubStatus { get; internal set; }

    /// <summary>The vessel it is on (<c>vesselName</c>).</summary>
    [JsonInclude, JsonPropertyName("vesselName")]
    public string? VesselName { get; internal set; }

    /// <summary>The voyage (<c>voyage</c>).</summary>
    [JsonInclude, JsonPropertyName("voyage")]
    public string? Voyage { get; internal set; }

    /// <summary>The present state as an event (<c>currentStatus</c>); null if the service sends none.</summary>
    [JsonInclude, JsonPropertyName("currentStatus")]
    public CargoEvent? CurrentStatus { get; internal set; }

    /// <summary>The events (<c>trackingDetails</c>), as sent. Empty where the service sends none.</summary>
    [JsonIgnore]
    public IReadOnlyList<CargoEvent> Events => this.EventItems is { } items ? items.Content : [];

    /// <summary>The latest event; the present state where that is later, or where there are no events; null if there is neither.</summary>
    [JsonIgnore]
    public CargoEvent? LastEvent => this.Events.Append(this.CurrentStatus).OfType<CargoEvent>().OrderByDescending(e => e.SortKey).FirstOrDefault();

    /// <summary>Fields this version does not know, and times it cannot read, by the service's names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.From(this.Extra, ("lastTrackingTime", this.LastTrackingTimeText));

    [JsonInclude, JsonPropertyName("lastTrackingTime")]
    internal string? LastTrackingTimeText { get; set; }

    [JsonInclude, JsonPropertyName("trackingDetails")]
    internal Items<CargoEvent>? EventItems { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <inheritdoc />
    public override string ToString() => $"{this.ContainerNumber} {this.TransitStatusText}";
}
