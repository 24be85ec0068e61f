namespace Track123;

/// <summary>Merges the events of both legs into one list.</summary>
internal static class EventMerge
{
    /// <summary>
    /// Returns the events, newest first and without exact duplicates. At equal times, last-mile events come first.
    /// </summary>
    public static IReadOnlyList<TrackingEvent> Merge(CarrierLeg? main, CarrierLeg? lastMile)
    {
        var seen = new HashSet<(string?, string?, string?, string?, string?, string?)>();
        var all = new List<TrackingEvent>((lastMile?.Events.Count ?? 0) + (main?.Events.Count ?? 0));
        foreach (var leg in new[] { lastMile, main })
        {
            foreach (var e in leg?.Events ?? [])
            {
                if (seen.Add(
                    (e.LocalTimeText, e.UtcTimeText, e.TimeZone, e.Description, e.Location, e.TransitSubStatus)))
                {
                    all.Add(e);
                }
            }
        }

        // OrderBy is stable, so events with equal times keep the service's order. The result is a List, because
        // PowerShell can't index the type that a collection expression creates.
        return all.OrderByDescending(e => e.SortKey).ToList();
    }
}
