namespace Track123.InMemory.OceanCargo;

/// <summary>
/// Chooses the plan of a number's containers. Every number is delivered about 25 days after registration, except those
/// with one of these prefixes; the characters after the prefix are free.
/// <list type="table">
/// <item><term>SBFINAL</term><description>delivered before it was registered (<c>FINAL</c>)</description></item>
/// <item><term>SBTRANSIT</term><description>leaves the port of transfer and stays at sea
/// (<c>IN_TRANSIT</c>)</description></item>
/// <item><term>SBHOLD</term><description>held by customs in the port of discharge (event
/// <c>HOLD</c>)</description></item>
/// <item><term>SBNOTFOUND</term><description>the carrier has no information (<c>NO_RECORD</c>)</description></item>
/// <item><term>SBEXPIRED</term><description><c>NO_RECORD</c>, after 30 days <c>EXPIRED</c></description></item>
/// <item><term>SBREJECT</term><description>always rejected</description></item>
/// </list>
/// </summary>
internal static class OceanPlans
{
    private const int Inland = 0, Loading = 1, Transfer = 2, Discharge = 3, Delivery = 4;

    private static readonly Step[] ToSea =
    [
        new(0.00, "STUF", "Empty container released to shipper", Inland),
        new(0.03, "GTIN", "Gate in at port of loading", Loading),
        new(0.07, "LOAD", "Loaded on board", Loading, Leg: 0),
        new(0.09, "DEPA", "Vessel departed", Loading, Leg: 0),
        new(0.38, "ARRI", "Vessel arrived at port of transfer", Transfer, Leg: 0),
        new(0.40, "DISC", "Discharged at port of transfer", Transfer, Leg: 0),
        new(0.44, "UNKNOWN", "Container restowed", Transfer),
        new(0.50, "LOAD", "Loaded on board", Transfer, Leg: 1),
        new(0.52, "DEPA", "Vessel departed", Transfer, Leg: 1),
    ];

    private static readonly Step[] ToPort =
    [
        .. ToSea,
        new(0.80, "ARRI", "Vessel arrived", Discharge, Leg: 1),
        new(0.81, "BERT", "Vessel berthed", Discharge, Leg: 1),
        new(0.83, "DISC", "Discharged", Discharge, Leg: 1),
    ];

    private static readonly Plan Delivered = new(
    [
        .. ToPort,
        new(0.86, "CUST", "Released by customs", Discharge),
        new(0.88, "RELS", "Released by carrier", Discharge),
        new(0.92, "GTOT", "Gate out", Discharge),
        new(1.00, "STRP", "Container stripped, empty returned", Delivery),
    ]);

    private static readonly (string Prefix, Plan? Plan)[] Prefixes =
    [
        ("SBFINAL", Delivered with { IsPast = true }),
        ("SBTRANSIT", new(ToSea)),
        ("SBHOLD", new([.. ToPort, new(0.85, "HOLD", "Held by customs", Discharge)])),
        ("SBNOTFOUND", Plan.NoRecord),
        ("SBEXPIRED", Plan.Expired),
        ("SBREJECT", null),
    ];

    /// <summary>Returns the plan of a number; null if the number is always rejected.</summary>
    public static Plan? Choose(string number)
    {
        foreach (var (prefix, plan) in Prefixes)
        {
            if (number.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return plan;
            }
        }

        return Delivered;
    }
}
