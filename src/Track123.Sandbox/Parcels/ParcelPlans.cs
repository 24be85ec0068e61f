namespace Track123.InMemory.Parcels;

/// <summary>The effect of a number's prefix.</summary>
/// <param name="Prefix">The prefix; case is ignored.</param>
/// <param name="Plan">The journey.</param>
/// <param name="Carrier">The code of the carrier that detection finds.</param>
/// <param name="Needs">The extra field that is required with every carrier.</param>
/// <param name="IsRejected">Whether the number is always rejected.</param>
internal sealed record PrefixRule(
    string Prefix,
    Plan Plan,
    string Carrier = "yunexpress",
    ExtraField Needs = ExtraField.None,
    bool IsRejected = false);

/// <summary>
/// Selects the journey of a number. A number with one of these prefixes has that journey, which ends within a week of
/// registration. The characters after the prefix can be anything.
/// <list type="table">
/// <item><term>SBDELIVERED</term><description>delivered (<c>DELIVERED_01</c>)</description></item>
/// <item><term>SBTRANSIT</term><description>stays <c>IN_TRANSIT</c></description></item>
/// <item><term>SBEXCEPTION</term><description>held by customs (<c>ABNORMAL_02</c>)</description></item>
/// <item><term>SBFAILED</term><description>recipient not at home (<c>DELIVERY_FAILED_02</c>)</description></item>
/// <item><term>SBRETURN</term><description>on its way back to the sender (<c>ABNORMAL_07</c>)</description></item>
/// <item><term>SBPICKUP</term><description>ready at a collection point
/// (<c>WAITING_DELIVERY_02</c>)</description></item>
/// <item><term>SBLASTMILE</term><description>handed over to a second carrier, which delivers</description></item>
/// <item><term>SBNOTFOUND</term><description>the carrier has no information (<c>NO_RECORD</c>)</description></item>
/// <item><term>SBEXPIRED</term><description><c>NO_RECORD</c>, after 30 days <c>EXPIRED</c></description></item>
/// <item><term>SBPOSTAL</term><description>rejected without <c>postalCode</c>; delivered</description></item>
/// <item><term>SBPHONE</term><description>rejected without <c>extendFieldMap.phoneSuffix</c>;
/// delivered</description></item>
/// <item><term>SBREJECT</term><description>always rejected</description></item>
/// </list>
/// The journey of any other number depends on its characters. Of 100 numbers, about 70 are delivered after 4 to 12
/// days, 8 stay in transit, 6 have an exception, 5 are delivered on the second attempt, 7 are delivered by a last-mile
/// carrier, and 4 have no record.
/// </summary>
internal static class ParcelPlans
{
    /// <summary>The share of the journey after which the parcel lands and its last-mile number is known.</summary>
    public const double Landing = 0.52;

    /// <summary>The places of a journey.</summary>
    public const int Sender = 0, OriginHub = 1, OriginGateway = 2, Gateway = 3, Hub = 4, Recipient = 5;

    private static readonly Step[] Outbound =
    [
        new(0.00, "INFO_RECEIVED_01", "Shipment information received", Sender),
        new(0.02, "IN_TRANSIT_01", "Picked up by carrier", Sender),
        new(0.10, "IN_TRANSIT_02", "Arrived at sorting center", OriginHub),
        new(0.18, "IN_TRANSIT_04", "Packed for export", OriginHub) { AbroadOnly = true },
        new(0.24, "IN_TRANSIT_05", "Handed over to airline", OriginGateway) { AbroadOnly = true },
        new(0.30, "IN_TRANSIT_08", "Flight departed", OriginGateway) { AbroadOnly = true },
        new(Landing, "IN_TRANSIT_06", "Arrived in destination country", Gateway) { AbroadOnly = true },
    ];

    private static readonly Step Cleared =
        new(0.64, "IN_TRANSIT_03", "Customs clearance completed", Gateway) { AbroadOnly = true };

    private static readonly Step[] Inbound =
    [
        .. Outbound,
        Cleared,
        new(0.76, "IN_TRANSIT_02", "Arrived at sorting center", Hub),
    ];

    private static readonly Step[] Local =
    [
        .. Inbound,
        new(0.84, "IN_TRANSIT_07", "Arrived at delivery depot", Recipient),
    ];

    private static readonly Step OutForDelivery = new(0.97, "WAITING_DELIVERY_01", "Out for delivery", Recipient);

    private static readonly Step RecipientNotHome =
        new(0.90, "DELIVERY_FAILED_02", "Delivery attempted, recipient not at home", Recipient);

    private static readonly Plan Delivered = ToDoor("DELIVERED_01", "Delivered");

    private static readonly Plan Signed = ToDoor("DELIVERED_03", "Delivered, signed by recipient");

    private static readonly Plan Neighbor = ToDoor("DELIVERED_04", "Delivered to a neighbor");

    private static readonly Plan Transit = new(Inbound);

    private static readonly Plan Customs =
        new([.. Outbound, new(0.60, "ABNORMAL_02", "Held by customs, documents requested", Gateway)]);

    private static readonly Plan Damaged =
        new([.. Inbound, new(0.80, "ABNORMAL_03", "Parcel damaged in transit", Hub)]);

    private static readonly Plan Failed =
        new([.. Local, OutForDelivery with { At = 0.88 }, RecipientNotHome]);

    private static readonly Plan SecondTry = new(
    [
        .. Local,
        OutForDelivery with { At = 0.88 },
        RecipientNotHome,
        new(0.92, "WAITING_DELIVERY_03", "Second attempt arranged", Recipient),
        OutForDelivery with { At = 0.98 },
        new(1.00, "DELIVERED_01", "Delivered", Recipient),
    ]);

    private static readonly Plan Return = new(
    [
        .. Local,
        OutForDelivery with { At = 0.88 },
        new(0.90, "DELIVERY_FAILED_01", "Address incomplete", Recipient),
        new(1.00, "ABNORMAL_07", "Returning to sender", Hub),
    ]);

    private static readonly Plan Collection =
        new([.. Local, new(0.96, "WAITING_DELIVERY_02", "Ready for collection at parcel shop", Recipient)]);

    private static readonly Plan HandOver = new(
    [
        .. Outbound,
        Cleared,
        new(0.70, "IN_TRANSIT_02", "Handed over to last-mile carrier", Gateway),
        new(0.76, "IN_TRANSIT_02", "Arrived at sorting center", Hub) { LastMile = true },
        new(0.84, "IN_TRANSIT_07", "Arrived at delivery depot", Recipient) { LastMile = true },
        OutForDelivery with { LastMile = true },
        new(1.00, "DELIVERED_01", "Delivered", Recipient) { LastMile = true },
    ]);

    private static readonly PrefixRule[] Rules =
    [
        new("SBDELIVERED", Delivered),
        new("SBTRANSIT", Transit),
        new("SBEXCEPTION", Customs),
        new("SBFAILED", Failed),
        new("SBRETURN", Return),
        new("SBPICKUP", Collection),
        new("SBLASTMILE", HandOver),
        new("SBNOTFOUND", Plan.NoRecord),
        new("SBEXPIRED", Plan.Expired),
        new("SBPOSTAL", Delivered, "postnl", ExtraField.PostalCode),
        new("SBPHONE", Delivered, "sfb2c", ExtraField.PhoneSuffix),
        new("SBREJECT", Delivered, IsRejected: true),
    ];

    /// <summary>Returns the rule of the number's prefix; null if there is none.</summary>
    public static PrefixRule? FindPrefix(string number) => number.StartsWith("SB", StringComparison.OrdinalIgnoreCase)
        ? Array.Find(Rules, rule => number.StartsWith(rule.Prefix, StringComparison.OrdinalIgnoreCase))
        : null;

    /// <summary>Returns the plan of a number without such a prefix.</summary>
    public static Plan Choose(ulong hash) => (hash % 100) switch
    {
        < 40 => Delivered,
        < 58 => Signed,
        < 70 => Neighbor,
        < 78 => Transit,
        < 81 => Customs,
        < 83 => Damaged,
        < 84 => Return,
        < 89 => SecondTry,
        < 91 => Plan.NoRecord,
        < 93 => Plan.Expired,
        _ => HandOver,
    };

    private static Plan ToDoor(string code, string text) =>
        new([.. Local, OutForDelivery, new(1.00, code, text, Recipient)]);
}
