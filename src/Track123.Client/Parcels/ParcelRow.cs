using System.Reflection;
using System.Text.Json.Serialization;
using Track123.Batches;
using Track123.Http;

namespace Track123.Parcels;

/// <summary>
/// A parcel: a row of the input and, once validated, an item or body of the requests that name a parcel (contract 2.1 to 2.9). Null is left out.
/// </summary>
internal sealed record ParcelRow : IBatchItem
{
    /// <summary>
    /// The fields that a row can fill besides its number. A new one needs a property here, a parameter of ParcelFieldsCmdlet with the same name,
    /// and a property of <see cref="RegistrationResult"/>.
    /// </summary>
    public static IReadOnlyList<PropertyInfo> Fields { get; } =
    [
        .. new[]
        {
            nameof(CarrierCode), nameof(OrderNumber), nameof(Country), nameof(ShipTime), nameof(CustomerEmail), nameof(PostalCode),
            nameof(PhoneSuffix), nameof(Remark), nameof(Custom1), nameof(Custom2),
        }.Select(name => typeof(ParcelRow).GetProperty(name)!),
    ];

    /// <inheritdoc />
    [JsonIgnore]
    public long Row { get; init; }

    /// <summary>Line of the file that the row begins on, from 1; null if it comes from no file.</summary>
    [JsonIgnore]
    public long? Line { get; init; }

    [JsonPropertyName("trackNo")]
    public string? TrackingNumber { get; init; }

    /// <summary>The carrier's code, such as <c>china-post</c>; null lets the service detect it.</summary>
    [JsonPropertyName("courierCode")]
    public string? CarrierCode { get; init; }

    /// <summary>The customer's own order number.</summary>
    [JsonPropertyName("orderNo")]
    public string? OrderNumber { get; init; }

    /// <summary>The destination, ISO 3166-1 alpha-2.</summary>
    [JsonPropertyName("country")]
    public string? Country { get; init; }

    /// <summary>When the parcel was shipped, in any usual form; sent as <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    [JsonPropertyName("shipTime")]
    public string? ShipTime { get; init; }

    /// <summary>The recipient's e-mail address.</summary>
    [JsonPropertyName("customerEmail")]
    public string? CustomerEmail { get; init; }

    /// <summary>The recipient's postal code, which some carriers need.</summary>
    [JsonPropertyName("postalCode")]
    public string? PostalCode { get; init; }

    /// <summary>The last four digits of a phone number, which some carriers need.</summary>
    [JsonIgnore]
    public string? PhoneSuffix { get; init; }

    /// <summary>Fields that only some carriers need (contract 7.4).</summary>
    [JsonPropertyName("extendFieldMap")]
    public ExtendFields? ExtendFields => this.PhoneSuffix is { } suffix ? new(suffix) : null;

    [JsonPropertyName("remark")]
    public string? Remark { get; init; }

    [JsonPropertyName("custom1")]
    public string? Custom1 { get; init; }

    [JsonPropertyName("custom2")]
    public string? Custom2 { get; init; }

    /// <summary>The new carrier, for a change of carrier (<c>track/update-courier</c>).</summary>
    [JsonPropertyName("newCourierCode")]
    public string? NewCarrierCode { get; init; }

    /// <summary>The language to translate events into, for <c>track/query-realtime</c>.</summary>
    [JsonPropertyName("lang")]
    public string? Language { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public string? Number => this.TrackingNumber;

    /// <inheritdoc />
    [JsonIgnore]
    public string Qualifier => this.CarrierCode ?? "";

    /// <summary>True if the row has a field that <c>track/update</c> can change.</summary>
    [JsonIgnore]
    public bool HasFields => Fields.Any(f => f.Name != nameof(this.CarrierCode) && f.GetValue(this) is not null);
}

/// <summary>Fields that only some carriers need.</summary>
internal sealed record ExtendFields([property: JsonPropertyName("phoneSuffix")] string PhoneSuffix);

/// <summary>An order number to look up.</summary>
internal sealed record OrderRow(long Row, string? OrderNumber) : IBatchItem
{
    /// <inheritdoc />
    public string? Number => this.OrderNumber;

    /// <inheritdoc />
    public string? CarrierCode => null;

    /// <inheritdoc />
    public string Qualifier => "";
}

/// <summary>Body of <c>track/query</c> (contract 2.2). Null is left out.</summary>
internal sealed record QueryBody
{
    [JsonPropertyName("trackNoInfos")]
    public IReadOnlyList<ParcelRow>? TrackNoInfos { get; init; }

    [JsonPropertyName("orderNos")]
    public IReadOnlyList<string>? OrderNos { get; init; }

    [JsonPropertyName("createTimeStart")]
    public string? CreateTimeStart { get; init; }

    [JsonPropertyName("createTimeEnd")]
    public string? CreateTimeEnd { get; init; }

    [JsonPropertyName("cursor")]
    public string Cursor { get; init; } = "";

    [JsonPropertyName("queryPageSize")]
    public int QueryPageSize { get; init; } = Endpoints.QueryParcels.ItemsPerRequest;
}
