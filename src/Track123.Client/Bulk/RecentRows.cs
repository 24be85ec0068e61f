using System.Runtime.CompilerServices;

namespace Track123;

/// <summary>
/// What was lately taken in, by number and what stands beside it, so that a repeat is not sent. It forgets what is old, which bounds its memory:
/// the last 10,000 are always known, 20,000 at most. A repeat from further back is sent, and the service itself answers that it has it.
/// </summary>
internal sealed class RecentRows
{
    private const int Half = 10_000;

    // By the number alone: few numbers are asked about beside two things.
    private Dictionary<string, RecentRow> young = new(StringComparer.Ordinal);
    private Dictionary<string, RecentRow> old = new(StringComparer.Ordinal);
    private int count;
    private SeenKeys? seen;

    /// <summary>
    /// The earlier one with the same number. If there is none, null, and the given is kept; then <paramref name="isForgotten"/> tells whether
    /// there was, almost surely, one that is forgotten.
    /// </summary>
    [MethodImpl(PerRow.Code)]
    public RecentRow? FindOrAdd(IBatchItem item, RecentRow row, out bool isForgotten)
    {
        (var number, row.Beside) = (item.Number, item.Beside);
        isForgotten = false;
        this.young.TryGetValue(number, out var alike);
        if (this.seen?.Add(number, row.Beside) != false)
        {
            var first = alike?.Find(row.Beside) ?? (this.old.TryGetValue(number, out var before) ? before.Find(row.Beside) : null);
            if (first is not null)
            {
                return first;
            }

            isForgotten = this.seen is not null;
        }

        if (this.count == Half)
        {
            this.Forget();
            this.seen!.Add(number, row.Beside);
            alike = null;
        }

        row.Alike = alike;
        this.young[number] = row;
        this.count++;
        return null;
    }

    private void Forget()
    {
        if (this.seen is null)
        {
            this.seen = new();
            foreach (var pair in this.young)
            {
                for (var row = pair.Value; row is not null; row = row.Alike)
                {
                    this.seen.Add(pair.Key, row.Beside);
                }
            }
        }

        (this.young, this.old) = (this.old, this.young);
        this.young.Clear();
        this.count = 0;
    }
}

/// <summary>What a repeat needs to know of the first row with its number. That row itself is let go once its outcome is taken.</summary>
internal sealed class RecentRow
{
    private Verdict? verdict;

    public string Beside { get; set; } = "";

    /// <summary>An earlier row with the same number, and something else beside it.</summary>
    public RecentRow? Alike { get; set; }

    /// <summary>Where it stood in the input.</summary>
    public long Row { get; private set; }

    /// <summary>What became of it; null while that is not known.</summary>
    public Verdict? Verdict => Volatile.Read(ref this.verdict);

    public void Settle(RowOutcome outcome)
    {
        this.Row = outcome.Row;
        var told = outcome.Verdict;
        Volatile.Write(ref this.verdict, told.Records is null ? told : told with { Records = null });
    }

    public RecentRow? Find(string beside)
    {
        for (var row = this; row is not null; row = row.Alike)
        {
            if (string.Equals(row.Beside, beside, StringComparison.OrdinalIgnoreCase))
            {
                return row;
            }
        }

        return null;
    }
}
