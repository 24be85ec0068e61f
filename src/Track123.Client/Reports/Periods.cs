using Track123.Measures;

namespace Track123.Reports;

/// <summary>
/// The last period of complete days and the one before. The earlier one is null if the parcels do not reach back far
/// enough, so that no change is shown that the data does not prove.
/// </summary>
internal sealed class Periods
{
    // With fewer deliveries, a change of a median or share is chance.
    private const int MinDeliveries = 5;

    // From fewer parcels, a percentage says more than is known.
    private const int MinForPercent = 20;

    private readonly bool canCompare;
    private readonly int days;

    public Periods(ReportFigures figures, int days, DateTimeOffset asOf)
    {
        this.days = days;
        this.LastDay = asOf.UtcDateTime.Date.AddDays(-1);
        this.FirstDay = this.LastDay.AddDays(1 - days);
        this.Now = figures.Days.Sum(this.FirstDay, this.LastDay);

        // A parcel that is delivered in the earlier period was registered before it. So the registrations must begin
        // earlier than the period by the transit time of nearly all parcels. Without delivered parcels, the input is a
        // selection by status, in which earlier parcels are missing.
        this.canCompare = figures.Total.DeliveredDays.Percentile(0.9) is { } transit
            && figures.FirstRegistered?.AddDays(transit) <= this.FirstDay.AddDays(-days);
        this.Before = this.SumBefore(figures.Days);
    }

    public DateTime FirstDay { get; }

    public DateTime LastDay { get; }

    /// <summary>The figures of the last period.</summary>
    public DayMeasure Now { get; }

    /// <summary>The figures of the period before; null if they are not known completely.</summary>
    public DayMeasure? Before { get; }

    /// <summary>The length of a period, such as <c>7 days</c>.</summary>
    public string Length => this.days == 1 ? "day" : ReportPage.Count(this.days, "day");

    /// <summary>Formats a number of days as a figure with a small unit.</summary>
    public static FormattableString Days(int days) => $"""{days:N0} <small>{(days == 1 ? "day" : "days")}</small>""";

    /// <summary>Formats a change beside its figure.</summary>
    public static FormattableString Versus(FormattableString change) => $"""<span class="versus">{change}</span>""";

    /// <summary>Formats the change of a number of parcels.</summary>
    /// <param name="now">The number in the last period.</param>
    /// <param name="before">The number in the period before; null if it is unknown.</param>
    /// <param name="isGoodIfMore">Whether more is better; null if it is neither.</param>
    public static FormattableString CountChange(int now, int? before, bool? isGoodIfMore = null) => before switch
    {
        null => HtmlWriter.Nothing,
        { } known => Change(
            now - known,
            known < MinForPercent
                ? FormattableString.Invariant($"{Math.Abs(now - known):N0}")
                : ReportPage.Share(Math.Abs(now - known), known),
            FormattableString.Invariant($"{known:N0}"),
            isGoodIfMore),
    };

    /// <summary>Formats the change of a percentile of days in transit.</summary>
    public static FormattableString DaysChange(DayHistogram now, DayHistogram? before, double share) =>
        now.Count < MinDeliveries || before is not { Count: >= MinDeliveries }
            || now.Percentile(share) is not { } days || before.Percentile(share) is not { } earlier
            ? HtmlWriter.Nothing
            : Change(
                days - earlier,
                ReportPage.Count(Math.Abs(days - earlier), "day"),
                ReportPage.Count(earlier, "day"),
                isGoodIfMore: false);

    /// <summary>Formats the change of the share of deliveries in time.</summary>
    public static FormattableString OnTimeChange(ParcelMeasure now, ParcelMeasure? before)
    {
        if (now.AnnouncedCount < MinDeliveries || before is not { AnnouncedCount: >= MinDeliveries })
        {
            return HtmlWriter.Nothing;
        }

        var percent = ReportPage.Percent(now.OnTimeCount, now.AnnouncedCount);
        var earlier = ReportPage.Percent(before.OnTimeCount, before.AnnouncedCount);
        var points = ReportPage.Count(Math.Abs(percent - earlier), "point");
        return Change(percent - earlier, points, $"{earlier}\u00A0%", isGoodIfMore: true);
    }

    /// <summary>Returns the deliveries of a carrier in the last period and the one before.</summary>
    public (ParcelMeasure Now, ParcelMeasure? Before) Deliveries(DailyMeasures carrier) =>
        (carrier.Sum(this.FirstDay, this.LastDay).Delivered, this.SumBefore(carrier)?.Delivered);

    private static FormattableString Change(int difference, string size, string earlier, bool? isGoodIfMore)
    {
        if (difference == 0)
        {
            return $"""<span class="change">unchanged</span>""";
        }

        var style = isGoodIfMore is not { } more ? "" : more == difference > 0 ? "better" : "worse";
        var (sign, word) = difference > 0 ? ("▲", "up") : ("▼", "down");
        return
            $"""
            <span class="change {style}"><span aria-hidden="true">{sign}</span><span class="hidden">{word}</span>
            {size}</span> <span class="earlier">from {earlier}</span>
            """;
    }

    private DayMeasure? SumBefore(DailyMeasures measures) =>
        this.canCompare ? measures.Sum(this.FirstDay.AddDays(-this.days), this.FirstDay.AddDays(-1)) : null;
}
