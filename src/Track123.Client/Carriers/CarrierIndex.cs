namespace Track123.Carriers;

/// <summary>Finds carrier codes by code or exact name.</summary>
internal sealed class CarrierIndex
{
    private readonly ILookup<string, string> codes;
    private readonly ILookup<string, string> codesByName;

    public CarrierIndex(IReadOnlyCollection<CachedCarrier> carriers)
    {
        this.codes = carriers.ToLookup(c => c.Code, c => c.Code, StringComparer.OrdinalIgnoreCase);
        this.codesByName = carriers
            .SelectMany(carrier => NamesOf(carrier).Select(name => (Name: name, carrier.Code)))
            .ToLookup(entry => entry.Name, entry => entry.Code, StringComparer.OrdinalIgnoreCase);
    }

    public bool IsEmpty => this.codes.Count == 0;

    /// <summary>Returns true if the text can be a code: codes have neither spaces nor non-ASCII letters.</summary>
    public static bool CanBeCode(string text) => !text.Any(c => char.IsWhiteSpace(c) || c > 127);

    /// <summary>Returns the code if the text is one, else the codes of all carriers with that name.</summary>
    public IReadOnlyList<string> Find(string text) =>
        this.codes.Contains(text) ? [this.codes[text].Last()] : [.. this.codesByName[text]];

    private static IEnumerable<string> NamesOf(CachedCarrier carrier) =>
        new[] { carrier.Name.Trim(), carrier.NameChinese.Trim() }
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase);
}
