using static Track123.InMemory.Parcels.ExtraField;

namespace Track123.InMemory.Parcels;

/// <summary>
/// The parcel carriers of the sandbox: well-known carriers, and all carriers that require an extra field by the
/// contract.
/// </summary>
internal static class CarrierTable
{
    private static readonly Dictionary<string, ParcelCarrier> ByCode;

    static CarrierTable()
    {
        All =
        [
            new("china-post", "China Post", "中国邮政", "https://www.ems.com.cn/", "CN", Link: "https://www.ems.com.cn/"),
            new("china-ems", "China EMS", "中国邮政EMS", "https://www.ems.com.cn/", "CN"),
            new("japan-post", "Japan Post", "日本邮政", "https://www.post.japanpost.jp/", "JP"),
            new("korea-post", "Korea Post", "韩国邮政", "https://www.epost.go.kr/", "KR"),
            new("singapore-post", "Singapore Post", "新加坡邮政", "https://www.singpost.com/", "SG"),
            new("hongkong-post", "Hongkong Post", "香港邮政", "https://www.hongkongpost.hk/", "HK"),
            new("taiwan-post", "Taiwan Post", "中华邮政", "https://www.post.gov.tw/", "TW"),
            new("thailand-post", "Thailand Post", "泰国邮政", "https://www.thailandpost.co.th/", "TH"),
            new("pos-malaysia", "Pos Malaysia", "马来西亚邮政", "https://www.pos.com.my/", "MY"),
            new("india-post", "India Post", "印度邮政", "https://www.indiapost.gov.in/", "IN"),
            new("australia-post", "Australia Post", "澳大利亚邮政", "https://auspost.com.au/", "AU",
                Link: "https://auspost.com.au/mypost/track/#/details/{trackingNo}"),
            new("new-zealand-post", "New Zealand Post", "新西兰邮政", "https://www.nzpost.co.nz/", "NZ"),
            new("canada-post", "Canada Post", "加拿大邮政", "https://www.canadapost-postescanada.ca/", "CA"),
            new("correos-mexico", "Correos de México", "墨西哥邮政", "https://www.correosdemexico.gob.mx/", "MX"),
            new("correios-brazil", "Correios", "巴西邮政", "https://www.correios.com.br/", "BR"),
            new("usps", "USPS", "美国邮政", "https://www.usps.com/", "US",
                Link: "https://tools.usps.com/go/TrackConfirmAction?tLabels={trackingNo}"),
            new("royal-mail", "Royal Mail", "英国皇家邮政", "https://www.royalmail.com/", "GB"),
            new("an-post", "An Post", "爱尔兰邮政", "https://www.anpost.com/", "IE"),
            new("la-poste", "La Poste", "法国邮政", "https://www.laposte.fr/", "FR"),
            new("deutsche-post", "Deutsche Post", "德国邮政", "https://www.deutschepost.de/", "DE"),
            new("correos-spain", "Correos", "西班牙邮政", "https://www.correos.es/", "ES"),
            new("ctt-portugal", "CTT", "葡萄牙邮政", "https://www.ctt.pt/", "PT"),
            new("poste-italiane", "Poste Italiane", "意大利邮政", "https://www.poste.it/", "IT"),
            new("swiss-post", "Swiss Post", "瑞士邮政", "https://www.post.ch/", "CH"),
            new("austrian-post", "Austrian Post", "奥地利邮政", "https://www.post.at/", "AT"),
            new("bpost", "bpost", "比利时邮政", "https://www.bpost.be/", "BE"),
            new("postnord-sweden", "PostNord Sweden", "瑞典邮政", "https://www.postnord.se/", "SE"),
            new("poczta-polska", "Poczta Polska", "波兰邮政", "https://www.poczta-polska.pl/", "PL"),
            new("ups", "UPS", "UPS", "https://www.ups.com/", "US",
                Link: "https://www.ups.com/track?tracknum={trackingNo}"),
            new("fedex", "FedEx", "FedEx", "https://www.fedex.com/", "US"),
            new("dhl", "DHL Express", "DHL国际快递", "https://www.dhl.com/", "DE"),
            new("dhl-paket", "DHL Paket", "DHL Paket", "https://www.dhl.de/", "DE"),
            new("dhl-ecommerce", "DHL eCommerce", "DHL电子商务", "https://www.dhl.com/ecommerce", "US"),
            new("tnt", "TNT", "TNT", "https://www.tnt.com/", "NL"),
            new("aramex", "Aramex", "Aramex", "https://www.aramex.com/", "AE"),
            new("dpd", "DPD", "DPD", "https://www.dpd.com/", "DE"),
            new("dpd-uk", "DPD UK", "英国DPD", "https://www.dpd.co.uk/", "GB"),
            new("gls", "GLS", "GLS", "https://gls-group.com/", "NL"),
            new("hermes-germany", "Hermes Germany", "德国Hermes", "https://www.myhermes.de/", "DE"),
            new("evri", "Evri", "Evri", "https://www.evri.com/", "GB"),
            new("inpost-poland", "InPost", "波兰InPost", "https://inpost.pl/", "PL"),
            new("amazon-logistics", "Amazon Logistics", "亚马逊物流", null, "US"),
            new("yunexpress", "YunExpress", "云途物流", "https://www.yunexpress.com/", "CN",
                Link: "https://www.yuntrack.com/parcelTracking?id={trackingNo}"),
            new("yanwen", "Yanwen", "燕文物流", "https://www.yw56.com.cn/", "CN"),
            new("4px", "4PX", "递四方", "https://www.4px.com/", "CN"),
            new("cainiao", "Cainiao", "菜鸟", "https://www.cainiao.com/", "CN",
                Link: "https://global.cainiao.com/detail.htm?mailNoList={trackingNo}"),
            new("sto-express", "STO Express", "申通快递", "https://www.sto.cn/", "CN"),
            new("yto-express", "YTO Express", "圆通速递", "https://www.yto.net.cn/", "CN"),
            new("zto-express", "ZTO Express", "中通快递", "https://www.zto.com/", "CN"),
            new("ninjavan", "Ninja Van", "Ninja Van", "https://www.ninjavan.co/", "SG"),
            new("lazada", "Lazada", "来赞达", "https://www.lazada.com/", "SG"),
            new("flash-express", "Flash Express", "闪电达", "https://www.flashexpress.com/", "TH"),
            new("bluedart", "Blue Dart", "Blue Dart", "https://www.bluedart.com/", "IN"),
            new("delhivery", "Delhivery", "Delhivery", "https://www.delhivery.com/", "IN"),
            new("alliedexpress", "Allied Express", "Allied Express",
                "https://www.alliedexpress.com.au/", "AU", PostalCode),
            new("b2ceurope-be", "B2C Europe Belgium", "B2C Europe比利时", "https://www.b2ceurope.eu/", "BE", PostalCode),
            new("colis-prive", "Colis Privé", "Colis Privé", "https://www.colisprive.com/", "FR", PostalCode),
            new("dxdelivery", "DX Delivery", "DX Delivery", "https://www.dxdelivery.com/", "GB", PostalCode),
            new("gel-express-logistik", "GEL Express Logistik", "GEL Express",
                "https://www.gel-express.de/", "DE", PostalCode),
            new("gls-spain", "GLS Spain", "西班牙GLS", "https://www.gls-spain.es/", "ES", PostalCode),
            new("mondialrelay", "Mondial Relay", "Mondial Relay", "https://www.mondialrelay.fr/", "FR", PostalCode),
            new("postnl", "PostNL", "荷兰邮政", "https://www.postnl.nl/", "NL", PostalCode),
            new("postmedia-parcel-services-bni-pa", "Postmedia Parcel Services", "Postmedia", "", "CA", PostalCode),
            new("thedeliverygroup", "The Delivery Group", "The Delivery Group",
                "https://www.thedeliverygroup.co.uk/", "GB", PostalCode),
            new("xdpexpress", "XDP Express", "XDP Express", "https://www.xdp.co.uk/", "GB", PostalCode),
            new("yodel", "Yodel", "Yodel", "https://www.yodel.co.uk/", "GB", PostalCode),
            new("sfb2c", "SF Express", "顺丰速运", "https://www.sf-express.com/", "CN", PhoneSuffix),
            new("jtexpress-mx", "J&T Express Mexico", "墨西哥极兔速递", "https://www.jtexpress.mx/", "MX", PhoneSuffix),
            new("jetid", "J&T Express Indonesia", "印尼极兔速递", "https://www.jet.co.id/", "ID", PhoneSuffix),
        ];

        ByCode = All.ToDictionary(carrier => carrier.Code, StringComparer.Ordinal);
    }

    public static IReadOnlyList<ParcelCarrier> All { get; }

    public static ParcelCarrier? Find(string code) => ByCode.TryGetValue(code, out var carrier) ? carrier : null;

    /// <exception cref="KeyNotFoundException">The table has no such carrier, which is a bug in the sandbox.</exception>
    public static ParcelCarrier Get(string code) => ByCode[code];
}
