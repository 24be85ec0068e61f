namespace Track123.Reports;

/// <summary>How many parcels took how many days.</summary>
internal sealed class DayCounts
{
    private readonly SortedDictionary<int, int> parcels = [];

    /// <summary>Parcels counted.</summary>
    public int Count { get; private set; }

    /// <summary>Counts a parcel.</summary>
    public void Add(int days)
    {
        this.parcels.TryGetValue(days, out var before);
        this.parcels[days] = before + 1;
        this.Count++;
    }

    /// <summary>The days within which a share of the parcels lies: 0.5 for the median. Null for no parcels.</summary>
    public int? Within(double share)
    {
        var wanted = Math.Ceiling(share * this.Count);
        var seen = 0;
        foreach (var (days, count) in this.parcels.Select(p => (p.Key, p.Value)))
        {
            seen += count;
            if (seen >= wanted)
                return days;
        }

        return null;
    }

    /// <summary>Adds all of another count.</summary>
    public void Add(DayCounts others)
    {
        foreach (var other in others.parcels)
        {
            this.parcels.TryGetValue(other.Key, out var before);
            this.parcels[other.Key] = before + other.Value;
            this.Count += other.Value;
        }
    }
}
