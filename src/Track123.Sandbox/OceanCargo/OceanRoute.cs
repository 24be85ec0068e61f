namespace Track123.InMemory;

/// <summary>A place a container passes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Zone">Distance from UTC. Winter time all year: the events need a zone, not a calendar.</param>
internal sealed record OceanPlace(string Name, TimeSpan Zone);

/// <summary>
/// The five places of a container's way, in the order of the service's location types, and the ships between them.
/// </summary>
internal sealed class OceanRoute
{
    private static readonly string[] Types = ["PRE", "POL", "POT", "POD", "PDE"];

    // Where it is stuffed, and the port it leaves from.
    private static readonly (OceanPlace Inland, OceanPlace Port)[] Origins =
    [
        (At("Suzhou", 8), At("Shanghai", 8)), (At("Yiwu", 8), At("Ningbo", 8)), (At("Dongguan", 8), At("Yantian", 8)),
        (At("Daegu", 9), At("Busan", 9)), (At("Taichung", 8), At("Kaohsiung", 8)),
        (At("Hà Nội", 7), At("Hải Phòng", 7)),
    ];

    private static readonly OceanPlace[] Hubs =
        [At("Singapore", 8), At("Port Klang", 8), At("Colombo", 5.5), At("Tanger Med", 1), At("Manzanillo", -5)];

    // The port it arrives at, and where it is unpacked.
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
        var origin = Pick(Origins, this.hash);
        var destination = Pick(Destinations, this.hash >> 8);
        this.places = [origin.Inland, origin.Port, Pick(Hubs, this.hash >> 16), destination.Port, destination.Inland];
    }

    public OceanPlace Place(int stop) => this.places[stop];

    /// <summary>The service's code for the kind of place.</summary>
    public static string TypeOf(int stop) => Types[stop];

    /// <summary>The ship of a leg; two legs never share one.</summary>
    public string Ship(int leg) => Ships[(int)((this.hash >> 24) % (ulong)Ships.Length + (ulong)leg) % Ships.Length];

    /// <summary>The ship's voyage on a leg.</summary>
    public string Voyage(int leg) =>
        FormattableString.Invariant($"{100 + ((this.hash >> (32 + (leg * 8))) % 800)}{(leg == 0 ? 'E' : 'W')}");

    private static OceanPlace At(string name, double zone) => new(name, TimeSpan.FromHours(zone));

    private static T Pick<T>(T[] of, ulong hash) => of[hash % (ulong)of.Length];
}
