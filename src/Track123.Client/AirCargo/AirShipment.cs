using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>Where an air shipment stands: <c>aviationStatus</c>.</summary>
public enum AirStatus
{
    /// <summary>A value this version does not know; its text is kept beside it.</summary>
    Unknown,

    /// <summary>Waiting for the first look-up.</summary>
    Init,

    /// <summary>Booked on a flight.</summary>
    Booked,

    /// <summary>Received from shipper or agent.</summary>
    Received,

    /// <summary>Shipped.</summary>
    InTransit,

    /// <summary>Arrived on a flight.</summary>
    Arrived,

    /// <summary>At its destination; the consignee was told.</summary>
    Notified,

    /// <summary>Delivered to the consignee, or to customs.</summary>
    Delivered,

    /// <summary>Missing, damaged and the like.</summary>
    Exception,

    /// <summary>The airline has nothing.</summary>
    NoRecord,

    /// <summary>Nothing for 30 days.</summary>
    Expired,
}

/// <summary>An air waybill as the service knows it: a record of <c>aviation/track/query</c>, nearly all of which is unseen; the rest is in <see cref="AdditionalData"/>.</summary>
public sealed class AirShipment
{
    /// <summary>The air waybill number (<c>trackingNo</c>).</summary>
    [JsonInclude, JsonPropertyName("trackingNo")]
    public string TrackingNumber { get; internal set => field = value ?? ""; } = "";

    /// <summary>The airline's code (<c>carrierCode</c>).</summary>
    [JsonIgnore]
    public string? CarrierCode => this.OwnCarrierCode ?? this.Carrier?.CarrierCode;

    /// <summary>Where it stands (<c>aviationStatus</c>).</summary>
    [JsonIgnore]
    public AirStatus Status => this.StatusText switch
    {
        null or "" or "INIT" => AirStatus.Init,
        "BOOKED" => AirStatus.Booked,
        "RECEIVED" => AirStatus.Received,
        "IN_TRANSIT" => AirStatus.InTransit,
        "ARRIVED" => AirStatus.Arrived,
        "NOTIFIED" => AirStatus.Notified,
        "DELIVERED" => AirStatus.Delivered,
        "EXCEPTION" => AirStatus.Exception,
        "NO_RECORD" => AirStatus.NoRecord,
        "EXPIRED" => AirStatus.Expired,
        _ => AirStatus.Unknown,
    };

    /// <summary>Where it stands, as sent.</summary>
    [JsonInclude, JsonPropertyName("aviationStatus")]
    public string? StatusText { get; internal set; }

    /// <summary>The events (<c>trackingDetails</c>), as sent. Empty where the service sends none.</summary>
    [JsonIgnore]
    public IReadOnlyList<CargoEvent> Events => this.EventItems is { } items ? items.Content : [];

    /// <summary>The latest event; null if there is none.</summary>
    [JsonIgnore]
    public CargoEvent? LastEvent => this.Events.OrderByDescending(e => e.SortKey).FirstOrDefault();

    /// <summary>When it was registered (<c>createTime</c>), of unknown zone.</summary>
    [JsonIgnore]
    public DateTime? CreatedTime => ServiceTime.ReadLocal(this.CreatedTimeText);

    /// <summary>The customer's e-mail address (<c>customerEmail</c>).</summary>
    [JsonInclude, JsonPropertyName("customerEmail")]
    public string? CustomerEmail { get; internal set; }

    /// <summary>When this record was read from the service.</summary>
    [JsonIgnore]
    public DateTimeOffset RetrievedAt { get; internal set; }

    /// <summary>Fields this version does not know, and times it cannot read, by the service's names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.From(this.Extra, ("createTime", this.CreatedTimeText));

    [JsonInclude, JsonPropertyName("carrierCode")]
    internal string? OwnCarrierCode { get; set; }

    [JsonInclude, JsonPropertyName("carrierInfo")]
    internal Carrier? Carrier { get; set; }

    [JsonInclude, JsonPropertyName("createTime")]
    internal string? CreatedTimeText { get; set; }

    [JsonInclude, JsonPropertyName("trackingDetails")]
    internal Items<CargoEvent>? EventItems { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber} {this.StatusText}";
}
