using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123.Carriers;

/// <summary>
/// A carrier in a response of <c>courier/detection</c>, with the field names that different clients observed.
/// </summary>
internal sealed class DetectedCarrier
{
    [JsonPropertyName("carrier")]
    public string? Carrier { get; set; }

    [JsonPropertyName("courierCode")]
    public string? CourierCode { get; set; }

    [JsonPropertyName("carrier_code")]
    public string? CarrierCode { get; set; }

    [JsonPropertyName("code")]
    public string? Code { get; set; }

    [JsonPropertyName("confidence")]
    public double? Confidence { get; set; }

    [JsonIgnore]
    public string? AnyCode => this.Carrier ?? this.CourierCode ?? this.CarrierCode ?? this.Code;
}

/// <summary>The content of a response of <c>courier/detection</c>.</summary>
internal sealed class Detection
{
    public DetectedCarrier? Recommended { get; set; }

    public Items<DetectedCarrier> Candidates { get; set; } = new();

    /// <summary>Returns all candidates without duplicates, the recommended one first.</summary>
    public IReadOnlyList<CarrierCandidate> ToCandidates(string trackingNumber)
    {
        var recommended = this.Recommended?.AnyCode;
        var all = this.Candidates.Content.Where(c => c.AnyCode is { Length: > 0 } && c.AnyCode != recommended);
        return [.. (recommended is { Length: > 0 } ? all.Prepend(this.Recommended!) : all).Select(
            c => new CarrierCandidate
        {
            TrackingNumber = trackingNumber,
            CarrierCode = c.AnyCode!,
            Confidence = c.Confidence,
            IsRecommended = c.AnyCode == recommended,
        })];
    }
}

/// <summary>Reads <see cref="Detection"/> from an object or an array. Older clients received an array.</summary>
internal sealed class DetectionConverter : JsonConverter<Detection>
{
    private readonly ItemsConverter<DetectedCarrier> items = new();

    public override bool HandleNull => true;

    public override Detection Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var detection = new Detection();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            detection.Candidates = this.items.Read(ref reader, typeof(Items<DetectedCarrier>), options);
            return detection;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRecommended = reader.ValueTextEquals("recommended_carrier"u8);
            var isCode = reader.ValueTextEquals("courierCode"u8) || reader.ValueTextEquals("carrier_code"u8);
            var isCandidates = reader.ValueTextEquals("candidates"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && (isRecommended || isCode))
            {
                detection.Recommended = new() { Carrier = reader.GetString() };
            }
            else if (isRecommended || isCandidates)
            {
                var read = this.items.Read(ref reader, typeof(Items<DetectedCarrier>), options);
                detection.Recommended = isRecommended && read.Content.Count > 0
                    ? read.Content[0]
                    : detection.Recommended;
                detection.Candidates = isCandidates ? read : detection.Candidates;
            }
            else
            {
                reader.Skip();
            }
        }

        return detection;
    }

    public override void Write(Utf8JsonWriter writer, Detection value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
