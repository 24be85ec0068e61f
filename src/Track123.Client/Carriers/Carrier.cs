using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>The kind of shipments that a carrier transports.</summary>
public enum CarrierType
{
    /// <summary>Parcels.</summary>
    Parcel,

    /// <summary>Ocean cargo.</summary>
    Ocean,

    /// <summary>Air cargo.</summary>
    Air,
}

/// <summary>A carrier that the service supports: an item of <c>courier/list</c> or of a cargo carrier list.</summary>
public sealed class Carrier
{
    /// <summary>
    /// The carrier's code (<c>courierCode</c>, for cargo <c>carrierCode</c>), as for the parameter <c>-CarrierCode</c>.
    /// </summary>
    [JsonIgnore]
    public string CarrierCode => this.CourierCode ?? this.CargoCode ?? "";

    /// <summary>
    /// The English name (<c>courierNameEN</c>, for cargo <c>carrierNameEN</c>), else <c>courierName</c> or
    /// <c>carrierName</c>, else the code.
    /// </summary>
    [JsonIgnore]
    public string Name => First(this.EnglishName, this.CargoEnglishName, this.GeneralName, this.CargoGeneralName)
        ?? this.CarrierCode;

    /// <summary>
    /// The Chinese name (<c>courierNameCN</c>, for cargo <c>carrierNameCN</c>); null if the service sends none.
    /// </summary>
    [JsonIgnore]
    public string? NameChinese => First(this.ChineseName, this.CargoChineseName);

    /// <summary>
    /// The home page (<c>courierHomePage</c>, for cargo <c>carrierHomePage</c>); null if the service sends none.
    /// </summary>
    [JsonIgnore]
    public string? HomePage => First(this.CourierHomePage, this.CargoHomePage);

    /// <summary>The kind of shipments that the carrier transports.</summary>
    [JsonIgnore]
    public CarrierType Type { get; internal set; }

    /// <summary>Fields that this version does not know, keyed by the service's field names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.ToDictionary(this.Extra);

    [JsonInclude, JsonPropertyName("courierCode")]
    internal string? CourierCode { get; set; }

    [JsonInclude, JsonPropertyName("carrierCode")]
    internal string? CargoCode { get; set; }

    [JsonInclude, JsonPropertyName("courierNameCN")]
    internal string? ChineseName { get; set; }

    [JsonInclude, JsonPropertyName("carrierNameCN")]
    internal string? CargoChineseName { get; set; }

    [JsonInclude, JsonPropertyName("carrierNameEN")]
    internal string? CargoEnglishName { get; set; }

    [JsonInclude, JsonPropertyName("courierHomePage")]
    internal string? CourierHomePage { get; set; }

    [JsonInclude, JsonPropertyName("carrierHomePage")]
    internal string? CargoHomePage { get; set; }

    [JsonInclude, JsonPropertyName("courierNameEN")]
    internal string? EnglishName { get; set; }

    [JsonInclude, JsonPropertyName("courierName")]
    internal string? GeneralName { get; set; }

    [JsonInclude, JsonPropertyName("carrierName")]
    internal string? CargoGeneralName { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <inheritdoc />
    public override string ToString() => this.CarrierCode;

    private static string? First(params string?[] texts) => texts.FirstOrDefault(t => t is { Length: > 0 });
}
