namespace Track123;

/// <summary>
/// Holds two spellings of a number to be the same: <c>160-12345675</c> and <c>16012345675</c>, <c>csqu3054383</c> and
/// <c>CSQU3054383</c>.
/// How the service spells a number it echoes is not documented.
/// </summary>
internal sealed class NumberComparer : IEqualityComparer<string>
{
    public static NumberComparer Instance { get; } = new();

    public bool Equals(string? x, string? y) => string.Equals(Plain(x), Plain(y), StringComparison.Ordinal);

    public int GetHashCode(string obj) => StringComparer.Ordinal.GetHashCode(Plain(obj));

    // What has neither letter nor digit is told apart by all it has.
    private static string Plain(string? number) =>
        string.Concat((number ?? "").Where(char.IsLetterOrDigit)) is { Length: > 0 } plain ? plain.ToUpperInvariant() : number ?? "";
}
