using Track123.Parcels;

namespace Track123.Commands;

/// <summary>A number that the user waits for: which of its parcels have arrived, and what the last poll showed.</summary>
internal sealed class WatchedParcel(ParcelRow row)
{
    private readonly HashSet<string> arrived = new(StringComparer.OrdinalIgnoreCase);
    private string lastState = "";

    /// <summary>The number, with the carrier if one is given.</summary>
    public ParcelRow Row { get; } = row;

    /// <summary>Its parcels that have not arrived, as the last poll showed them; a number can belong to several carriers.</summary>
    public IReadOnlyList<Tracking> Pending { get; private set; } = [];

    /// <summary>The error of the last poll; null if there was none.</summary>
    public Track123Exception? Failure { get; set; }

    /// <summary>The number of polls in succession that did not find it.</summary>
    public int MissCount { get; set; }

    /// <summary>Takes in what a poll showed: returns the parcels that have arrived since, and whether anything changed.</summary>
    public (IReadOnlyList<Tracking> Arrived, bool HasChanged) Update(IReadOnlyList<Tracking> trackings, Func<Tracking, bool> hasArrived)
    {
        (this.Failure, this.MissCount) = (null, 0);
        List<Tracking> open = [.. trackings.Where(t => !this.arrived.Contains(t.CarrierCode ?? ""))];
        List<Tracking> there = [.. open.Where(hasArrived)];
        this.arrived.UnionWith(there.Select(t => t.CarrierCode ?? ""));
        this.Pending = [.. open.Where(t => !hasArrived(t))];
        var state = string.Join(
            "\n", trackings.Select(t => $"{t.CarrierCode} {t.TransitStatusText} {t.TransitSubStatus} {t.Events.Count} {t.LastEvent}"));
        var hasChanged = !string.Equals(state, this.lastState, StringComparison.Ordinal);
        this.lastState = state;
        return (there, hasChanged);
    }
}
