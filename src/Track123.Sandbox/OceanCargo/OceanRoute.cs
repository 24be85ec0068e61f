namespace Track123.InMemory.OceanCargo;

/// <summary>A place on a container's route.</summary>
/// <param name="Name">The name.</param>
/// <param name="Zone">The offset from UTC, without daylight saving time.</param>
internal sealed record OceanPlace(string Name, TimeSpan Zone);

/// <summary>
/// The five places of a container's route, in the order of the service's location types, and the ships between them.
/// </summary>
internal sealed class OceanRoute
{
    private static readonly string[] PlaceTypes = ["PRE", "POL", "POT", "POD", "PDE"];

    // The place where the container is loaded, and the port of loading.
    private static readonly (OceanPlace Inland, OceanPlace Port)[] Origins =
    [
        (At("Suzhou", 8), At("Shanghai", 8)), (At("Yiwu", 8), At("Ningbo", 8)), (At("Dongguan", 8), At("Yantian", 8)),
        (At("Daegu", 9), At("Busan", 9)), (At("Taichung", 8), At("Kaohsiung", 8)),
        (At("Hà Nội", 7), At("Hải Phòng", 7)),
    ];

    private static readonly OceanPlace[] Hubs =
        [At("Singapore", 8), At("Port Klang", 8), At("Colombo", 5.5), At("Tanger Med", 1), At("Manzanillo", -5)];

    // The port of discharge, and the place where the container is unloaded.
    private static readonly (OceanPlace Port, OceanPlace Inland)[] Destinations =
    [
        (At("Los Angeles, CA", -8), At("Phoenix, AZ", -7)), (At("Hamburg", 1), At("Nürnberg", 1)),
        (At("Rotterdam", 1), At("Duisburg", 1)), (At("Felixstowe", 0), At("Birmingham", 0)),
        (At("Sydney", 10), At("Canberra", 10)), (At("Santos", -3), At("São Paulo", -3)),
        (At("Honolulu, HI", -10), At("Honolulu, HI", -10)),
    ];

    private static readonly string[] Ships =
    [
        "MAUNAWILI", "PACIFIC HERON", "NORTHERN GRACE", "SOUTHERN LILY", "EVENING TIDE", "COPPER STRAIT",
        "ATLANTIC WREN", "RIVER JADE",
    ];

    private readonly OceanPlace[] places;
    private readonly ulong hash;

    public OceanRoute(ulong hash)
    {
        this.hash = StableHash.Mix(hash + 1);
        var origin = StableHash.Pick(Origins, this.hash);
        var destination = StableHash.Pick(Destinations, this.hash >> 8);
        var hub = StableHash.Pick(Hubs, this.hash >> 16);
        this.places = [origin.Inland, origin.Port, hub, destination.Port, destination.Inland];
    }

    /// <summary>Returns the service's code for the type of location.</summary>
    public static string GetPlaceType(Step step) => PlaceTypes[step.Place];

    public OceanPlace GetPlace(Step step) => this.places[step.Place];

    /// <summary>Returns the ship of a leg. Two legs never have the same ship.</summary>
    public string GetShip(int leg) => StableHash.Pick(Ships, ((this.hash >> 24) % (ulong)Ships.Length) + (ulong)leg);

    /// <summary>Returns the voyage number of a leg.</summary>
    public string GetVoyage(int leg) =>
        FormattableString.Invariant($"{100 + ((this.hash >> (32 + (leg * 8))) % 800)}{(leg == 0 ? 'E' : 'W')}");

    private static OceanPlace At(string name, double zone) => new(name, TimeSpan.FromHours(zone));
}
