namespace Track123.InMemory;

/// <summary>The events of one kind of journey, in order of time.</summary>
/// <param name="Steps">The events; none means the carrier never hears of the parcel.</param>
internal sealed record Plan(Step[] Steps)
{
    private static readonly Step[] Outbound =
    [
        new(0.00, "INFO_RECEIVED_01", "Shipment information received", Spot.Sender),
        new(0.02, "IN_TRANSIT_01", "Picked up by carrier", Spot.Sender),
        new(0.10, "IN_TRANSIT_02", "Arrived at sorting centre", Spot.OriginHub),
        new(0.18, "IN_TRANSIT_04", "Packed for export", Spot.OriginHub) { AbroadOnly = true },
        new(0.24, "IN_TRANSIT_05", "Handed over to airline", Spot.OriginGateway) { AbroadOnly = true },
        new(0.30, "IN_TRANSIT_08", "Flight departed", Spot.OriginGateway) { AbroadOnly = true },
        new(Landing, "IN_TRANSIT_06", "Arrived in destination country", Spot.Gateway) { AbroadOnly = true },
    ];

    private static readonly Step Cleared =
        new(0.64, "IN_TRANSIT_03", "Customs clearance completed", Spot.Gateway) { AbroadOnly = true };

    private static readonly Step[] Inbound =
    [
        .. Outbound,
        Cleared,
        new(0.76, "IN_TRANSIT_02", "Arrived at sorting centre", Spot.Hub),
    ];

    private static readonly Step[] Local =
    [
        .. Inbound,
        new(0.84, "IN_TRANSIT_07", "Arrived at delivery depot", Spot.Recipient),
    ];

    private static readonly Step OutForDelivery = new(0.97, "WAITING_DELIVERY_01", "Out for delivery", Spot.Recipient);

    private static readonly Step NobodyHome =
        new(0.90, "DELIVERY_FAILED_02", "Delivery attempted, nobody at home", Spot.Recipient);

    /// <summary>The share of the journey at which the parcel lands, and its last-mile number is known.</summary>
    public const double Landing = 0.52;

    /// <summary>Handed to the recipient.</summary>
    public static Plan Delivered { get; } = ToDoor("DELIVERED_01", "Delivered");

    /// <summary>Handed over against a signature.</summary>
    public static Plan Signed { get; } = ToDoor("DELIVERED_03", "Delivered, signed by recipient");

    /// <summary>Left next door.</summary>
    public static Plan Neighbour { get; } = ToDoor("DELIVERED_04", "Delivered to a neighbour");

    /// <summary>Gets to the destination's sorting centre and is not heard of again.</summary>
    public static Plan Transit { get; } = new(Inbound);

    /// <summary>Customs keep it.</summary>
    public static Plan Customs { get; } =
        new([.. Outbound, new Step(0.60, "ABNORMAL_02", "Held by customs, documents requested", Spot.Gateway)]);

    /// <summary>Crushed on a belt.</summary>
    public static Plan Damaged { get; } =
        new([.. Inbound, new Step(0.80, "ABNORMAL_03", "Parcel damaged in transit", Spot.Hub)]);

    /// <summary>Nobody at home, and left at that.</summary>
    public static Plan Failed { get; } =
        new([.. Local, OutForDelivery with { At = 0.88 }, NobodyHome]);

    /// <summary>Nobody at home, delivered the day after.</summary>
    public static Plan SecondTry { get; } = new(
    [
        .. Local,
        OutForDelivery with { At = 0.88 },
        NobodyHome,
        new Step(0.92, "WAITING_DELIVERY_03", "Second attempt arranged", Spot.Recipient),
        OutForDelivery with { At = 0.98 },
        new Step(1.00, "DELIVERED_01", "Delivered", Spot.Recipient),
    ]);

    /// <summary>The address does not exist: it goes home.</summary>
    public static Plan Return { get; } = new(
    [
        .. Local,
        OutForDelivery with { At = 0.88 },
        new Step(0.90, "DELIVERY_FAILED_01", "Address incomplete", Spot.Recipient),
        new Step(1.00, "ABNORMAL_07", "Returning to sender", Spot.Hub),
    ]);

    /// <summary>Waits at a collection point.</summary>
    public static Plan Collection { get; } =
        new([.. Local, new Step(0.96, "WAITING_DELIVERY_02", "Ready for collection at parcel shop", Spot.Recipient)]);

    /// <summary>A second carrier takes over after customs, and delivers.</summary>
    public static Plan HandOver { get; } = new(
    [
        .. Outbound,
        Cleared,
        new Step(0.70, "IN_TRANSIT_02", "Handed over to last-mile carrier", Spot.Gateway),
        new Step(0.76, "IN_TRANSIT_02", "Arrived at sorting centre", Spot.Hub) { LastMile = true },
        new Step(0.84, "IN_TRANSIT_07", "Arrived at delivery depot", Spot.Recipient) { LastMile = true },
        OutForDelivery with { LastMile = true },
        new Step(1.00, "DELIVERED_01", "Delivered", Spot.Recipient) { LastMile = true },
    ]);

    /// <summary>The carrier has nothing, and goes on having nothing.</summary>
    public static Plan NoRecord { get; } = new([]);

    /// <summary>The carrier has nothing; after 30 days the service gives up asking.</summary>
    public static Plan Expired { get; } = new([]) { ExpiresAfter = TimeSpan.FromDays(30) };

    /// <summary>How long after registration a parcel without events expires, if it does.</summary>
    public TimeSpan? ExpiresAfter { get; init; }

    /// <summary>Whether a second carrier takes over.</summary>
    public bool HasLastMile { get; } = Array.Exists(Steps, step => step.LastMile);

    /// <summary>Whether it ends with the recipient.</summary>
    public bool Delivers { get; } = Steps is [.., { Status: "DELIVERED" }];

    private static Plan ToDoor(string subStatus, string text) =>
        new([.. Local, OutForDelivery, new Step(1.00, subStatus, text, Spot.Recipient)]);
}
