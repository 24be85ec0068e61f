namespace Track123.Reports;

/// <summary>The first of many parcels in the report's order; the others are let go at once.</summary>
internal sealed class FirstRows(int most)
{
    private readonly List<(ReportParcel Parcel, int Position)> rows = [];

    /// <summary>The first, in order.</summary>
    public IEnumerable<ReportParcel> Rows => this.rows.Select(r => r.Parcel);

    /// <summary>How many are kept.</summary>
    public int Kept => this.rows.Count;

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a parcel.</summary>
    public void Add(ReportParcel parcel)
    {
        var row = (Parcel: parcel, Position: this.Count++);
        if (this.rows.Count == most)
        {
            if (Compare(row, this.rows[most - 1]) > 0)
                return;

            this.rows.RemoveAt(most - 1);
        }

        var at = this.rows.Count;
        while (at > 0 && Compare(row, this.rows[at - 1]) < 0)
            at--;

        this.rows.Insert(at, row);
    }

    // What needs somebody, then what is late, both with the longest silence first; then the rest, the latest news first. The script sorts likewise.
    private static int Compare((ReportParcel Parcel, int Position) one, (ReportParcel Parcel, int Position) other)
    {
        if (one.Parcel.Rank != other.Parcel.Rank)
            return one.Parcel.Rank.CompareTo(other.Parcel.Rank);

        var (first, second) = (one.Parcel.LastEvent?.Moment.UtcMinutes, other.Parcel.LastEvent?.Moment.UtcMinutes);
        var order = first is { } a && second is { } b
            ? (one.Parcel.Rank == 2 ? b.CompareTo(a) : a.CompareTo(b))
            : (first is null).CompareTo(second is null);
        return order != 0 ? order : one.Position.CompareTo(other.Position);
    }
}
