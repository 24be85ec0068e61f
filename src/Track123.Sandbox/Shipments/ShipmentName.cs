using System.Text.Json.Nodes;

namespace Track123.InMemory.Shipments;

/// <summary>The way a request names shipments. A part that is null matches every shipment.</summary>
internal readonly record struct ShipmentName(
    string? Number, string? CarrierCode = null, string? OrderNo = null, int? Type = null)
{
    public bool Matches(Shipment shipment) =>
        (this.CarrierCode is null || this.CarrierCode == shipment.Carrier.Code)
        && (this.OrderNo is null || this.OrderNo == shipment.OrderNo)
        && (this.Type is null || this.Type == shipment.Type);

    /// <summary>Returns the rejection of an item with this name.</summary>
    /// <param name="fields">The names of the fields.</param>
    /// <param name="error">The reason.</param>
    /// <param name="index">The item's place in the request; null to leave it out.</param>
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
