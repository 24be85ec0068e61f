using System.Text.Json.Nodes;

namespace Track123.InMemory.AirCargo;

/// <summary>An airport.</summary>
/// <param name="Code">The IATA code.</param>
/// <param name="City">The city.</param>
/// <param name="Zone">The offset from UTC, without daylight saving time.</param>
internal sealed record Airport(string Code, string City, TimeSpan Zone)
{
    public override string ToString() => $"{this.City} ({this.Code})";
}

/// <summary>An airline.</summary>
/// <param name="Code">The service's code for it.</param>
/// <param name="NameEn">The English name.</param>
/// <param name="NameCn">The Chinese name.</param>
/// <param name="HomePage">The home page.</param>
/// <param name="AwbPrefix">The first three digits of its air waybills.</param>
/// <param name="Designator">The first two letters of its flights.</param>
/// <param name="Hub">The airport where its cargo changes planes.</param>
internal sealed record Airline(
    string Code, string NameEn, string NameCn, string HomePage, string AwbPrefix, string Designator, Airport Hub)
    : SandboxCarrier(Code, NameEn, NameCn, HomePage)
{
    // The field name is invented. It tests that clients keep fields that they do not know.
    public override JsonObject ToJson(string prefix)
    {
        var json = base.ToJson(prefix);
        json["awbPrefix"] = this.AwbPrefix;
        return json;
    }
}

/// <summary>The airlines of the sandbox.</summary>
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

    /// <summary>The airports where cargo starts and ends. None of them is a hub.</summary>
    public static IReadOnlyList<Airport> EndAirports { get; } =
    [
        At("PVG", "Shanghai", 8), At("SZX", "Shenzhen", 8), At("BOM", "Mumbai", 5.5), At("ORD", "Chicago, IL", -6),
        At("LAX", "Los Angeles, CA", -8), At("LHR", "London", 0), At("GRU", "São Paulo", -3), At("SYD", "Sydney", 10),
        At("VIE", "Wien", 1),
    ];

    private static Airport At(string code, string city, double zone) => new(code, city, TimeSpan.FromHours(zone));
}
