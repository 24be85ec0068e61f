namespace Track123.Http;

/// <summary>A place in the schedule of an endpoint, in timestamps.</summary>
/// <param name="IsGranted">True if the caller may send now.</param>
/// <param name="Next">The earliest time of the next request.</param>
internal readonly record struct SendSlot(bool IsGranted, long Next)
{
    /// <summary>Grants a slot if it is due.</summary>
    /// <param name="now">The time now.</param>
    /// <param name="due">The earliest time of this request.</param>
    /// <param name="interval">The interval between two requests.</param>
    /// <param name="slack">The time by which a request may follow a late one too soon.</param>
    public static SendSlot Request(long now, long due, long interval, long slack) => now < due
        ? new(IsGranted: false, due)

        // Counted from when it was due, so that timers that fire a little late do not add up.
        : new(IsGranted: true, Math.Max(due + interval, now + interval - slack));
}
