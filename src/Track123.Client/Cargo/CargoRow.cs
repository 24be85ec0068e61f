using System.Text.Json.Serialization;
using Track123.Batches;
using Track123.Json;

namespace Track123.Cargo;

/// <summary>
/// A shipment of cargo: a row of the input and, once validated, an item of the requests that name one. Ocean and air use some fields each.
/// Null is left out.
/// </summary>
internal sealed record CargoRow : IBatchItem
{
    /// <inheritdoc />
    [JsonIgnore]
    public long Row { get; init; }

    /// <summary>The order number that the service created when the shipment was registered; ocean only.</summary>
    [JsonPropertyName("orderNo")]
    public string? OrderNumber { get; init; }

    /// <summary>The number; for air an air waybill number, with or without hyphen or space.</summary>
    [JsonPropertyName("trackingNo")]
    public string? TrackingNumber { get; init; }

    /// <summary>The carrier's code, such as <c>matson</c> or <c>cathay-pacific</c>.</summary>
    [JsonPropertyName("carrierCode")]
    public string? CarrierCode { get; init; }

    /// <summary>What an ocean number is; <see cref="OceanNumberType.Unknown"/> for air.</summary>
    [JsonIgnore]
    public OceanNumberType NumberType { get; init; }

    [JsonPropertyName("type")]
    public int? TypeNumber => this.NumberType == OceanNumberType.Unknown ? null : (int)this.NumberType;

    /// <summary>The customer's e-mail address; for air a [guess].</summary>
    [JsonPropertyName("customerEmail")]
    public string? CustomerEmail { get; init; }

    /// <summary>The new carrier, for a change of carrier. It is not part of the item.</summary>
    [JsonIgnore]
    public string? NewCarrierCode { get; init; }

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

/// <summary>The JSON of requests and responses that ocean and air share.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CargoRow))]
[JsonSerializable(typeof(IReadOnlyList<CargoRow>))]
[JsonSerializable(typeof(CargoCarrierChange))]
[JsonSerializable(typeof(ItemEcho))]
[JsonSerializable(typeof(Envelope<Answer<ItemEcho>>))]
internal sealed partial class CargoJson : JsonSerializerContext
{
    public static CargoJson Lenient { get; } =
        new(LenientJson.CreateOptions(new AnswerConverter<ItemEcho>(), new ItemsConverter<ItemEcho>()));
}
