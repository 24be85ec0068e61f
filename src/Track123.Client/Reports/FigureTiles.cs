using Track123.Measures;

namespace Track123.Reports;

/// <summary>
/// The figures at the top of the page: the state of all parcels, and the last period with its changes.
/// </summary>
internal sealed class FigureTiles(ReportFigures figures, Periods periods)
{
    private static readonly FormattableString None = $"""<span class="muted">–</span>""";

    public FormattableString Html() =>
        $"""
        {this.Now()}
        {this.Period()}
        """;

    private static FormattableString Tile(
        string name, FormattableString value, FormattableString? change = null, string style = "") =>
        $"""
        <div class="{style}"><dt>{name}</dt><dd><span class="value">{value}</span>{(change is null
            ? HtmlWriter.Nothing
            : Periods.Versus(change))}</dd></div>
        """;

    private static FormattableString OnTime(ParcelMeasure measure) => measure.AnnouncedCount > 0
        ? $"{ReportPage.Share(measure.OnTimeCount, measure.AnnouncedCount)}"
        : None;

    private static FormattableString Days(DayHistogram days, double share) => days.Percentile(share) is { } count
        ? Periods.Days(count)
        : None;

    private FormattableString Now()
    {
        var actions = figures.Actions.Sum(action => action.Parcels.Count);
        return
            $"""
            <section aria-labelledby="h-now"><h2 id="h-now" class="hidden">Now</h2><dl class="figures now">
            {Tile("Parcels", $"{figures.Count:N0}")}
            {Tile("Open", this.WithShare(figures.OpenCount))}
            {Tile("Need action", this.WithShare(actions), style: actions > 0 ? "urgent" : "")}
            {Tile("Late", this.WithShare(figures.LateCount), style: figures.LateCount > 0 ? "slow" : "")}
            </dl></section>
            """;
    }

    private FormattableString WithShare(int count) =>
        $"""{count:N0} <small>{ReportPage.Share(count, figures.Count)}</small>""";

    private FormattableString Period()
    {
        var (now, before) = (periods.Now, periods.Before);
        var (registered, earlierRegistered) = (now.RegisteredCount, before?.RegisteredCount);
        var (delivered, earlier) = (now.Delivered, before?.Delivered);
        var exceptionsBefore = figures.LacksHistory ? null : before?.ExceptionCount;
        var exceptions = Periods.CountChange(now.ExceptionCount, exceptionsBefore, isGoodIfMore: false);
        var half = Periods.DaysChange(delivered.DeliveredDays, earlier?.DeliveredDays, 0.5);
        var most = Periods.DaysChange(delivered.DeliveredDays, earlier?.DeliveredDays, 0.9);
        FormattableString comparison = $", compared with the {periods.Length} before";
        return
            $"""
            <section aria-labelledby="h-period"><h2 id="h-period">Last {periods.Length}
            <small>{periods.FirstDay:yyyy-MM-dd} to {periods.LastDay:yyyy-MM-dd}{(before is null
                ? HtmlWriter.Nothing
                : comparison)}</small></h2>
            <dl class="figures period">
            {Tile("Registered", $"{registered:N0}", Periods.CountChange(registered, earlierRegistered))}
            {Tile("Delivered", $"{delivered.Count:N0}", Periods.CountChange(delivered.Count, earlier?.Count))}
            {Tile("New exceptions", $"{now.ExceptionCount:N0}", exceptions)}
            {Tile("Delivered on time", OnTime(delivered), Periods.OnTimeChange(delivered, earlier))}
            {Tile("Half delivered within", Days(delivered.DeliveredDays, 0.5), half)}
            {Tile("90 % delivered within", Days(delivered.DeliveredDays, 0.9), most)}
            </dl>
            {(before is null ? this.NoComparison() : HtmlWriter.Nothing)}
            </section>
            """;
    }

    private FormattableString NoComparison()
    {
        var reason = figures.Total.DeliveredCount == 0 ? "none of these parcels is delivered"
            : figures.FirstRegistered is not { } first ? "the days of registration are unknown"
            : FormattableString.Invariant($"the first of these parcels was registered on {first:yyyy-MM-dd}");
        return $"""<p class="muted">No comparison with the days before: {reason}.</p>""";
    }
}
