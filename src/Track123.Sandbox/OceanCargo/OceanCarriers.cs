namespace Track123.InMemory.OceanCargo;

/// <summary>A shipping line.</summary>
/// <param name="Code">The service's code for it.</param>
/// <param name="NameEn">The English name.</param>
/// <param name="NameCn">The Chinese name.</param>
/// <param name="HomePage">The home page.</param>
/// <param name="OwnerCode">The first four letters of its containers' numbers.</param>
internal sealed record OceanCarrier(string Code, string NameEn, string NameCn, string HomePage, string OwnerCode)
    : SandboxCarrier(Code, NameEn, NameCn, HomePage);

/// <summary>The shipping lines of the sandbox.</summary>
internal static class OceanCarriers
{
    public static IReadOnlyList<OceanCarrier> All { get; } =
    [
        new("matson", "Matson", "美森", "https://www.matson.com/", "MATU"),
        new("oocl", "OOCL", "东方海外", "https://www.oocl.com/", "OOLU"),
        new("maersk", "Maersk", "马士基", "https://www.maersk.com/", "MSKU"),
        new("msc", "MSC", "地中海航运", "https://www.msc.com/", "MSCU"),
        new("cma-cgm", "CMA CGM", "达飞轮船", "https://www.cma-cgm.com/", "CMAU"),
        new("hapag-lloyd", "Hapag-Lloyd", "赫伯罗特", "https://www.hapag-lloyd.com/", "HLXU"),
        new("evergreen", "Evergreen Line", "长荣海运", "https://www.evergreen-line.com/", "EGHU"),
        new("cosco", "COSCO Shipping Lines", "中远海运", "https://lines.coscoshipping.com/", "CSLU"),
        new("one", "Ocean Network Express", "海洋网联", "https://www.one-line.com/", "ONEU"),
        new("zim", "ZIM", "以星航运", "https://www.zim.com/", "ZIMU"),
        new("yang-ming", "Yang Ming", "阳明海运", "https://www.yangming.com/", "YMLU"),
        new("hmm", "HMM", "韩新海运", "https://www.hmm21.com/", "HMMU"),
    ];
}
