namespace Track123.Batches;

/// <summary>
/// Compares numbers by their letters and digits only, and ignores case: <c>160-12345675</c> equals <c>16012345675</c>.
/// The format in which the service returns a number is not documented.
/// </summary>
internal sealed class NumberComparer : IEqualityComparer<string>
{
    public static NumberComparer Instance { get; } = new();

    public bool Equals(string? x, string? y) => string.Equals(Normalize(x), Normalize(y), StringComparison.Ordinal);

    public int GetHashCode(string obj) => StringComparer.Ordinal.GetHashCode(Normalize(obj));

    // A text without letters or digits is compared unchanged.
    private static string Normalize(string? number) =>
        number is null ? ""
        : number.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9')) ? number
        : string.Concat(number.Where(char.IsLetterOrDigit)) is { Length: > 0 } plain ? plain.ToUpperInvariant()
        : number;
}
