using Track123.Measures;

namespace Track123.Reports;

/// <summary>Why a parcel needs action. Its text never contains text from the service.</summary>
/// <param name="Rank">The kind of reason, the most urgent first.</param>
/// <param name="Text">The reason, such as <c>Held by customs</c>.</param>
/// <param name="Style">The CSS class for the color.</param>
internal sealed record ActionReason(int Rank, string Text, string Style) : IComparable<ActionReason>
{
    /// <summary>
    /// Returns the one reason of a parcel: its exception, failed delivery or expiry; else that it is late; else that no
    /// carrier has scanned it for <paramref name="quietDays"/> days. Null if there is nothing to do.
    /// </summary>
    public static ActionReason? Of(Tracking parcel, MeasuredParcel measured, int quietDays)
    {
        var status = parcel.TransitStatus;
        var isDescribed = StatusText.ReadEventStatus(parcel.TransitSubStatus) == status;
        var description = isDescribed ? parcel.StatusDescription : null;
        var days = ReportPage.Count(quietDays, "day");
        return status switch
        {
            TransitStatus.Abnormal => new(0, Capitalize(description ?? "other problem"), "s-7"),
            TransitStatus.DeliveryFailed when description?.StartsWith("delivery", StringComparison.Ordinal) == false =>
                new(1, "Delivery failed: " + description, "s-6"),
            TransitStatus.DeliveryFailed => new(1, Capitalize(description ?? "delivery failed"), "s-6"),
            TransitStatus.Expired => new(2, "Expired without news", "s-9"),
            _ => measured.Late.Reason switch
            {
                LateReason.Announced => new(3, "Announced delivery date is over", "late"),
                LateReason.Quiet => new(4, $"In transit without news for {days} or more", "late"),
                _ when status != TransitStatus.Delivered && !Lateness.IsInTransit(parcel)
                    && measured.SilentDays >= quietDays => new(5, $"Not in transit after {days} or more", "s-1"),
                _ => null,
            },
        };
    }

    /// <inheritdoc />
    public int CompareTo(ActionReason? other) =>
        (this.Rank, this.Text, "").CompareTo((other?.Rank ?? -1, other?.Text ?? "", ""));

    private static string Capitalize(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
