namespace Track123.InMemory.Common;

/// <summary>
/// Computes a hash that, unlike <see cref="string.GetHashCode()"/>, is the same in every process: FNV-1a with a final
/// mix, because short texts have similar upper bits in FNV-1a.
/// </summary>
internal static class StableHash
{
    public static ulong Of(string text, int seed)
    {
        var hash = 14695981039346656037UL ^ (uint)seed;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return Mix(hash);
    }

    /// <summary>Derives another hash, so that two choices are independent.</summary>
    public static ulong Mix(ulong value)
    {
        value ^= value >> 33;
        value *= 0xff51afd7ed558ccdUL;
        value ^= value >> 33;
        value *= 0xc4ceb9fe1a85ec53UL;
        return value ^ (value >> 33);
    }

    /// <summary>Selects one of the choices by the hash.</summary>
    public static T Pick<T>(IReadOnlyList<T> choices, ulong hash) => choices[(int)(hash % (ulong)choices.Count)];
}
