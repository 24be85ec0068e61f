using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>What a carrier carries.</summary>
public enum CarrierType
{
    /// <summary>Parcels.</summary>
    Parcel,

    /// <summary>Ocean cargo.</summary>
    Ocean,

    /// <summary>Air cargo.</summary>
    Air,
}

/// <summary>A carrier the service can follow: an item of <c>courier/list</c> or of the carrier lists of cargo.</summary>
public sealed class Carrier
{
    /// <summary>The carrier's code (<c>courierCode</c>, for cargo <c>carrierCode</c>), to give as <c>-CarrierCode</c>.</summary>
    [JsonIgnore]
    public string CarrierCode => this.CourierCode ?? this.CargoCode ?? "";

    /// <summary>The English name (<c>courierNameEN</c>), else the only one sent.</summary>
    [JsonIgnore]
    public string Name => First(this.EnglishName, this.CargoEnglishName, this.OnlyName) ?? this.CarrierCode;

    /// <summary>The Chinese name (<c>courierNameCN</c>).</summary>
    [JsonIgnore]
    public string? NameChinese => First(this.ChineseName, this.CargoChineseName);

    /// <summary>The home page (<c>courierHomePage</c>).</summary>
    [JsonIgnore]
    public string? HomePage => First(this.CourierHomePage, this.CargoHomePage);

    /// <summary>What it carries.</summary>
    [JsonIgnore]
    public CarrierType Type { get; internal set; }

    /// <summary>Fields this version does not know, by the service's names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => JsonConversion.From(this.Extra);

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
    internal string? OnlyName { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    private static string? First(params string?[] texts) => texts.FirstOrDefault(t => t is { Length: > 0 });

    /// <inheritdoc />
    public override string ToString() => this.CarrierCode;
}
