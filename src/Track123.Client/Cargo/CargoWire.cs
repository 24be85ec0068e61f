using System.Text.Json.Serialization;

namespace Track123;

/// <summary>An item of cargo: what ocean and air endpoints take, each its own part of it. What is null is left out.</summary>
internal sealed class CargoItem : IBatchItem
{
    [JsonPropertyName("orderNo")]
    public string? OrderNo { get; set; }

    [JsonPropertyName("trackingNo")]
    public string TrackingNo { get; set; } = "";

    [JsonPropertyName("carrierCode")]
    public string? CarrierCode { get; set; }

    [JsonPropertyName("type")]
    public int? Type { get; set; }

    [JsonPropertyName("customerEmail")]
    public string? CustomerEmail { get; set; }

    /// <summary>For a change of carrier: the one it shall have. It stands beside the items.</summary>
    [JsonIgnore]
    public string? NewCarrierCode { get; set; }

    [JsonIgnore]
    public string Number => this.TrackingNo;

    [JsonIgnore]
    public string Beside => $"{this.OrderNo} {this.CarrierCode} {this.Type}";
}

/// <summary>Body of <c>update-carrier</c> (contract 4.4, 5.4).</summary>
internal sealed class CargoCarrierChange
{
    [JsonPropertyName("carrierCode")]
    public string CarrierCode { get; set; } = "";

    [JsonPropertyName("details")]
    public List<CargoItem> Details { get; set; } = [];
}
