using System.Text.Json;

namespace Track123.InMemory;

/// <summary>What is ocean's own: types of number, order numbers, containers.</summary>
internal sealed class OceanKind(int seed) : CargoKind
{
    public override IReadOnlyList<CargoCarrier> Carriers => OceanCarriers.All;

    public override CargoName ReadName(JsonElement element, bool isRefresh)
    {
        var orderNo = RequestFields.RequiredText(element, "orderNo");
        var trackingNo = RequestFields.RequiredText(element, "trackingNo");
        var (error, type) = ReadType(element);
        return error is null
            ? new CargoName(trackingNo, orderNo, type, CarrierCode: null)
            : throw new RequestRefusedException(400, error.Code, error.Message);
    }

    public override (ItemError? Error, int Type) Judge(string trackingNo, JsonElement element)
    {
        var (error, type) = ReadType(element);
        if (error is null && OceanPlans.Of(trackingNo) is null)
            error = ItemError.Parameter("trackingNo format is not supported");
        return (error, type);
    }

    public override void WriteCarrierFields(Utf8JsonWriter writer, CargoCarrier carrier)
    {
    }

    public override void WriteEchoFields(Utf8JsonWriter writer, CargoShipment shipment)
    {
        writer.WriteNumber("type"u8, shipment.Type);
        writer.WriteString("orderNo"u8, shipment.OrderNo);
        if (shipment.CustomerEmail is { } email)
            writer.WriteString("customerEmail"u8, email);
    }

    public override void WriteShipment(Utf8JsonWriter writer, CargoShipment shipment, DateTimeOffset now)
    {
        var voyage = new OceanVoyage(shipment, seed, now);
        writer.WriteStartObject();
        writer.WriteString("trackingNo"u8, shipment.TrackingNo);
        writer.WriteNumber("type"u8, shipment.Type);
        writer.WriteString("searchStatus"u8, voyage.Status);
        writer.WriteString("orderNo"u8, shipment.OrderNo);
        WireTime.WriteRecordTime(writer, "createTime"u8, shipment.Registered);
        writer.WriteString("customerEmail"u8, shipment.CustomerEmail);
        writer.WriteStartObject("carrierInfo"u8);
        this.WriteCarrier(writer, shipment.Carrier);
        writer.WriteEndObject();
        if (voyage.Containers.Count == 0)
        {
            writer.WriteNull("containerInfo"u8);
        }
        else
        {
            writer.WriteStartArray("containerInfo"u8);
            foreach (var container in voyage.Containers)
                ContainerWriter.Write(writer, container, voyage.Route);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static (ItemError? Error, int Type) ReadType(JsonElement element)
    {
        if (!element.TryGetProperty("type", out var value) || value.ValueKind == JsonValueKind.Null)
            return (ItemError.Required("type"), 0);

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var type) && type is >= 1 and <= 3
            ? (null, type)
            : (ItemError.Parameter("type must be 1, 2 or 3"), 0);
    }
}
