namespace Track123.InMemory;

/// <summary>An airport.</summary>
/// <param name="Code">Its three letters.</param>
/// <param name="City">Where it is.</param>
/// <param name="Zone">Distance from UTC. Winter time all year: the events need a zone, not a calendar.</param>
internal sealed record Airport(string Code, string City, TimeSpan Zone)
{
    public override string ToString() => $"{this.City} ({this.Code})";
}

/// <summary>An airline.</summary>
/// <param name="Code">The service's code for it.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCn">Chinese name.</param>
/// <param name="HomePage">Home page.</param>
/// <param name="AwbPrefix">The three digits its air waybills start with.</param>
/// <param name="Designator">The two letters its flights start with.</param>
/// <param name="Hub">Where its cargo changes aeroplanes.</param>
internal sealed record Airline(
    string Code, string NameEn, string NameCn, string HomePage, string AwbPrefix, string Designator, Airport Hub)
    : CargoCarrier(Code, NameEn, NameCn, HomePage);

/// <summary>The airlines the sandbox knows.</summary>
internal static class Airlines
{
    public static IReadOnlyList<Airline> All { get; } =
    [
        new("cathay-pacific", "Cathay Cargo", "国泰货运", "https://www.cathaycargo.com/", "160", "CX",
            At("HKG", "Hong Kong", 8)),
        new("emirates", "Emirates SkyCargo", "阿联酋航空", "https://www.skycargo.com/", "176", "EK",
            At("DXB", "Dubai", 4)),
        new("lufthansa-cargo", "Lufthansa Cargo", "汉莎货运", "https://www.lufthansa-cargo.com/", "020", "LH",
            At("FRA", "Frankfurt am Main", 1)),
        new("singapore-airlines", "Singapore Airlines Cargo", "新加坡航空", "https://www.siacargo.com/", "618", "SQ",
            At("SIN", "Singapore", 8)),
        new("korean-air", "Korean Air Cargo", "大韩航空", "https://cargo.koreanair.com/", "180", "KE",
            At("ICN", "Seoul", 9)),
        new("qatar-airways", "Qatar Airways Cargo", "卡塔尔航空", "https://www.qrcargo.com/", "157", "QR",
            At("DOH", "Doha", 3)),
        new("turkish-airlines", "Turkish Cargo", "土耳其航空", "https://www.turkishcargo.com/", "235", "TK",
            At("IST", "İstanbul", 3)),
        new("air-china", "Air China Cargo", "中国国际货运航空", "https://www.airchinacargo.com/", "999", "CA",
            At("PEK", "Beijing", 8)),
        new("china-southern", "China Southern Cargo", "中国南方航空", "https://www.csair.com/", "784", "CZ",
            At("CAN", "Guangzhou", 8)),
        new("ethiopian-airlines", "Ethiopian Cargo", "埃塞俄比亚航空", "https://www.ethiopianairlines.com/", "071", "ET",
            At("ADD", "Addis Ababa", 3)),
        new("cargolux", "Cargolux", "卢森堡货运航空", "https://www.cargolux.com/", "172", "CV",
            At("LUX", "Luxembourg", 1)),
        new("ana-cargo", "ANA Cargo", "全日空货运", "https://www.anacargo.jp/", "205", "NH", At("NRT", "Tokyo", 9)),
    ];

    /// <summary>Airports that are nobody's hub: cargo starts and ends there.</summary>
    public static IReadOnlyList<Airport> Ends { get; } =
    [
        At("PVG", "Shanghai", 8), At("SZX", "Shenzhen", 8), At("BOM", "Mumbai", 5.5), At("ORD", "Chicago, IL", -6),
        At("LAX", "Los Angeles, CA", -8), At("LHR", "London", 0), At("GRU", "São Paulo", -3), At("SYD", "Sydney", 10),
        At("VIE", "Wien", 1),
    ];

    private static Airport At(string code, string city, double zone) => new(code, city, TimeSpan.FromHours(zone));
}
