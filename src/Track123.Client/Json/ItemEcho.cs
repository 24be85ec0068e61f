using System.Text.Json.Serialization;

namespace Track123.Json;

/// <summary>
/// An accepted or rejected item in a response (contract 1.3). Parcels have <c>trackNo</c> and <c>courierCode</c>; cargo
/// has <c>trackingNo</c> and <c>carrierCode</c>.
/// </summary>
internal sealed class ItemEcho
{
    /// <summary>The position of a rejected item in the request, from 0; null if the service does not send it.</summary>
    [JsonPropertyName("index")]
    public int? Index { get; set; }

    [JsonPropertyName("trackNo")]
    public string? TrackNo { get; set; }

    [JsonPropertyName("trackingNo")]
    public string? TrackingNo { get; set; }

    [JsonPropertyName("courierCode")]
    public string? CourierCode { get; set; }

    [JsonPropertyName("carrierCode")]
    public string? CargoCarrierCode { get; set; }

    [JsonPropertyName("orderNo")]
    public string? OrderNumber { get; set; }

    /// <summary>The reason for the rejection; null for an accepted item.</summary>
    [JsonPropertyName("error")]
    public ItemError? Error { get; set; }

    [JsonIgnore]
    public string? Number => this.TrackNo is { Length: > 0 } number ? number : this.TrackingNo;

    [JsonIgnore]
    public string? CarrierCode => this.CourierCode ?? this.CargoCarrierCode;
}

/// <summary>The reason for a rejection.</summary>
internal sealed class ItemError
{
    [JsonPropertyName("code")]
    public string? Code { get; set; }

    [JsonPropertyName("msg")]
    public string? Message { get; set; }
}
