namespace Track123.InMemory;

/// <summary>A carrier that a number may be of.</summary>
/// <param name="Carrier">The carrier.</param>
/// <param name="Confidence">How sure the service is, from 0 to 1.</param>
internal readonly record struct CarrierCandidate(SandboxCarrier Carrier, double Confidence);

/// <summary>
/// All carriers whose numbers look like one number, the likeliest first. Which carriers are mistaken for each other is
/// made up, as are the shares.
/// </summary>
internal static class CarrierCandidates
{
    private static readonly Dictionary<string, SandboxCarrier[]> Lookalikes = new(StringComparer.Ordinal)
    {
        ["china-post"] = [CarrierTable.Get("china-ems")],
        ["china-ems"] = [CarrierTable.Get("china-post")],
        ["deutsche-post"] = [CarrierTable.Get("dhl-paket")],
        ["dhl"] = [CarrierTable.Get("dhl-ecommerce"), CarrierTable.Get("gls")],
        ["dhl-paket"] = [CarrierTable.Get("deutsche-post")],
        ["dpd"] = [CarrierTable.Get("dpd-uk"), CarrierTable.Get("hermes-germany")],
        ["fedex"] = [CarrierTable.Get("tnt"), CarrierTable.Get("zto-express")],
        ["gls"] = [CarrierTable.Get("aramex")],
        ["jetid"] = [CarrierTable.Get("jtexpress-mx")],
        ["royal-mail"] = [CarrierTable.Get("evri")],
        ["usps"] = [CarrierTable.Get("dhl-ecommerce"), CarrierTable.Get("fedex")],
        ["yunexpress"] = [CarrierTable.Get("yto-express")],
    };

    /// <summary>The candidates; none where the number says nothing.</summary>
    public static IReadOnlyList<CarrierCandidate> Of(string number)
    {
        if (CarrierDetection.Detect(number) is not { } likeliest)
            return [];

        // Digits alone say less than letters do.
        var confidence = number.All(character => character is >= '0' and <= '9') ? 0.58 : 0.93;
        var candidates = new List<CarrierCandidate> { new(likeliest, confidence) };
        if (Lookalikes.TryGetValue(likeliest.Code, out var others))
        {
            foreach (var other in others)
            {
                confidence = Math.Round(confidence * 0.44, 2);
                candidates.Add(new(other, confidence));
            }
        }

        return candidates;
    }
}
