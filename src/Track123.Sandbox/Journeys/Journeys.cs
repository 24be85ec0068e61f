namespace Track123.InMemory;

/// <summary>What a sandbox number's first letters choose.</summary>
/// <param name="Prefix">The letters, case ignored.</param>
/// <param name="Plan">The journey.</param>
/// <param name="Carrier">The carrier that detection finds for it.</param>
/// <param name="Needs">A field it cannot be registered without, whatever the carrier.</param>
/// <param name="Refused">Whether it can't be registered at all.</param>
internal sealed record PrefixRule(
    string Prefix, Plan Plan, SandboxCarrier Carrier, ExtraField Needs = ExtraField.None, bool Refused = false);

/// <summary>
/// Chooses each number's journey. A number that starts with one of these prefixes makes the journey of that name, within
/// 5 to 7½ days of registration; what follows the prefix is free.
/// <list type="table">
/// <item><term>SBDELIVERED</term><description>delivered (<c>DELIVERED_01</c>)</description></item>
/// <item><term>SBTRANSIT</term><description>stays <c>IN_TRANSIT</c></description></item>
/// <item><term>SBEXCEPTION</term><description>held by customs (<c>ABNORMAL_02</c>)</description></item>
/// <item><term>SBFAILED</term><description>nobody at home (<c>DELIVERY_FAILED_02</c>)</description></item>
/// <item><term>SBRETURN</term><description>on its way back to the sender (<c>ABNORMAL_07</c>)</description></item>
/// <item><term>SBPICKUP</term><description>ready at a collection point (<c>WAITING_DELIVERY_02</c>)</description></item>
/// <item><term>SBLASTMILE</term><description>handed to a second carrier, which delivers</description></item>
/// <item><term>SBNOTFOUND</term><description>the carrier has nothing (<c>NO_RECORD</c>)</description></item>
/// <item><term>SBEXPIRED</term><description><c>NO_RECORD</c>, after 30 days <c>EXPIRED</c></description></item>
/// <item><term>SBPOSTAL</term><description>refused without <c>postalCode</c>; delivered</description></item>
/// <item><term>SBPHONE</term><description>refused without <c>extendFieldMap.phoneSuffix</c>; delivered</description></item>
/// <item><term>SBREJECT</term><description>always refused as an item</description></item>
/// </list>
/// An ordinary number makes a journey that follows from its letters: of 100, about 70 are delivered after 4 to 12 days, 8 stay in
/// transit, 6 meet trouble, 5 are delivered at the second attempt, 7 by a last-mile carrier, and of 4 nothing is heard.
/// </summary>
internal static class Journeys
{
    private static readonly PrefixRule[] Rules = MakeRules();

    /// <summary>What the number's prefix asks for, if it has one of ours.</summary>
    public static PrefixRule? ByPrefix(string number)
    {
        // Nearly every number leaves here: registering a million must not try twelve prefixes each.
        if (number.Length < 2 || (number[0] | 0x20) != 's' || (number[1] | 0x20) != 'b')
            return null;

        foreach (var rule in Rules)
        {
            if (number.StartsWith(rule.Prefix, StringComparison.OrdinalIgnoreCase))
                return rule;
        }

        return null;
    }

    /// <summary>An ordinary number's plan, by the shares given above.</summary>
    public static Plan ByChance(ulong hash) => (hash % 100) switch
    {
        < 40 => Plan.Delivered,
        < 58 => Plan.Signed,
        < 70 => Plan.Neighbour,
        < 78 => Plan.Transit,
        < 81 => Plan.Customs,
        < 83 => Plan.Damaged,
        < 84 => Plan.Return,
        < 89 => Plan.SecondTry,
        < 91 => Plan.NoRecord,
        < 93 => Plan.Expired,
        _ => Plan.HandOver,
    };

    private static PrefixRule[] MakeRules()
    {
        var carrier = CarrierTable.Get("yunexpress");
        return
        [
            new("SBDELIVERED", Plan.Delivered, carrier),
            new("SBTRANSIT", Plan.Transit, carrier),
            new("SBEXCEPTION", Plan.Customs, carrier),
            new("SBFAILED", Plan.Failed, carrier),
            new("SBRETURN", Plan.Return, carrier),
            new("SBPICKUP", Plan.Collection, carrier),
            new("SBLASTMILE", Plan.HandOver, carrier),
            new("SBNOTFOUND", Plan.NoRecord, carrier),
            new("SBEXPIRED", Plan.Expired, carrier),
            new("SBPOSTAL", Plan.Delivered, CarrierTable.Get("postnl"), ExtraField.PostalCode),
            new("SBPHONE", Plan.Delivered, CarrierTable.Get("sfb2c"), ExtraField.PhoneSuffix),
            new("SBREJECT", Plan.Delivered, carrier, Refused: true),
        ];
    }
}
