namespace Track123;

/// <summary>How a report is made.</summary>
public sealed class TrackingReportOptions
{
    /// <summary>The page's title.</summary>
    public string Title { get; init; } = "Parcels";

    /// <summary>
    /// Days without news after which a parcel on the way counts as late, where its carrier announced no day of delivery; at least 1.
    /// </summary>
    public int QuietDays { get; init; } = 7;

    /// <summary>Replaces a file that is write-protected.</summary>
    public bool ReplaceReadOnly { get; init; }

    /// <summary>Leaves a file that is there as it is, and fails.</summary>
    public bool KeepExisting { get; init; }
}
