using System.Runtime.CompilerServices;

namespace Track123;

/// <summary>
/// Whether a number, and what stands beside it, was there before, in 2 MiB however many there were. It never misses one; of a million new ones,
/// it takes one in 1,800 for one that was there.
/// </summary>
internal sealed class SeenKeys
{
    private const int Bits = 1 << 24;
    private const int Places = 4;
    private const int BlockBits = 512;

    // A key's bits lie together, in one line of the processor's cache.
    private readonly ulong[] bits = new ulong[Bits / 64];

    /// <summary>Adds one; true if it was there, almost surely.</summary>
    [MethodImpl(PerRow.Code)]
    public bool Add(string number, string beside)
    {
        var hash = HashOf(number, beside);
        var block = (int)(hash % (Bits / BlockBits)) * (BlockBits / 64);
        var was = true;
        for (var i = 0; i < Places; i++)
        {
            // The lower bits chose the block; nine more choose each place.
            var place = (int)((hash >> (24 + (i * 9))) % BlockBits);
            var mask = 1UL << (place % 64);
            ref var word = ref this.bits[block + (place / 64)];
            was &= (word & mask) != 0;
            word |= mask;
        }

        return was;
    }

    // FNV-1a: the framework's own hash of a text has 32 bits, too few to tell a million numbers apart.
    [MethodImpl(PerRow.Code)]
    private static ulong HashOf(string number, string beside)
    {
        const ulong Prime = 1099511628211;
        unchecked
        {
            var hash = 14695981039346656037;
            foreach (var c in number)
            {
                hash = (hash ^ c) * Prime;
            }

            hash = (hash ^ (uint)StringComparer.OrdinalIgnoreCase.GetHashCode(beside)) * Prime;
            return hash ^ (hash >> 29);
        }
    }
}
