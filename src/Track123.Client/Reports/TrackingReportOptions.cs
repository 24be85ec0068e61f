namespace Track123.Reports;

/// <summary>Options of a report.</summary>
/// <param name="Title">The page's title.</param>
/// <param name="QuietDays">
/// Days without news after which a parcel in transit counts as late, if its carrier announced no day of delivery.
/// </param>
/// <param name="PeriodDays">The number of days that are compared with as many days before.</param>
/// <param name="ReplaceReadOnly">Whether a write-protected file is replaced.</param>
/// <param name="KeepExisting">Whether an existing file is an error.</param>
internal sealed record TrackingReportOptions(
    string Title = "Parcels",
    int QuietDays = 7,
    int PeriodDays = 7,
    bool ReplaceReadOnly = false,
    bool KeepExisting = false);
