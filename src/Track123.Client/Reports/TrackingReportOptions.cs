namespace Track123.Reports;

/// <summary>Options of a report.</summary>
internal sealed class TrackingReportOptions
{
    /// <summary>The page's title.</summary>
    public string Title { get; init; } = "Parcels";

    /// <summary>
    /// Days without news after which a parcel in transit counts as late, if its carrier announced no day of delivery; at least 1.
    /// </summary>
    public int QuietDays { get; init; } = 7;

    /// <summary>True if a write-protected file is replaced.</summary>
    public bool ReplaceReadOnly { get; init; }

    /// <summary>True if an existing file is an error.</summary>
    public bool KeepExisting { get; init; }
}
