namespace Track123;

/// <summary>Both legs of a journey as one list.</summary>
internal static class EventMerge
{
    /// <summary>Newest first, exact repeats dropped, last mile before main leg where moments are equal.</summary>
    public static IReadOnlyList<TrackingEvent> Merge(CarrierLeg? main, CarrierLeg? lastMile)
    {
        var seen = new HashSet<(string?, string?, string?, string?, string?, string?)>();
        var all = new List<TrackingEvent>((lastMile?.Events.Count ?? 0) + (main?.Events.Count ?? 0));
        foreach (var leg in new[] { lastMile, main })
        {
            foreach (var e in leg?.Events ?? [])
            {
                if (seen.Add((e.LocalTimeText, e.UtcTimeText, e.TimeZone, e.Description, e.Location, e.TransitSubStatus)))
                {
                    all.Add(e);
                }
            }
        }

        // OrderBy is stable, so events of one moment keep the order the service gave them. A list, because PowerShell takes an index only of what
        // shows it in public, and [..] does not.
        return all.OrderByDescending(SortKey).ToList();
    }

    // An event of unknown zone has no moment; for its place in the list, and for that alone, its local time stands in.
    private static DateTime SortKey(TrackingEvent e) => e.Time?.UtcDateTime ?? e.LocalTime ?? DateTime.MinValue;
}
