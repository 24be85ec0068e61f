using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>The part of the journey that an event belongs to.</summary>
public enum Leg
{
    /// <summary>The main leg, which includes the first mile (<c>localLogisticsInfo</c>).</summary>
    Main,

    /// <summary>The last mile, up to the delivery (<c>lastMileInfo</c>).</summary>
    LastMile,
}

/// <summary>An event of a parcel, with its time and location. Events are compared by their time.</summary>
public sealed class TrackingEvent : IComparable
{
    /// <summary>The parcel's tracking number.</summary>
    [JsonIgnore]
    public string TrackingNumber => this.Parcel?.TrackingNumber ?? "";

    /// <summary>The code of the parcel's main carrier; null if the service sends none.</summary>
    [JsonIgnore]
    public string? CarrierCode => this.Parcel?.CarrierCode;

    /// <summary>Your own order number of the parcel.</summary>
    [JsonIgnore]
    public string? OrderNumber => this.Parcel?.OrderNumber;

    /// <summary>The account of the parcel: the name of the connection; null if the connection has no name.</summary>
    [JsonIgnore]
    public string? Account => this.Parcel?.Account;

    /// <summary>The part of the journey.</summary>
    [JsonIgnore]
    public Leg Leg { get; internal set; }

    /// <summary>The code of the carrier that reported the event; null if the service sends none.</summary>
    [JsonIgnore]
    public string? LegCarrierCode =>
        this.Leg == Leg.LastMile ? this.Parcel?.LastMile?.Leg?.CarrierCode : this.Parcel?.MainLeg?.CarrierCode;

    /// <summary>
    /// The time, in the event's time zone if it is known: from <c>eventTimeZeroUTC</c>, else from <c>eventTime</c> with
    /// <c>timezone</c>. If the two differ by more than a day, the latter is used. Null if neither can be read; a time
    /// without a zone is never assumed to be UTC.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? Time => ServiceTime.ReadInstant(this.UtcTimeText, this.LocalTimeText, this.TimeZone);

    /// <summary>
    /// The local time at the event's location (<c>eventTime</c>); null if it is missing or can't be read.
    /// </summary>
    [JsonIgnore]
    public DateTime? LocalTime => ServiceTime.ReadLocal(this.LocalTimeText, this.TimeZone);

    /// <summary>The event's time zone, as the service sent it (<c>timezone</c>), such as <c>+08:00</c>.</summary>
    [JsonInclude, JsonPropertyName("timezone")]
    public string? TimeZone { get; internal set; }

    /// <summary>The carrier's description of the event (<c>eventDetail</c>).</summary>
    [JsonInclude, JsonPropertyName("eventDetail")]
    public string? Description { get; internal set; }

    /// <summary>The description in the requested language (<c>eventDetailTranslation</c>).</summary>
    [JsonInclude, JsonPropertyName("eventDetailTranslation")]
    public string? Translation { get; internal set; }

    /// <summary>The location (<c>address</c>).</summary>
    [JsonInclude, JsonPropertyName("address")]
    public string? Location { get; internal set; }

    /// <summary>
    /// The transit status after the event, which <see cref="TransitSubStatus"/> begins with; null if there is none.
    /// </summary>
    [JsonIgnore]
    public TransitStatus? TransitStatus => StatusText.ReadEventStatus(this.TransitSubStatus);

    /// <summary>The service's sub-status, such as <c>IN_TRANSIT_03</c>.</summary>
    [JsonInclude, JsonPropertyName("transitSubStatus")]
    public string? TransitSubStatus { get; internal set; }

    /// <summary>The description of <see cref="TransitSubStatus"/>; null if this version does not know it.</summary>
    [JsonIgnore]
    public string? StatusDescription => StatusText.Describe(this.TransitSubStatus);

    /// <summary>Fields that this version does not know, keyed by the service's field names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.ToDictionary(this.Extra);

    /// <summary>The local time as the service sent it (<c>eventTime</c>).</summary>
    [JsonInclude, JsonPropertyName("eventTime")]
    public string? LocalTimeText { get; internal set; }

    /// <summary>The time in UTC as the service sent it (<c>eventTimeZeroUTC</c>).</summary>
    [JsonInclude, JsonPropertyName("eventTimeZeroUTC")]
    public string? UtcTimeText { get; internal set; }

    /// <summary>The parcel; null only before <see cref="Tracking.Complete"/>.</summary>
    [JsonIgnore]
    internal Tracking? Parcel { get; set; }

    // Without a time zone, the local time is used, but only to sort events.
    [JsonIgnore]
    internal DateTime SortKey => this.Time?.UtcDateTime ?? this.LocalTime ?? DateTime.MinValue;

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    // Sort-Object uses only this method. An event without a time comes first, and null before it.
    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        TrackingEvent other => this.SortKey.CompareTo(other.SortKey),
        _ => throw new ArgumentException("An event can be compared only with another event.", nameof(obj)),
    };

    /// <inheritdoc />
    public override string ToString() => $"{this.LocalTimeText} {this.Description}";
}
