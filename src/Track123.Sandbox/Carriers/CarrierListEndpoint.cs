namespace Track123.InMemory;

/// <summary>Lists the carriers.</summary>
internal sealed class CarrierListEndpoint(Envelope envelope)
{
    public SandboxReply Answer() => envelope.Success(writer =>
    {
        writer.WriteStartArray();
        foreach (var carrier in CarrierTable.All)
        {
            writer.WriteStartObject();
            writer.WriteString("courierCode"u8, carrier.Code);
            writer.WriteString("courierNameCN"u8, carrier.NameCn);
            writer.WriteString("courierNameEN"u8, carrier.NameEn);
            writer.WriteString("courierHomePage"u8, carrier.HomePage);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
