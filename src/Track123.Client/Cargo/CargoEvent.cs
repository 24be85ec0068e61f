using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>What happened to a container or an air waybill, when and where. Only names of its fields are known, not their formats [client].</summary>
public sealed class CargoEvent
{
    /// <summary>The moment in UTC (<c>eventTimeUTC</c>); null if missing or unreadable.</summary>
    [JsonIgnore]
    public DateTimeOffset? Time => ServiceTime.ReadUtc(this.UtcTimeText);

    /// <summary>The moment on the clocks of the place (<c>eventTime</c>); null if missing or unreadable.</summary>
    [JsonIgnore]
    public DateTime? LocalTime => ServiceTime.ReadLocal(this.LocalTimeText);

    /// <summary>What happened, in the carrier's words (<c>eventDetails</c>).</summary>
    [JsonIgnore]
    public string? Description => this.OceanDescription ?? this.ParcelStyleDescription;

    /// <summary>Where (<c>locationName</c>).</summary>
    [JsonInclude, JsonPropertyName("locationName")]
    public string? Location { get; internal set; }

    /// <summary>What kind of place (<c>locationType</c>): PRE, POL, POT, POD or PDE.</summary>
    [JsonInclude, JsonPropertyName("locationType")]
    public string? LocationType { get; internal set; }

    /// <summary>What kind of event: <c>eventStatus</c> at sea (such as <c>DEPA</c>), <c>status</c> in the air (such as <c>ARRIVED</c>).</summary>
    [JsonIgnore]
    public string? Status => this.OceanStatus ?? this.AirStatus;

    /// <summary>The documented meaning of <see cref="Status"/> at sea; null for one this version does not know.</summary>
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

    /// <summary>The state it led to, as sent (<c>transitStatus</c>).</summary>
    [JsonInclude, JsonPropertyName("transitStatus")]
    public string? TransitStatus { get; internal set; }

    /// <summary>The finer state it led to, as sent (<c>transitSubStatus</c>).</summary>
    [JsonInclude, JsonPropertyName("transitSubStatus")]
    public string? TransitSubStatus { get; internal set; }

    /// <summary>The vessel (<c>vesselName</c>).</summary>
    [JsonInclude, JsonPropertyName("vesselName")]
    public string? VesselName { get; internal set; }

    /// <summary>The voyage (<c>voyage</c>).</summary>
    [JsonInclude, JsonPropertyName("voyage")]
    public string? Voyage { get; internal set; }

    /// <summary>The local time as sent (<c>eventTime</c>).</summary>
    [JsonInclude, JsonPropertyName("eventTime")]
    public string? LocalTimeText { get; internal set; }

    /// <summary>The moment in UTC as sent (<c>eventTimeUTC</c>).</summary>
    [JsonInclude, JsonPropertyName("eventTimeUTC")]
    public string? UtcTimeText { get; internal set; }

    /// <summary>Fields this version does not know, by the service's names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.From(this.Extra);

    // An event of unknown zone has no moment; for its place in a list, and for that alone, its local time stands in.
    [JsonIgnore]
    internal DateTime SortKey => this.Time?.UtcDateTime ?? this.LocalTime ?? DateTime.MinValue;

    [JsonInclude, JsonPropertyName("eventDetails")]
    internal string? OceanDescription { get; set; }

    [JsonInclude, JsonPropertyName("eventDetail")]
    internal string? ParcelStyleDescription { get; set; }

    [JsonInclude, JsonPropertyName("eventStatus")]
    internal string? OceanStatus { get; set; }

    [JsonInclude, JsonPropertyName("status")]
    internal string? AirStatus { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <inheritdoc />
    public override string ToString() => $"{this.LocalTimeText} {this.Description ?? this.Status}";
}
