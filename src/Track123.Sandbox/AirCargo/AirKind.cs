using System.Text.Json;
using System.Text.Json.Nodes;

namespace Track123.InMemory.AirCargo;

/// <summary>Air cargo: waybills and flights.</summary>
internal sealed class AirKind(int seed) : CargoKind
{
    public override IReadOnlyList<SandboxCarrier> Carriers => Airlines.All;

    // The carrier is optional, except for a refresh.
    public override ShipmentName ReadName(JsonElement element, bool isRefresh)
    {
        var number = element.RequiredText("trackingNo");
        return new ShipmentName(
            number, isRefresh ? element.RequiredText("carrierCode") : element.Text("carrierCode"));
    }

    public override int ReadNumberType(string number, JsonElement element) =>
        !IsAirWaybill(number) ? throw RefusedException.Invalid("trackingNo is not an air waybill number")
        : AirPlans.Choose(number) is null ? throw RefusedException.Invalid("trackingNo format is not supported")
        : 0;

    public override JsonObject ToEcho(CargoShipment shipment) =>
        new() { ["trackingNo"] = shipment.Number, ["carrierCode"] = shipment.Carrier.Code };

    public override JsonObject ToRecord(CargoShipment shipment, DateTime now)
    {
        var hash = StableHash.Of(shipment.Number, seed);
        var plan = AirPlans.Choose(shipment.Number) ?? Plan.NoRecord;
        var duration = TimeSpan.FromHours((24 * 4) + (int)((hash >> 16) % 36));
        var journey = new CargoJourney(shipment, plan, hash, duration, now);
        return new JsonObject
        {
            ["trackingNo"] = shipment.Number,
            ["carrierCode"] = shipment.Carrier.Code,
            ["aviationStatus"] = journey.StatusWithoutEvents ?? journey.LastEvent!.Step.Code,
            ["createTime"] = WireTime.Record(shipment.Registered),
            ["customerEmail"] = shipment.CustomerEmail,
            ["carrierInfo"] = shipment.Carrier.ToJson("carrier"),
            ["trackingDetails"] = journey.LastEvent is null
                ? null
                : CreateEvents(journey, (Airline)shipment.Carrier, StableHash.Mix(hash + 1)),
        };
    }

    // The cargo takes two flights of one airline, through its hub.
    private static JsonArray CreateEvents(CargoJourney journey, Airline airline, ulong hash)
    {
        var ends = Airlines.EndAirports;
        var first = (int)(hash % (ulong)ends.Count);

        // Any airport other than the first.
        var second = (first + 1 + (int)((hash >> 8) % (ulong)(ends.Count - 1))) % ends.Count;
        Airport[] airports = [ends[first], airline.Hub, ends[second]];
        return Enumerable.Reverse(journey.Events).Select(one => new JsonObject
        {
            ["status"] = one.Step.Code,
            ["eventTime"] = WireTime.Local(one.Time + airports[one.Step.Place].Zone),
            ["eventTimeUTC"] = WireTime.Utc(one.Time),
            ["eventDetails"] = one.Step.Text,
            ["locationName"] = airports[one.Step.Place].ToString(),
            ["flight"] = one.Step.Leg is not { } leg
                ? null
                : FormattableString.Invariant($"{airline.Designator}{100 + ((hash >> (16 + (leg * 16))) % 900)}"),
        }).ToJsonArray();
    }

    /// <summary>
    /// Returns true for three digits, a hyphen, seven digits, and a check digit: the seven digits modulo 7.
    /// </summary>
    private static bool IsAirWaybill(string text) =>
        text.Length == 12 && text[3] == '-' && text.Remove(3, 1).All(character => character is >= '0' and <= '9')
        && text.Skip(4).Take(7).Aggregate(0, (serial, digit) => (serial * 10) + digit - '0') % 7 == text[11] - '0';
}
