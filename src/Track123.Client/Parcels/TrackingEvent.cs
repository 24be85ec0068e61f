using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>Which part of the journey an event belongs to.</summary>
public enum Leg
{
    /// <summary>First mile and main carrier (<c>localLogisticsInfo</c>).</summary>
    Main,

    /// <summary>The carrier that brings it to the door (<c>lastMileInfo</c>).</summary>
    LastMile,
}

/// <summary>A checkpoint: what happened to a parcel, when and where.</summary>
public sealed class TrackingEvent
{
    /// <summary>
    /// The moment, in the event's own zone where that is known: <c>eventTimeZeroUTC</c> if it reads, else <c>eventTime</c> with
    /// <c>timezone</c>. Null if the zone is unknown; UTC is never guessed.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? Time => ServiceTime.ReadInstant(this.UtcTimeText, this.LocalTimeText, this.TimeZone);

    /// <summary>The moment on the clocks of the place (<c>eventTime</c>); null if missing or unreadable.</summary>
    [JsonIgnore]
    public DateTime? LocalTime => ServiceTime.ReadLocal(this.LocalTimeText);

    /// <summary>The event's zone as sent (<c>timezone</c>), such as <c>+08:00</c>.</summary>
    [JsonInclude, JsonPropertyName("timezone")]
    public string? TimeZone { get; internal set; }

    /// <summary>What happened, in the carrier's words (<c>eventDetail</c>).</summary>
    [JsonInclude, JsonPropertyName("eventDetail")]
    public string? Description { get; internal set; }

    /// <summary>The description in the language asked for (<c>eventDetailTranslation</c>).</summary>
    [JsonInclude, JsonPropertyName("eventDetailTranslation")]
    public string? Translation { get; internal set; }

    /// <summary>Where (<c>address</c>).</summary>
    [JsonInclude, JsonPropertyName("address")]
    public string? Location { get; internal set; }

    /// <summary>The service's sub-status, such as <c>IN_TRANSIT_03</c>.</summary>
    [JsonInclude, JsonPropertyName("transitSubStatus")]
    public string? TransitSubStatus { get; internal set; }

    /// <summary>The documented meaning of <see cref="TransitSubStatus"/>; null for one this version does not know.</summary>
    [JsonIgnore]
    public string? StatusDescription => StatusText.Explain(this.TransitSubStatus);

    /// <summary>The part of the journey.</summary>
    [JsonIgnore]
    public Leg Leg { get; internal set; }

    /// <summary>The carrier that reported it; null if the service names none.</summary>
    [JsonIgnore]
    public string? CarrierCode { get; internal set; }

    /// <summary>Fields this version does not know, by the service's names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.From(this.Extra);

    /// <summary>The local time as sent (<c>eventTime</c>).</summary>
    [JsonInclude, JsonPropertyName("eventTime")]
    public string? LocalTimeText { get; internal set; }

    /// <summary>The moment in UTC as sent (<c>eventTimeZeroUTC</c>).</summary>
    [JsonInclude, JsonPropertyName("eventTimeZeroUTC")]
    public string? UtcTimeText { get; internal set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <inheritdoc />
    public override string ToString() => $"{this.LocalTimeText} {this.Description}";
}
