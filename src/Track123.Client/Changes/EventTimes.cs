namespace Track123.Changes;

/// <summary>
/// Identifies the events of a parcel by their local times, to the minute, in descending order. Unlike its text, place
/// or time zone, an event's local time rarely changes. Several events in the same minute are counted.
/// </summary>
internal static class EventTimes
{
    // A limit for a service that changes the times of events again and again.
    private const int MaxForgotten = 200;

    private static readonly DateTime Epoch = new(2000, 1, 1);

    /// <summary>
    /// Returns the times of both legs. An event that both legs contain counts once, even if its texts differ.
    /// </summary>
    public static int[] Read(Tracking tracking)
    {
        var main = Read(tracking.MainLeg);
        var lastMile = Read(tracking.LastMile?.Leg);
        return lastMile.Length == 0 ? main : main.Length == 0 ? lastMile : Union(main, lastMile);
    }

    /// <summary>Returns the times of both lists. A time has the higher of its two counts.</summary>
    public static int[] Union(int[] one, int[] other)
    {
        var union = new List<int>(one.Length + other.Length);
        var (i, j) = (0, 0);
        while (i < one.Length || j < other.Length)
        {
            var isInOne = i < one.Length && (j == other.Length || one[i] >= other[j]);
            var isInOther = j < other.Length && (i == one.Length || other[j] >= one[i]);
            union.Add(isInOne ? one[i] : other[j]);
            i += isInOne ? 1 : 0;
            j += isInOther ? 1 : 0;
        }

        return [.. union];
    }

    /// <summary>
    /// Returns the times to remember: also those of events that the service no longer sends, because it may send them
    /// again.
    /// </summary>
    public static int[] Remember(int[] known, int[] current)
    {
        var union = Union(known, current);
        return union.Length - current.Length > MaxForgotten ? current : union;
    }

    /// <summary>Returns the events that are not among the known ones, newest first.</summary>
    public static List<TrackingEvent> FindNew(Tracking tracking, int[] known, int[] current)
    {
        var unknown = new Dictionary<int, int>();
        foreach (var time in current)
        {
            unknown[time] = unknown.TryGetValue(time, out var count) ? count + 1 : 1;
        }

        foreach (var time in known)
        {
            if (unknown.TryGetValue(time, out var count))
            {
                unknown[time] = count - 1;
            }
        }

        return tracking.Events.Where(e => unknown.TryGetValue(ReadTime(e), out var count)
            && count > 0 && (unknown[ReadTime(e)] = count - 1) >= 0).ToList();
    }

    private static int[] Read(CarrierLeg? leg)
    {
        if (leg is not { Events: { Count: > 0 } events })
        {
            return [];
        }

        var times = new int[events.Count];
        var isSorted = true;
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = ReadTime(events[i]);
            isSorted &= i == 0 || times[i] <= times[i - 1];
        }

        if (!isSorted)
        {
            Array.Sort(times);
            Array.Reverse(times);
        }

        return times;
    }

    private static int ReadTime(TrackingEvent e)
    {
        var time = e.LocalTime ?? e.Time?.UtcDateTime ?? DateTime.MinValue;
        return (int)Math.Min(int.MaxValue, (time.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMinute);
    }
}
