namespace Track123;

/// <summary>
/// What was lately taken in, by number and what stands beside it, so that a repeat is not sent. It forgets what is old, which bounds its memory:
/// the last 10,000 are always known, 20,000 at most. A repeat from further back is sent, and the service itself answers that it has it.
/// </summary>
/// <typeparam name="T">What is kept of a row: it lives long after the row itself, so it should be little.</typeparam>
internal sealed class RecentRows<T>
    where T : class
{
    private const int Half = 10_000;

    private Dictionary<Key, T> young = new(Key.Comparer);
    private Dictionary<Key, T> old = new(Key.Comparer);
    private ForgottenKeys? forgotten;

    /// <summary>What is kept of the earlier one with the same number; null if there is none, and the given is kept.</summary>
    public T? FindOrAdd(IBatchItem item, T kept)
    {
        var key = new Key(item.Number, item.Beside);
        if (this.young.TryGetValue(key, out var first) || this.old.TryGetValue(key, out first))
        {
            return first;
        }

        if (this.young.Count == Half)
        {
            (this.young, this.old) = (this.old, this.young);
            foreach (var last in this.young.Keys)
            {
                (this.forgotten ??= new()).Add(last.ToString());
            }

            this.young.Clear();
        }

        this.young.Add(key, kept);
        return null;
    }

    /// <summary>True if there was, almost surely, one with the same number that is forgotten.</summary>
    public bool HasForgotten(IBatchItem item) => this.forgotten?.MayHave(new Key(item.Number, item.Beside).ToString()) == true;

    private readonly struct Key(string number, string beside)
    {
        public static readonly IEqualityComparer<Key> Comparer = new ByNumberAndBeside();

        private readonly string number = number;
        private readonly string beside = beside;

        // No number contains the line feed, so no two keys give the same text.
        public override string ToString() => this.beside.Length == 0 ? this.number : $"{this.number}\n{this.beside.ToUpperInvariant()}";

        private sealed class ByNumberAndBeside : IEqualityComparer<Key>
        {
            public bool Equals(Key x, Key y) => string.Equals(x.number, y.number, StringComparison.Ordinal)
                && string.Equals(x.beside, y.beside, StringComparison.OrdinalIgnoreCase);

            // The number alone: few numbers are asked about beside two things.
            public int GetHashCode(Key obj) => StringComparer.Ordinal.GetHashCode(obj.number);
        }
    }
}
