namespace Track123.InMemory;

/// <summary>One container of a shipment.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Size">Its length in feet.</param>
/// <param name="Type">What it is built for.</param>
/// <param name="Way">How far it is.</param>
internal sealed record OceanContainer(string Number, string Size, string Type, CargoWay Way);

/// <summary>One shipment's way at one moment: its route and its containers.</summary>
internal sealed class OceanVoyage
{
    private const int ContainerType = 3;

    private static readonly (string Size, string Type)[] Sizes =
        [("20", "GP"), ("40", "GP"), ("40", "HC"), ("40", "RF"), ("45", "HC")];

    public OceanVoyage(CargoShipment shipment, int seed, DateTimeOffset now)
    {
        var hash = StableHash.Of(shipment.TrackingNo, seed);
        var plan = OceanPlans.Of(shipment.TrackingNo) ?? CargoPlan.NoRecord;
        this.Route = new OceanRoute(hash);

        // A container's number is one container; a booking or a bill of lading has up to three.
        var count = shipment.Type == ContainerType ? 1 : 1 + (int)((hash >> 8) % 3);
        var duration = TimeSpan.FromHours((24 * 24) + (int)((hash >> 16) % 36));

        // One container comes half a day after another: for a while a shipment has some of which nothing is known yet.
        var ways = Enumerable.Range(0, count).Select(
            i => new CargoWay(shipment, plan, hash, duration, now, TimeSpan.FromHours(12 * i))).ToList();
        this.Status = StatusOf(ways);
        this.Containers = plan.Steps.Length == 0 || !ways[0].IsAsked
            ? []
            : [.. ways.Select((way, i) => Make(shipment, StableHash.Mix(hash + (ulong)i), way))];
    }

    public OceanRoute Route { get; }

    /// <summary>The service's code for the shipment as a whole.</summary>
    public string Status { get; }

    /// <summary>The containers; none if the carrier has nothing, or was not asked yet.</summary>
    public IReadOnlyList<OceanContainer> Containers { get; }

    private static string StatusOf(List<CargoWay> ways) => ways[0] switch
    {
        { IsAsked: false } => "INIT",
        { IsExpired: true } => "EXPIRED",
        { Happened: 0 } => "NO_RECORD",
        _ => ways.TrueForAll(way => way.IsDelivered) ? "FINAL" : "IN_TRANSIT",
    };

    private static OceanContainer Make(CargoShipment shipment, ulong hash, CargoWay way)
    {
        var (size, type) = Sizes[hash % (ulong)Sizes.Length];
        var number = shipment.Type == ContainerType
            ? shipment.TrackingNo
            : Number(((OceanCarrier)shipment.Carrier).OwnerCode, (hash >> 8) % 1_000_000);
        return new OceanContainer(number, size, type, way);
    }

    /// <summary>A container number of ISO 6346: owner, six digits, check digit.</summary>
    private static string Number(string owner, ulong serial)
    {
        var text = owner + serial.ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
            sum += Value(text[i]) << i;

        return FormattableString.Invariant($"{text}{sum % 11 % 10}");
    }

    // A is 10, and the multiples of 11 are left out: the standard's own alphabet.
    private static int Value(char character) => character switch
    {
        <= '9' => character - '0',
        'A' => 10,
        <= 'K' => character - 'A' + 11,
        <= 'U' => character - 'A' + 12,
        _ => character - 'A' + 13,
    };
}
