namespace Track123.InMemory.Parcels;

/// <summary>A country and its places on a parcel's route.</summary>
/// <param name="Code">The ISO 3166-1 alpha-2 code.</param>
/// <param name="Zone">The offset from UTC, without daylight saving time.</param>
/// <param name="Gateway">The place of the airport.</param>
/// <param name="Hub">The place of the sorting center.</param>
/// <param name="Cities">The places of senders and recipients.</param>
internal sealed record Country(string Code, TimeSpan Zone, string Gateway, string Hub, string[] Cities)
{
    private static readonly Dictionary<string, Country> Known = new Country[]
    {
        At("CN", 8, "深圳市", "广州市", "义乌市", "东莞市", "Shanghai", "杭州市"),
        At("HK", 8, "Hong Kong", "Tsing Yi", "Kowloon", "Sha Tin"),
        At("TW", 8, "桃園市", "臺北市", "臺中市", "Kaohsiung"),
        At("JP", 9, "Narita", "東京都", "大阪市", "Sapporo", "京都市"),
        At("KR", 9, "Incheon", "서울", "부산", "Daegu"),
        At("SG", 8, "Changi", "Paya Lebar", "Jurong East", "Tampines"),
        At("MY", 8, "Sepang", "Shah Alam", "Kuala Lumpur", "Johor Bahru"),
        At("TH", 7, "Suvarnabhumi", "Lak Si", "กรุงเทพมหานคร", "Chiang Mai"),
        At("ID", 7, "Soekarno-Hatta", "Jakarta Pusat", "Bandung", "Surabaya"),
        At("IN", 5.5, "Mumbai", "New Delhi", "Bengaluru", "Chennai"),
        At("AE", 4, "Dubai", "Dubai", "Abu Dhabi", "Sharjah"),
        At("DE", 1, "Frankfurt am Main", "Köln", "München", "Düsseldorf", "Berlin", "Würzburg"),
        At("FR", 1, "Roissy-en-France", "Orléans", "Besançon", "Paris", "Nîmes"),
        At("ES", 1, "Madrid", "Zaragoza", "Málaga", "A Coruña", "Logroño"),
        At("IT", 1, "Milano Malpensa", "Bologna", "Forlì", "Roma", "Torino"),
        At("NL", 1, "Schiphol", "Utrecht", "Amsterdam", "'s-Hertogenbosch"),
        At("BE", 1, "Liège", "Bruxelles", "Gent", "Namur"),
        At("CH", 1, "Zürich", "Härkingen", "Genève", "Neuchâtel"),
        At("AT", 1, "Schwechat", "Wien", "Graz", "Sankt Pölten"),
        At("SE", 1, "Arlanda", "Rosersberg", "Göteborg", "Malmö", "Örebro"),
        At("PL", 1, "Warszawa", "Łódź", "Kraków", "Wrocław"),
        At("GB", 0, "Heathrow", "Coventry", "London", "Leeds", "Rhosllannerchrugog"),
        At("IE", 0, "Dublin", "Portlaoise", "Dún Laoghaire", "Cork"),
        At("PT", 0, "Lisboa", "Coimbra", "Porto", "Évora"),
        At("US", -5, "New York, NY", "Jersey City, NJ", "Boston, MA", "Atlanta, GA", "Pittsburgh, PA"),
        At("CA", -5, "Mississauga, ON", "Montréal, QC", "Trois-Rivières, QC", "Ottawa, ON"),
        At("MX", -6, "Ciudad de México", "Querétaro", "Mérida", "León"),
        At("BR", -3, "Curitiba", "São Paulo", "Florianópolis", "Brasília"),
        At("AU", 10, "Sydney NSW", "Melbourne VIC", "Brisbane QLD", "Wagga Wagga NSW"),
        At("NZ", 12, "Auckland", "Whangārei", "Wellington", "Taupō"),
    }.ToDictionary(country => country.Code, StringComparer.Ordinal);

    private static readonly Country[] Markets =
        [.. "US DE GB FR ES JP AU CA NL SE MX BR".Split(' ').Select(code => Known[code])];

    private static readonly Dictionary<string, string> LastMileCarriers = new(StringComparer.Ordinal)
    {
        ["US"] = "usps", ["CA"] = "canada-post", ["GB"] = "evri", ["DE"] = "dhl-paket", ["FR"] = "colis-prive",
        ["ES"] = "correos-spain", ["IT"] = "poste-italiane", ["NL"] = "postnl", ["BE"] = "bpost",
        ["CH"] = "swiss-post", ["SE"] = "postnord-sweden", ["JP"] = "japan-post", ["AU"] = "australia-post",
        ["MX"] = "correos-mexico", ["BR"] = "correios-brazil",
    };

    /// <summary>The last-mile carrier, which delivers after a hand-over.</summary>
    public ParcelCarrier LastMileCarrier => CarrierTable.Get(
        LastMileCarriers.TryGetValue(this.Code, out var carrier) ? carrier : "dhl-ecommerce");

    /// <summary>
    /// Returns the country of that code. A country that is not in the table has no place names and is in UTC.
    /// </summary>
    public static Country Of(string code) => Known.TryGetValue(code, out var country)
        ? country
        : new Country(code, TimeSpan.Zero, code, code, [code]);

    /// <summary>Returns the destination of a parcel whose registration names none.</summary>
    public static Country ChooseMarket(ulong hash) => StableHash.Pick(Markets, hash);

    private static Country At(string code, double zone, string gateway, string hub, params string[] cities) =>
        new(code, TimeSpan.FromHours(zone), gateway, hub, cities);
}
