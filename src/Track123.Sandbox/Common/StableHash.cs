namespace Track123.InMemory.Common;

/// <summary>
/// A hash that is the same on every machine and in every process, which <see cref="string.GetHashCode()"/> is not:
/// FNV-1a, then mixed, because FNV alone leaves the upper bits of short texts alike.
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

    /// <summary>Derives another number, so that one choice does not follow from the one before.</summary>
    public static ulong Mix(ulong value)
    {
        value ^= value >> 33;
        value *= 0xff51afd7ed558ccdUL;
        value ^= value >> 33;
        value *= 0xc4ceb9fe1a85ec53UL;
        return value ^ (value >> 33);
    }

    /// <summary>Picks one of the choices.</summary>
    public static T Pick<T>(IReadOnlyList<T> choices, ulong hash) => choices[(int)(hash % (ulong)choices.Count)];
}
