using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>
/// An event of a container or an air waybill. Events are compared by their time. Only the names of the fields are
/// known, not their formats [client].
/// </summary>
public sealed class CargoEvent : IComparable
{
    /// <summary>
    /// The time in UTC: <c>eventTimeUTC</c>, else <c>eventTime</c> if it has an offset; null if neither can be read.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? Time =>
        ServiceTime.ReadInstant(this.UtcTimeText, this.LocalTimeText, zone: null)?.ToUniversalTime();

    /// <summary>
    /// The local time at the event's location (<c>eventTime</c>); null if it is missing or can't be read.
    /// </summary>
    [JsonIgnore]
    public DateTime? LocalTime => ServiceTime.ReadLocal(this.LocalTimeText, zone: null);

    /// <summary>The carrier's description of the event (<c>eventDetails</c> or <c>eventDetail</c>).</summary>
    [JsonIgnore]
    public string? Description => this.OceanDescription ?? this.AlternativeDescription;

    /// <summary>The name of the location (<c>locationName</c>).</summary>
    [JsonInclude, JsonPropertyName("locationName")]
    public string? Location { get; internal set; }

    /// <summary>The type of the location (<c>locationType</c>): PRE, POL, POT, POD or PDE.</summary>
    [JsonInclude, JsonPropertyName("locationType")]
    public string? LocationType { get; internal set; }

    /// <summary>
    /// The code of the event: <c>eventStatus</c> for ocean cargo, such as <c>DEPA</c>, and <c>status</c> for air cargo,
    /// such as <c>ARRIVED</c>.
    /// </summary>
    [JsonIgnore]
    public string? Status => this.OceanStatus ?? this.AirStatus;

    /// <summary>
    /// The description of <see cref="Status"/> for ocean cargo; null if this version does not know the code.
    /// </summary>
    [JsonIgnore]
    public string? StatusDescription => this.OceanStatus switch
    {
        "STUF" => "empty to shipper, or stuffed",
        "STRP" => "empty returned, or stripped",
        "LOAD" => "loaded",
        "DISC" => "discharged",
        "GTOT" => "gate out",
        "GTIN" => "gate in",
        "DEPA" => "departed",
        "ARRI" => "arrived",
        "BERT" => "berthed",
        "HOLD" => "on hold",
        "CUST" => "customs released",
        "RELS" => "carrier released",
        _ => null,
    };

    /// <summary>The transit status after the event, as the service sent it (<c>transitStatus</c>).</summary>
    [JsonInclude, JsonPropertyName("transitStatus")]
    public string? TransitStatusText { get; internal set; }

    /// <summary>The sub-status after the event, as the service sent it (<c>transitSubStatus</c>).</summary>
    [JsonInclude, JsonPropertyName("transitSubStatus")]
    public string? TransitSubStatus { get; internal set; }

    /// <summary>The name of the vessel (<c>vesselName</c>).</summary>
    [JsonInclude, JsonPropertyName("vesselName")]
    public string? VesselName { get; internal set; }

    /// <summary>The number of the voyage (<c>voyage</c>).</summary>
    [JsonInclude, JsonPropertyName("voyage")]
    public string? Voyage { get; internal set; }

    /// <summary>The local time as the service sent it (<c>eventTime</c>).</summary>
    [JsonInclude, JsonPropertyName("eventTime")]
    public string? LocalTimeText { get; internal set; }

    /// <summary>The time in UTC as the service sent it (<c>eventTimeUTC</c>).</summary>
    [JsonInclude, JsonPropertyName("eventTimeUTC")]
    public string? UtcTimeText { get; internal set; }

    /// <summary>Fields that this version does not know, keyed by the service's field names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.ToDictionary(this.Extra);

    // Without a UTC time, the local time is used, but only to sort events.
    [JsonIgnore]
    internal DateTime SortKey => this.Time?.UtcDateTime ?? this.LocalTime ?? DateTime.MinValue;

    [JsonInclude, JsonPropertyName("eventDetails")]
    internal string? OceanDescription { get; set; }

    [JsonInclude, JsonPropertyName("eventDetail")]
    internal string? AlternativeDescription { get; set; }

    [JsonInclude, JsonPropertyName("eventStatus")]
    internal string? OceanStatus { get; set; }

    [JsonInclude, JsonPropertyName("status")]
    internal string? AirStatus { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    // Sort-Object uses only this method. An event without a time comes first, and null before it.
    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        CargoEvent other => this.SortKey.CompareTo(other.SortKey),
        _ => throw new ArgumentException("An event can be compared only with another event.", nameof(obj)),
    };

    /// <inheritdoc />
    public override string ToString() => $"{this.LocalTimeText} {this.Description ?? this.Status}";
}
