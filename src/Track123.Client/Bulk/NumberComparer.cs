namespace Track123;

/// <summary>
/// Compares numbers by their letters and digits, without regard to case: <c>160-12345675</c> equals <c>16012345675</c>,
/// and <c>csqu3054383</c> equals <c>CSQU3054383</c>. How the service spells a number in a response is not documented.
/// </summary>
internal sealed class NumberComparer : IEqualityComparer<string>
{
    public static NumberComparer Instance { get; } = new();

    public bool Equals(string? x, string? y)
    {
        // Ends at the first difference, because a response may contain texts of any length.
        var (left, right) = (x ?? "", y ?? "");
        var (i, j) = (Next(left, 0), Next(right, 0));
        var isEmpty = i == left.Length || j == right.Length;
        while (i < left.Length && j < right.Length && char.ToUpperInvariant(left[i]) == char.ToUpperInvariant(right[j]))
        {
            (i, j) = (Next(left, i + 1), Next(right, j + 1));
        }

        // Without letters and digits, all characters count.
        return isEmpty ? string.Equals(left, right, StringComparison.Ordinal) : i == left.Length && j == right.Length;
    }

    public int GetHashCode(string obj) =>
        StringComparer.Ordinal.GetHashCode(string.Concat(obj.Where(char.IsLetterOrDigit)).ToUpperInvariant());

    /// <summary>Returns the index of the next letter or digit.</summary>
    private static int Next(string text, int index)
    {
        while (index < text.Length && !char.IsLetterOrDigit(text[index]))
        {
            index++;
        }

        return index;
    }
}
