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
    private static string Normalize(string? number)
    {
        number ??= "";
        foreach (var c in number)
        {
            if (c is not ((>= 'A' and <= 'Z') or (>= '0' and <= '9')))
            {
                var plain = string.Concat(number.Where(char.IsLetterOrDigit)).ToUpperInvariant();
                return plain.Length > 0 ? plain : number;
            }
        }

        return number;
    }
}
