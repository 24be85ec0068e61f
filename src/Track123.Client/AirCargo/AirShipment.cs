using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>The status of an air shipment (<c>aviationStatus</c>).</summary>
public enum AirStatus
{
    /// <summary>A value that this version does not know. The property that ends in <c>Text</c> has the text.</summary>
    Unknown,

    /// <summary>Waiting for the first lookup.</summary>
    Init,

    /// <summary>Booked on a flight.</summary>
    Booked,

    /// <summary>Received from the shipper or agent.</summary>
    Received,

    /// <summary>Shipped.</summary>
    InTransit,

    /// <summary>Arrived on a flight.</summary>
    Arrived,

    /// <summary>At its destination; the consignee was notified.</summary>
    Notified,

    /// <summary>Delivered to the consignee, or to customs.</summary>
    Delivered,

    /// <summary>Missing, damaged or another problem.</summary>
    Exception,

    /// <summary>The airline has no information.</summary>
    NoRecord,

    /// <summary>No information for 30 days.</summary>
    Expired,
}

/// <summary>
/// An air shipment: a record of <c>aviation/track/query</c>. Few of its fields are documented; all others are in
/// <see cref="AdditionalData"/>.
/// </summary>
public sealed class AirShipment
{
    /// <summary>The air waybill number (<c>trackingNo</c>).</summary>
    [JsonInclude, JsonPropertyName("trackingNo")]
    public string TrackingNumber { get; internal set => field = value ?? ""; } = "";

    /// <summary>
    /// The airline's code (<c>carrierCode</c> or <c>carrierInfo.carrierCode</c>); null if the service sends none.
    /// </summary>
    [JsonIgnore]
    public string? CarrierCode => this.TopLevelCarrierCode ?? this.Carrier?.CarrierCode;

    /// <summary>
    /// The shipment's status (<c>aviationStatus</c>). A missing value reads as <see cref="AirStatus.Init"/>.
    /// </summary>
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

    /// <summary>The shipment's status, as the service sent it.</summary>
    [JsonInclude, JsonPropertyName("aviationStatus")]
    public string? StatusText { get; internal set; }

    /// <summary>
    /// The events (<c>trackingDetails</c> or <c>events</c>), in the order in which the service sent them. Empty if the
    /// service sends none.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<CargoEvent> Events =>
        (this.EventItems ?? this.AlternativeEvents) is { } items ? items.Content : [];

    /// <summary>The latest event; null if there is none.</summary>
    [JsonIgnore]
    public CargoEvent? LastEvent => this.Events.OrderByDescending(e => e.SortKey).FirstOrDefault();

    /// <summary>The time of registration (<c>createTime</c>). Its time zone is not documented.</summary>
    [JsonIgnore]
    public DateTime? CreatedTime => ServiceTime.ReadLocal(this.CreatedTimeText);

    /// <summary>The customer's e-mail address (<c>customerEmail</c>).</summary>
    [JsonInclude, JsonPropertyName("customerEmail")]
    public string? CustomerEmail { get; internal set; }

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

    [JsonInclude, JsonPropertyName("carrierCode")]
    internal string? TopLevelCarrierCode { get; set; }

    [JsonInclude, JsonPropertyName("carrierInfo")]
    internal Carrier? Carrier { get; set; }

    [JsonInclude, JsonPropertyName("createTime")]
    internal string? CreatedTimeText { get; set; }

    [JsonInclude, JsonPropertyName("trackingDetails")]
    internal Items<CargoEvent>? EventItems { get; set; }

    [JsonInclude, JsonPropertyName("events")]
    internal Items<CargoEvent>? AlternativeEvents { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber} {this.StatusText}";
}
