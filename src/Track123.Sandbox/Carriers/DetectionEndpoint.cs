using System.Text.Json;

namespace Track123.InMemory;

/// <summary>
/// Says which carriers a number may be of. It takes <c>tracking_number</c> alone, in snake case unlike all else; where
/// it finds nothing it recommends null and has no candidates.
/// </summary>
internal sealed class DetectionEndpoint(Envelope envelope)
{
    /// <exception cref="RequestRefusedException">The request is wrong.</exception>
    public SandboxReply Answer(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        var number = RequestFields.RequiredText(RequestFields.Object(body), "tracking_number");
        var candidates = CarrierCandidates.Of(number);
        return envelope.Success(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("recommended_carrier"u8);
            if (candidates.Count == 0)
                writer.WriteNullValue();
            else
                Write(writer, candidates[0]);

            writer.WriteStartArray("candidates"u8);
            foreach (var candidate in candidates)
                Write(writer, candidate);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, CarrierCandidate candidate)
    {
        writer.WriteStartObject();
        writer.WriteString("carrier"u8, candidate.Carrier.Code);
        writer.WriteNumber("confidence"u8, candidate.Confidence);
        writer.WriteEndObject();
    }
}
