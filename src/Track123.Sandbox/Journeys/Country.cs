namespace Track123.InMemory;

/// <summary>The places a parcel passes in one country.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Zone">Distance from UTC. Winter time all year: the events need a zone, not a calendar.</param>
/// <param name="Gateway">Where the aeroplanes land.</param>
/// <param name="Hub">Where parcels are sorted.</param>
/// <param name="Cities">Where senders and recipients live.</param>
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

    private static readonly string[] Markets = ["US", "DE", "GB", "FR", "ES", "JP", "AU", "CA", "NL", "SE", "MX", "BR"];

    /// <summary>The country of that code; one without names, on UTC, for a code the table does not have.</summary>
    public static Country Of(string code) => Known.TryGetValue(code, out var country)
        ? country
        : new Country(code, TimeSpan.Zero, code, code, [code]);

    /// <summary>Where a parcel goes if nobody said.</summary>
    public static Country Market(ulong hash) => Known[Markets[hash % (ulong)Markets.Length]];

    private static Country At(string code, double zone, string gateway, string hub, params string[] cities) =>
        new(code, TimeSpan.FromHours(zone), gateway, hub, cities);
}
