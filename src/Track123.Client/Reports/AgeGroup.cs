namespace Track123.Reports;

/// <summary>A range of days without news.</summary>
/// <param name="Id">The value of the filter, such as <c>3-5</c>.</param>
/// <param name="Text">The displayed range.</param>
/// <param name="Min">The first day; null for parcels whose days are unknown.</param>
internal sealed record AgeGroup(string Id, string Text, int? Min)
{
    /// <summary>All groups. The last one is for parcels whose days are unknown.</summary>
    public static readonly IReadOnlyList<AgeGroup> All =
    [
        new("0-2", "0–2 days", 0),
        new("3-5", "3–5 days", 3),
        new("6-10", "6–10 days", 6),
        new("over-10", "over 10 days", 11),
        new("unknown", "unknown", null),
    ];

    /// <summary>Returns the index of the group of a number of days.</summary>
    public static int IndexOf(int? days) =>
        (days is { } known ? All.Count(group => known >= group.Min) : All.Count) - 1;
}
