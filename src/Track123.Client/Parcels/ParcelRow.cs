using System.Reflection;
using System.Text.Json.Serialization;
using Track123.Batches;
using Track123.Http;
using Track123.Validation;

namespace Track123.Parcels;

/// <summary>
/// A parcel: an input row and, once validated, an item or the body of a request (contract 2.1 to 2.9). Null values are
/// not sent.
/// </summary>
internal sealed record ParcelRow : IBatchItem
{
    /// <summary>
    /// The fields of a row except its number. To add a field, add a property here, a parameter with the same name in
    /// ParcelFieldsCmdlet, and a property of <see cref="RegistrationResult"/>.
    /// </summary>
    public static IReadOnlyList<PropertyInfo> Fields { get; } =
    [
        .. new[]
        {
            nameof(CarrierCode), nameof(OrderNumber), nameof(Country), nameof(ShipTime), nameof(CustomerEmail),
            nameof(PostalCode), nameof(PhoneSuffix), nameof(Remark), nameof(Custom1), nameof(Custom2),
        }.Select(name => typeof(ParcelRow).GetProperty(name)!),
    ];

    /// <inheritdoc />
    [JsonIgnore]
    public long Row { get; init; }

    /// <summary>The line of the file on which the row starts, from 1; null if the row is not from a file.</summary>
    [JsonIgnore]
    public long? Line { get; init; }

    /// <summary>The object that the row was read from.</summary>
    [JsonIgnore]
    public InputReference InputObject { get; init; }

    [JsonPropertyName("trackNo")]
    public string? TrackingNumber { get; init; }

    /// <summary>The carrier's code, such as <c>china-post</c>; null to let the service detect it.</summary>
    [JsonPropertyName("courierCode")]
    public string? CarrierCode { get; init; }

    /// <summary>The customer's own order number.</summary>
    [JsonPropertyName("orderNo")]
    public string? OrderNumber { get; init; }

    /// <summary>The destination country: a code or an English name. It is sent as an alpha-2 code.</summary>
    [JsonPropertyName("country")]
    public string? Country { get; init; }

    /// <summary>The ship date, as <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    [JsonPropertyName("shipTime")]
    public string? ShipTime { get; init; }

    /// <summary>The recipient's e-mail address.</summary>
    [JsonPropertyName("customerEmail")]
    public string? CustomerEmail { get; init; }

    /// <summary>The recipient's postal code, which some carriers require.</summary>
    [JsonPropertyName("postalCode")]
    public string? PostalCode { get; init; }

    /// <summary>A phone number, which some carriers require. Its last four digits are sent.</summary>
    [JsonIgnore]
    public string? PhoneSuffix { get; init; }

    /// <summary>The fields that only some carriers require (contract 7.4).</summary>
    [JsonPropertyName("extendFieldMap")]
    public ExtendFields? ExtendFields => this.PhoneSuffix is { } suffix ? new(suffix) : null;

    [JsonPropertyName("remark")]
    public string? Remark { get; init; }

    [JsonPropertyName("custom1")]
    public string? Custom1 { get; init; }

    [JsonPropertyName("custom2")]
    public string? Custom2 { get; init; }

    /// <summary>The new carrier's code, for a change of carrier (<c>track/update-courier</c>).</summary>
    [JsonPropertyName("newCourierCode")]
    public string? NewCarrierCode { get; init; }

    /// <summary>The language to translate events into, for <c>track/query-realtime</c>.</summary>
    [JsonPropertyName("lang")]
    public string? Language { get; init; }

    /// <summary>How the number is checked before it is sent.</summary>
    [JsonIgnore]
    public NumberCheck NumberCheck { get; init; }

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

/// <summary>The fields that only some carriers require.</summary>
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

/// <summary>The body of <c>track/query</c> (contract 2.2). Null values are not sent.</summary>
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
