using System.Text.Json.Nodes;

namespace Track123.InMemory.OceanCargo;

/// <summary>Creates the records of containers and their events, newest first.</summary>
internal static class OceanContainers
{
    private static readonly (string Size, string Type)[] Sizes =
        [("20", "GP"), ("40", "GP"), ("40", "HC"), ("40", "RF"), ("45", "HC")];

    /// <summary>Creates the record of a container that belongs to that carrier.</summary>
    public static JsonObject ToJson(OceanCarrier owner, ulong hash, CargoJourney journey, OceanRoute route) =>
        ToJson(CreateNumber(owner.OwnerCode, (hash >> 8) % 1_000_000), hash, journey, route);

    /// <summary>Creates the record of a container with that number.</summary>
    public static JsonObject ToJson(string number, ulong hash, CargoJourney journey, OceanRoute route)
    {
        var (size, type) = StableHash.Pick(Sizes, hash);
        var last = journey.LastEvent;
        var latestLeg = journey.Events.FindLast(one => one.Step.Leg is not null)?.Step.Leg;
        return new JsonObject
        {
            ["containerNo"] = number,
            ["containerSize"] = size,
            ["containerType"] = type,
            ["containerDetails"] = size + type,
            ["lastTrackingTime"] = WireTime.Record(last?.Time),
            ["transitStatus"] = last is null ? "NO_RECORD" : StatusAfter(journey, last),
            ["transitSubStatus"] = null,
            ["vesselName"] = latestLeg is { } ship ? route.GetShip(ship) : null,
            ["voyage"] = latestLeg is { } leg ? route.GetVoyage(leg) : null,
            ["currentStatus"] = last is null ? null : new JsonObject
            {
                ["eventDetails"] = last.Step.Text,
                ["eventTime"] = LocalTime(last, route),
                ["eventTimeUTC"] = WireTime.Local(last.Time),
                ["locationName"] = route.GetPlace(last.Step).Name,
                ["locationType"] = OceanRoute.GetPlaceType(last.Step),
            },
            ["trackingDetails"] = last is null
                ? null
                : Enumerable.Reverse(journey.Events).Select(one => CreateEvent(one, journey, route)).ToJsonArray(),
        };
    }

    private static JsonObject CreateEvent(JourneyEvent one, CargoJourney journey, OceanRoute route) => new()
    {
        ["eventDetails"] = one.Step.Text,
        ["eventTime"] = LocalTime(one, route),

        // Without a UTC suffix, as in the contract's sample. Air cargo has the suffix.
        ["eventTimeUTC"] = WireTime.Local(one.Time),
        ["eventStatus"] = one.Step.Code,
        ["locationName"] = route.GetPlace(one.Step).Name,
        ["locationType"] = OceanRoute.GetPlaceType(one.Step),
        ["transitStatus"] = StatusAfter(journey, one),
        ["transitSubStatus"] = null,
        ["vesselName"] = one.Step.Leg is { } ship ? route.GetShip(ship) : null,
        ["voyage"] = one.Step.Leg is { } leg ? route.GetVoyage(leg) : null,
    };

    private static string LocalTime(JourneyEvent one, OceanRoute route) =>
        WireTime.Local(one.Time + route.GetPlace(one.Step).Zone);

    private static string StatusAfter(CargoJourney journey, JourneyEvent one) =>
        journey.IsDelivered && one == journey.LastEvent ? "DELIVERED" : "IN_TRANSIT";

    /// <summary>Creates a container number (ISO 6346): owner code, six digits, check digit.</summary>
    private static string CreateNumber(string owner, ulong serial)
    {
        var text = FormattableString.Invariant($"{owner}{serial:D6}");
        var sum = text.Select((character, i) => ValueOf(character) << i).Sum();
        return FormattableString.Invariant($"{text}{sum % 11 % 10}");
    }

    // The values start at 10 and skip multiples of 11, as the standard requires.
    private static int ValueOf(char character) => character switch
    {
        <= '9' => character - '0',
        'A' => 10,
        <= 'K' => character - 'A' + 11,
        <= 'U' => character - 'A' + 12,
        _ => character - 'A' + 13,
    };
}
