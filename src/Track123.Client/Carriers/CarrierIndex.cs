using Track123.Validation;

namespace Track123.Carriers;

/// <summary>Finds carrier codes by code or exact name.</summary>
internal sealed class CarrierIndex
{
    /// <summary>The beginning of the reason why a code is rejected that is not in the list.</summary>
    public const string UnknownCodeReason = "No carrier has the code";

    private readonly ILookup<string, string> codes;
    private readonly ILookup<string, string> codesByName;
    private readonly Lazy<Dictionary<string, string>> codesByKey;

    public CarrierIndex(IReadOnlyCollection<CachedCarrier> carriers)
    {
        this.codes = carriers.ToLookup(c => c.Code, c => c.Code, StringComparer.OrdinalIgnoreCase);
        this.codesByName = carriers
            .SelectMany(carrier => NamesOf(carrier).Select(name => (Name: name, carrier.Code)))
            .ToLookup(entry => entry.Name, entry => entry.Code, StringComparer.OrdinalIgnoreCase);
        this.codesByKey = new(() => carriers
            .SelectMany(carrier => NamesOf(carrier).Prepend(carrier.Code)
                .Select(name => (Key: ToKey(name), carrier.Code)))
            .GroupBy(entry => entry.Key, entry => entry.Code, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal));
    }

    public bool IsEmpty => this.codes.Count == 0;

    /// <summary>Returns true if the text can be a code: codes have neither spaces nor non-ASCII letters.</summary>
    public static bool CanBeCode(string text) => !text.Any(c => char.IsWhiteSpace(c) || c > 127);

    /// <summary>Returns the code if the text is one, else the codes of all carriers with that name.</summary>
    public IReadOnlyList<string> Find(string text) =>
        this.codes.Contains(text) ? [this.codes[text].Last()] : [.. this.codesByName[text]];

    /// <summary>Returns the code of the carrier whose code or name is nearest to a misspelled one, or null.</summary>
    public string? FindNearest(string text) =>
        Spelling.FindNearest(ToKey(text), this.codesByKey.Value.Keys) is { } key ? this.codesByKey.Value[key] : null;

    // "ChinaPost" and "china_post" have the key of "china-post".
    private static string ToKey(string text) =>
        string.Concat(text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private static IEnumerable<string> NamesOf(CachedCarrier carrier) =>
        new[] { carrier.Name.Trim(), carrier.NameChinese.Trim() }
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase);
}
