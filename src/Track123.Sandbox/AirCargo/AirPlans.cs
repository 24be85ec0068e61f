namespace Track123.InMemory.AirCargo;

/// <summary>
/// Chooses the plan of an air waybill. Every number is delivered about five days after registration, except those whose
/// serial number, the part after the hyphen, starts with these digits; three more digits are free, and the last one is
/// the check digit.
/// <list type="table">
/// <item><term>9900</term><description>delivered before it was registered (<c>DELIVERED</c>)</description></item>
/// <item><term>9901</term><description>leaves the hub and stays in the air (<c>IN_TRANSIT</c>)</description></item>
/// <item><term>9902</term><description>damaged on arrival (<c>EXCEPTION</c>)</description></item>
/// <item><term>9903</term><description>the carrier has no information (<c>NO_RECORD</c>)</description></item>
/// <item><term>9904</term><description><c>NO_RECORD</c>, after 30 days <c>EXPIRED</c></description></item>
/// <item><term>9909</term><description>always rejected</description></item>
/// </list>
/// </summary>
internal static class AirPlans
{
    private const int Origin = 0, Hub = 1, Destination = 2;
    private const int PrefixLength = 4;

    private static readonly Step[] ToAir =
    [
        new(0.00, "BOOKED", "Booked on flight", Origin, Leg: 0),
        new(0.05, "RECEIVED", "Received from shipper", Origin),
        new(0.20, "IN_TRANSIT", "Departed", Origin, Leg: 0),
        new(0.32, "ARRIVED", "Arrived", Hub, Leg: 0),
        new(0.45, "IN_TRANSIT", "Departed", Hub, Leg: 1),
    ];

    private static readonly Step[] ToGround = [.. ToAir, new(0.60, "ARRIVED", "Arrived", Destination, Leg: 1)];

    private static readonly Plan Delivered = new(
    [
        .. ToGround,
        new(0.70, "NOTIFIED", "Consignee notified", Destination),
        new(1.00, "DELIVERED", "Delivered to consignee", Destination),
    ]);

    private static readonly Dictionary<string, Plan?> BySerial = new(StringComparer.Ordinal)
    {
        ["9900"] = Delivered with { IsPast = true },
        ["9901"] = new(ToAir),
        ["9902"] = new([.. ToGround, new(0.66, "EXCEPTION", "Cargo damaged", Destination)]),
        ["9903"] = Plan.NoRecord,
        ["9904"] = Plan.Expired,
        ["9909"] = null,
    };

    /// <summary>Returns the plan of an air waybill; null if it is always rejected.</summary>
    public static Plan? Choose(string awb) =>
        BySerial.TryGetValue(awb.Substring(awb.IndexOf('-') + 1, PrefixLength), out var plan) ? plan : Delivered;
}
