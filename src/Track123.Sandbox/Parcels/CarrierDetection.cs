namespace Track123.InMemory.Parcels;

/// <summary>
/// Detects a carrier from the format of a number. Like the service, it does not detect some formats: Cainiao's LP…,
/// JJD… and Evri's numbers require a carrier code.
/// </summary>
internal static class CarrierDetection
{
    private static readonly Dictionary<string, string> PostByCountry = new(StringComparer.Ordinal)
    {
        ["CN"] = "china-post", ["JP"] = "japan-post", ["KR"] = "korea-post", ["SG"] = "singapore-post",
        ["HK"] = "hongkong-post", ["TW"] = "taiwan-post", ["TH"] = "thailand-post", ["MY"] = "pos-malaysia",
        ["IN"] = "india-post", ["AU"] = "australia-post", ["NZ"] = "new-zealand-post", ["CA"] = "canada-post",
        ["MX"] = "correos-mexico", ["BR"] = "correios-brazil", ["US"] = "usps", ["GB"] = "royal-mail",
        ["IE"] = "an-post", ["FR"] = "la-poste", ["DE"] = "deutsche-post", ["ES"] = "correos-spain",
        ["PT"] = "ctt-portugal", ["IT"] = "poste-italiane", ["CH"] = "swiss-post", ["AT"] = "austrian-post",
        ["BE"] = "bpost", ["SE"] = "postnord-sweden", ["PL"] = "poczta-polska", ["NL"] = "postnl", ["YP"] = "yanwen",
    };

    // Formats of digits between a prefix and a suffix, in order of precedence.
    private static readonly (string Prefix, int MinDigits, int MaxDigits, string Suffix, string Carrier)[] Formats =
    [
        ("4PX", 1, int.MaxValue, "CN", "4px"),
        ("YT", 16, 16, "", "yunexpress"),
        ("SF", 12, 15, "", "sfb2c"),
        ("JMX", 12, 12, "", "jtexpress-mx"),
        ("JP", 10, 10, "", "jetid"),
        ("TBA", 12, 12, "", "amazon-logistics"),
        ("JD", 18, 18, "", "dhl"),
        ("YT", 13, 13, "", "yto-express"),
        ("00340434", 12, 12, "", "dhl-paket"),
        ("", 10, 10, "", "dhl"),
        ("", 11, 11, "", "gls"),
        ("", 12, 12, "", "fedex"),
        ("", 14, 14, "", "dpd"),
        ("", 15, 15, "", "fedex"),
        ("", 20, 22, "", "usps"),
    ];

    // Carriers with similar number formats. The list is invented.
    private static readonly Dictionary<string, string[]> Lookalikes = new(StringComparer.Ordinal)
    {
        ["china-post"] = ["china-ems"],
        ["china-ems"] = ["china-post"],
        ["deutsche-post"] = ["dhl-paket"],
        ["dhl"] = ["dhl-ecommerce", "gls"],
        ["dhl-paket"] = ["deutsche-post"],
        ["dpd"] = ["dpd-uk", "hermes-germany"],
        ["fedex"] = ["tnt", "zto-express"],
        ["gls"] = ["aramex"],
        ["jetid"] = ["jtexpress-mx"],
        ["royal-mail"] = ["evri"],
        ["usps"] = ["dhl-ecommerce", "fedex"],
        ["yunexpress"] = ["yto-express"],
    };

    /// <summary>Returns the most likely carrier; null if the number fits no format.</summary>
    public static ParcelCarrier? Detect(string number) => CarrierTable.Find(DetectCode(number) ?? "");

    /// <summary>Returns all carriers that the number may belong to, the most likely one first.</summary>
    public static IEnumerable<(string Carrier, double Confidence)> FindCandidates(string number)
    {
        if (DetectCode(number) is not { } mostLikely)
        {
            yield break;
        }

        // A number of only digits is less specific than one with letters.
        var confidence = number.All(IsDigit) ? 0.58 : 0.93;
        yield return (mostLikely, confidence);
        foreach (var other in Lookalikes.TryGetValue(mostLikely, out var others) ? others : [])
        {
            confidence = Math.Round(confidence * 0.44, 2);
            yield return (other, confidence);
        }
    }

    private static string? DetectCode(string number)
    {
        if (ParcelPlans.FindPrefix(number) is { } rule)
        {
            return rule.Carrier;
        }

        if (IsPostal(number))
        {
            return DetectPost(number);
        }

        if (number.Length == 18 && number.StartsWith("1Z", StringComparison.Ordinal)
            && number.All(character => IsLetter(character) || IsDigit(character)))
        {
            return "ups";
        }

        return Array.Find(Formats, format =>
            number.Length - format.Prefix.Length - format.Suffix.Length is var digits
            && digits >= format.MinDigits && digits <= format.MaxDigits
            && number.StartsWith(format.Prefix, StringComparison.Ordinal)
            && number.EndsWith(format.Suffix, StringComparison.Ordinal)
            && number.Skip(format.Prefix.Length).Take(digits).All(IsDigit)).Carrier;
    }

    /// <summary>
    /// Returns true for a Universal Postal Union S10 number: two letters, eight digits, a check digit, a country code.
    /// </summary>
    private static bool IsPostal(string number)
    {
        if (number.Length != 13 || !number.Where((_, i) => i is < 2 or > 10).All(IsLetter)
            || !number.Skip(2).Take(9).All(IsDigit))
        {
            return false;
        }

        int[] weights = [8, 6, 4, 2, 3, 5, 9, 7];
        var sum = weights.Select((weight, i) => weight * (number[i + 2] - '0')).Sum();
        var check = (11 - (sum % 11)) switch { 10 => 0, 11 => 5, var digit => digit };
        return check == number[10] - '0';
    }

    private static string? DetectPost(string number) =>

        // LP…CN looks like a postal number but belongs to Cainiao. The service does not detect it.
        number.StartsWith("LP", StringComparison.Ordinal) ? null
        : number[0] == 'E' && number.EndsWith("CN", StringComparison.Ordinal) ? "china-ems"
        : PostByCountry.TryGetValue(number.Substring(11), out var carrier) ? carrier
        : null;

    private static bool IsLetter(char character) => character is >= 'A' and <= 'Z';

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
