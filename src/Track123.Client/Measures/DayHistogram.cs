namespace Track123.Measures;

/// <summary>The number of parcels for each number of days.</summary>
internal sealed class DayHistogram
{
    private readonly SortedDictionary<int, int> parcels = [];

    /// <summary>The number of parcels.</summary>
    public int Count { get; private set; }

    /// <summary>Counts parcels.</summary>
    public void Add(int days, int count = 1)
    {
        this.parcels.TryGetValue(days, out var before);
        this.parcels[days] = before + count;
        this.Count += count;
    }

    /// <summary>Adds another histogram.</summary>
    public void Add(DayHistogram other)
    {
        foreach (var entry in other.parcels)
        {
            this.Add(entry.Key, entry.Value);
        }
    }

    /// <summary>Returns the days that a share of the parcels does not exceed; 0.5 for the median.</summary>
    public int? Percentile(double share)
    {
        var left = Math.Ceiling(share * this.Count);
        foreach (var entry in this.parcels)
        {
            left -= entry.Value;
            if (left <= 0)
            {
                return entry.Key;
            }
        }

        return null;
    }
}
