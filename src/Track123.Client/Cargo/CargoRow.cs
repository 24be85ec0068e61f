using System.Text.Json.Serialization;
using Track123.Batches;
using Track123.Json;
using Track123.Validation;

namespace Track123.Cargo;

/// <summary>
/// A cargo shipment: an input row and, once validated, an item of a request. Ocean and air cargo each use some of the
/// fields. Null values are not sent.
/// </summary>
internal sealed record CargoRow : IBatchItem
{
    /// <inheritdoc />
    [JsonIgnore]
    public long Row { get; init; }

    /// <summary>The object that the row was read from.</summary>
    [JsonIgnore]
    public InputReference InputObject { get; init; }

    /// <summary>
    /// The order number that the service created when the shipment was registered; for ocean cargo only.
    /// </summary>
    [JsonPropertyName("orderNo")]
    public string? OrderNumber { get; init; }

    /// <summary>The tracking number; for air cargo the air waybill number, with or without a hyphen or space.</summary>
    [JsonPropertyName("trackingNo")]
    public string? TrackingNumber { get; init; }

    /// <summary>The carrier's code, such as <c>matson</c> or <c>cathay-pacific</c>.</summary>
    [JsonPropertyName("carrierCode")]
    public string? CarrierCode { get; init; }

    /// <summary>The type of an ocean number; <see cref="OceanNumberType.Unknown"/> for air cargo.</summary>
    [JsonIgnore]
    public OceanNumberType NumberType { get; init; }

    [JsonPropertyName("type")]
    public int? TypeNumber => this.NumberType == OceanNumberType.Unknown ? null : (int)this.NumberType;

    /// <summary>The customer's e-mail address; for air cargo, the field is a [guess].</summary>
    [JsonPropertyName("customerEmail")]
    public string? CustomerEmail { get; init; }

    /// <summary>The new carrier's code, for a change of carrier. It is sent once per request, not per item.</summary>
    [JsonIgnore]
    public string? NewCarrierCode { get; init; }

    /// <summary>How the number is checked before it is sent.</summary>
    [JsonIgnore]
    public NumberCheck NumberCheck { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public string? Number => this.TrackingNumber;

    /// <inheritdoc />
    [JsonIgnore]
    public string Qualifier => $"{this.OrderNumber} {this.CarrierCode} {this.TypeNumber}";
}

/// <summary>Body of <c>update-carrier</c> (contract 4.4, 5.4).</summary>
internal sealed record CargoCarrierChange(
    [property: JsonPropertyName("carrierCode")] string CarrierCode,
    [property: JsonPropertyName("details")] IReadOnlyList<CargoRow> Details);

/// <summary>The JSON context of the requests and responses that ocean and air cargo share.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CargoRow))]
[JsonSerializable(typeof(IReadOnlyList<CargoRow>))]
[JsonSerializable(typeof(CargoCarrierChange))]
[JsonSerializable(typeof(ItemEcho))]
[JsonSerializable(typeof(Envelope<ResponseData<ItemEcho>>))]
internal sealed partial class CargoJson : JsonSerializerContext
{
    public static CargoJson Lenient { get; } =
        new(LenientJson.CreateOptions(new ResponseDataConverter<ItemEcho>(), new ItemsConverter<ItemEcho>()));
}
