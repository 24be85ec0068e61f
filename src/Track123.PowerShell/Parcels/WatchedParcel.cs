using Track123.Parcels;

namespace Track123.Commands;

/// <summary>A tracking number that the cmdlet waits for, with the result of the last poll.</summary>
internal sealed class WatchedParcel(ParcelRow row)
{
    private readonly HashSet<string> arrived = new(StringComparer.OrdinalIgnoreCase);
    private string lastState = "";

    /// <summary>The tracking number, and the carrier if one was specified.</summary>
    public ParcelRow Row { get; } = row;

    /// <summary>
    /// The parcels of the last poll that have not arrived. A number can have parcels of several carriers.
    /// </summary>
    public IReadOnlyList<Tracking> Pending { get; private set; } = [];

    /// <summary>The error of the last poll; null if there was none.</summary>
    public Track123Exception? Failure { get; set; }

    /// <summary>The number of consecutive polls that did not find the number.</summary>
    public int MissCount { get; set; }

    /// <summary>Stores the result of a poll. Returns the newly arrived parcels and whether a parcel changed.</summary>
    public (IReadOnlyList<Tracking> Arrived, bool HasChanged) Update(
        IReadOnlyList<Tracking> trackings, Func<Tracking, bool> hasArrived)
    {
        (this.Failure, this.MissCount) = (null, 0);
        List<Tracking> open = [.. trackings.Where(t => !this.arrived.Contains(t.CarrierCode ?? ""))];
        List<Tracking> newlyArrived = [.. open.Where(hasArrived)];
        this.arrived.UnionWith(newlyArrived.Select(t => t.CarrierCode ?? ""));
        this.Pending = [.. open.Where(t => !hasArrived(t))];
        var state = string.Join(
            "\n",
            trackings.Select(t =>
                $"{t.CarrierCode} {t.TransitStatusText} {t.TransitSubStatus} {t.Events.Count} {t.LastEvent}"));
        var hasChanged = !string.Equals(state, this.lastState, StringComparison.Ordinal);
        this.lastState = state;
        return (newlyArrived, hasChanged);
    }
}
