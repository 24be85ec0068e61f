using System.Text.Json.Nodes;

namespace Track123.InMemory.Shipments;

/// <summary>The parts by which a request identifies shipments. A part that is null matches every shipment.</summary>
internal readonly record struct ShipmentName(
    string? Number, string? CarrierCode = null, string? OrderNo = null, int? Type = null)
{
    public bool Matches(Shipment shipment) =>
        (this.CarrierCode is null || this.CarrierCode == shipment.Carrier.Code)
        && (this.OrderNo is null || this.OrderNo == shipment.OrderNo)
        && (this.Type is null || this.Type == shipment.Type);

    /// <summary>Creates the rejection entry of an item with this name.</summary>
    /// <param name="fields">The names of the fields.</param>
    /// <param name="error">The reason.</param>
    /// <param name="index">The item's position in the request; null to omit it.</param>
    public JsonObject ToRejection(FieldNames fields, RefusedException error, int? index = null)
    {
        var json = new JsonObject();
        if (index is { } place)
        {
            json["index"] = place;
        }

        json[fields.Number] = this.Number;
        if (this.OrderNo is { } orderNo)
        {
            json["orderNo"] = orderNo;
        }

        if (this.CarrierCode is { } carrierCode)
        {
            json[fields.CarrierCode] = carrierCode;
        }

        json["error"] = error.ToJson();
        return json;
    }
}
