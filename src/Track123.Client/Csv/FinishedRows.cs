namespace Track123;

/// <summary>
/// The keys of finished rows, each as often as it was finished: two rows for the same parcel need two outcomes. Eight bytes a row, because there
/// may be millions.
/// </summary>
internal sealed class FinishedRows
{
    private readonly ulong[] keys;
    private readonly bool[] isTaken;

    // Only what comes more than once; rows for the same parcel are few.
    private readonly Dictionary<ulong, int> repeats = [];

    public FinishedRows(List<ulong> finished)
    {
        finished.Sort();
        var distinct = 0;
        for (var i = 0; i < finished.Count; i++)
        {
            if (i > 0 && finished[i] == finished[i - 1])
            {
                this.repeats[finished[i]] = this.repeats.TryGetValue(finished[i], out var more) ? more + 1 : 1;
            }
            else
            {
                finished[distinct++] = finished[i];
            }
        }

        this.keys = [.. finished.Take(distinct)];
        this.isTaken = new bool[distinct];
    }

    /// <summary>True if a row with this key was finished, once for each time it was.</summary>
    public bool TryTake(ulong key)
    {
        var place = Array.BinarySearch(this.keys, key);
        if (place < 0)
        {
            return false;
        }

        if (!this.isTaken[place])
        {
            return this.isTaken[place] = true;
        }

        if (!this.repeats.TryGetValue(key, out var more) || more == 0)
        {
            return false;
        }

        this.repeats[key] = more - 1;
        return true;
    }
}
