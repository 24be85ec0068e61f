namespace Track123.InMemory;

/// <summary>Who brings a parcel to the door after a hand-over.</summary>
internal static class LastMileCarriers
{
    private static readonly Dictionary<string, SandboxCarrier> ByCountry = new(StringComparer.Ordinal)
    {
        ["US"] = CarrierTable.Get("usps"), ["CA"] = CarrierTable.Get("canada-post"), ["GB"] = CarrierTable.Get("evri"),
        ["DE"] = CarrierTable.Get("dhl-paket"), ["FR"] = CarrierTable.Get("colis-prive"),
        ["ES"] = CarrierTable.Get("correos-spain"), ["IT"] = CarrierTable.Get("poste-italiane"),
        ["NL"] = CarrierTable.Get("postnl"), ["BE"] = CarrierTable.Get("bpost"), ["CH"] = CarrierTable.Get("swiss-post"),
        ["SE"] = CarrierTable.Get("postnord-sweden"), ["JP"] = CarrierTable.Get("japan-post"),
        ["AU"] = CarrierTable.Get("australia-post"), ["MX"] = CarrierTable.Get("correos-mexico"),
        ["BR"] = CarrierTable.Get("correios-brazil"),
    };

    /// <summary>The carrier of the last mile in a country.</summary>
    public static SandboxCarrier In(string country) =>
        ByCountry.TryGetValue(country, out var carrier) ? carrier : CarrierTable.Get("dhl-ecommerce");
}
