using System.Text.Json;
using System.Text.Json.Nodes;

namespace Track123.InMemory.OceanCargo;

/// <summary>Ocean cargo: types of number, order numbers, containers.</summary>
internal sealed class OceanKind(int seed) : CargoKind
{
    private const int ContainerType = 3;

    public override IReadOnlyList<SandboxCarrier> Carriers => OceanCarriers.All;

    public override ShipmentName ReadName(JsonElement element, bool isRefresh)
    {
        var orderNo = element.RequiredText("orderNo");
        var number = element.RequiredText("trackingNo");
        return new ShipmentName(number, CarrierCode: null, orderNo, ReadNumberType(element));
    }

    public override int ReadNumberType(string number, JsonElement element)
    {
        var type = ReadNumberType(element);
        return OceanPlans.Choose(number) is null
            ? throw RefusedException.Invalid("trackingNo format is not supported")
            : type;
    }

    public override JsonObject ToEcho(CargoShipment shipment)
    {
        var json = new JsonObject
        {
            ["trackingNo"] = shipment.Number,
            ["carrierCode"] = shipment.Carrier.Code,
            ["type"] = shipment.Type,
            ["orderNo"] = shipment.OrderNo,
        };
        if (shipment.CustomerEmail is { } email)
        {
            json["customerEmail"] = email;
        }

        return json;
    }

    public override JsonObject ToRecord(CargoShipment shipment, DateTime now)
    {
        var hash = StableHash.Of(shipment.Number, seed);
        var plan = OceanPlans.Choose(shipment.Number) ?? Plan.NoRecord;
        var duration = TimeSpan.FromHours((24 * 24) + (int)((hash >> 16) % 36));

        // A container number has one container; a booking or a bill of lading has up to three. Each follows the
        // previous one after half a day, so at first some containers have no events.
        var count = shipment.Type == ContainerType ? 1 : 1 + (int)((hash >> 8) % 3);
        var journeys = Enumerable.Range(0, count).Select(
            i => new CargoJourney(shipment, plan, hash, duration, now, TimeSpan.FromHours(12 * i))).ToList();
        var route = new OceanRoute(hash);
        return new JsonObject
        {
            ["trackingNo"] = shipment.Number,
            ["type"] = shipment.Type,
            ["searchStatus"] = journeys[0].StatusWithoutEvents
                ?? (journeys.TrueForAll(journey => journey.IsDelivered) ? "FINAL" : "IN_TRANSIT"),
            ["orderNo"] = shipment.OrderNo,
            ["createTime"] = WireTime.Record(shipment.Registered),
            ["customerEmail"] = shipment.CustomerEmail,
            ["carrierInfo"] = shipment.Carrier.ToJson("carrier"),
            ["containerInfo"] = plan.Steps.Length == 0 || !journeys[0].IsAsked ? null : journeys.Select((journey, i) =>
            {
                var containerHash = StableHash.Mix(hash + (ulong)i);
                return shipment.Type == ContainerType
                    ? OceanContainers.ToJson(shipment.Number, containerHash, journey, route)
                    : OceanContainers.ToJson((OceanCarrier)shipment.Carrier, containerHash, journey, route);
            }).ToJsonArray(),
        };
    }

    private static int ReadNumberType(JsonElement element) => element.Integer("type", 1, 3, "type must be 1, 2 or 3")
        ?? throw RefusedException.Missing("type is required");
}
