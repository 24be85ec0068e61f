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

/// <summary>A carrier the service can follow: an item of <c>courier/list</c>.</summary>
public sealed class Carrier
{
    /// <summary>The carrier's code (<c>courierCode</c>), to give as <c>-CarrierCode</c>.</summary>
    [JsonInclude, JsonPropertyName("courierCode")]
    public string CarrierCode { get; internal set => field = value ?? ""; } = "";

    /// <summary>The English name (<c>courierNameEN</c>), else the only one sent.</summary>
    [JsonIgnore]
    public string Name => this.EnglishName is { Length: > 0 } english ? english : this.OnlyName ?? this.CarrierCode;

    /// <summary>The Chinese name (<c>courierNameCN</c>).</summary>
    [JsonInclude, JsonPropertyName("courierNameCN")]
    public string? NameChinese { get; internal set; }

    /// <summary>The home page (<c>courierHomePage</c>).</summary>
    [JsonInclude, JsonPropertyName("courierHomePage")]
    public string? HomePage { get; internal set; }

    /// <summary>What it carries.</summary>
    [JsonIgnore]
    public CarrierType Type { get; internal set; }

    /// <summary>Fields this version does not know, by the service's names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalData => PlainData.From(this.Extra);

    [JsonInclude, JsonPropertyName("courierNameEN")]
    internal string? EnglishName { get; set; }

    [JsonInclude, JsonPropertyName("courierName")]
    internal string? OnlyName { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <inheritdoc />
    public override string ToString() => this.CarrierCode;
}
