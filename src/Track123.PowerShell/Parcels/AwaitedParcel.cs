using Track123.Parcels;

namespace Track123.Commands;

/// <summary>A number that is waited for: which of its parcels have arrived, and what was last seen of it.</summary>
internal sealed class AwaitedParcel(ParcelRow reference)
{
    private readonly HashSet<string> arrived = new(StringComparer.OrdinalIgnoreCase);
    private string lastSeen = "";

    /// <summary>The number, and the carrier where one is given.</summary>
    public ParcelRow Reference { get; } = reference;

    /// <summary>Its parcels that have not arrived yet, as they were last seen; a number can be of several carriers.</summary>
    public IReadOnlyList<Tracking> Underway { get; private set; } = [];

    /// <summary>Why the last look at it failed; null if it did not.</summary>
    public Track123Exception? Failure { get; set; }

    /// <summary>How many looks in a row did not find it.</summary>
    public int Missed { get; set; }

    /// <summary>Takes in what a look showed: gives the parcels that have arrived since, and says whether anything is new.</summary>
    public (IReadOnlyList<Tracking> Arrived, bool HasMoved) See(IReadOnlyList<Tracking> trackings, Func<Tracking, bool> isThere)
    {
        (this.Failure, this.Missed) = (null, 0);
        List<Tracking> fresh = [.. trackings.Where(t => !this.arrived.Contains(t.CarrierCode ?? ""))];
        List<Tracking> there = [.. fresh.Where(isThere)];
        this.arrived.UnionWith(there.Select(t => t.CarrierCode ?? ""));
        this.Underway = [.. fresh.Where(t => !isThere(t))];
        var seen = string.Join("\n", trackings.Select(t => $"{t.CarrierCode} {t.TransitStatusText} {t.TransitSubStatus} {t.Events.Count} {t.LastEvent}"));
        var hasMoved = !string.Equals(seen, this.lastSeen, StringComparison.Ordinal);
        this.lastSeen = seen;
        return (there, hasMoved);
    }
}
