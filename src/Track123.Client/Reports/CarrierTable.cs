using Track123.Measures;
using static Track123.Reports.Periods;

namespace Track123.Reports;

/// <summary>
/// The figures of each carrier: a table whose cells have a bar below each figure. All bars of the days in transit have
/// the same scale. The script sorts the rows.
/// </summary>
internal static class CarrierTable
{
    private const int MaxCarriers = 40;

    private static readonly FormattableString NoFigure = $"–";

    public static FormattableString Html(ReportFigures figures, Periods periods)
    {
        var carriers = figures.Carriers.Take(MaxCarriers).ToList();
        var rest = figures.Carriers.Skip(MaxCarriers).ToList();
        var combined = new ParcelMeasure();
        rest.ForEach(carrier => combined.Add(carrier.Total));
        var measures = carriers.Select(c => c.Total).Concat([combined, figures.Total]).ToList();
        var scale = (
            Count: Math.Max(1, carriers.Max(c => c.Total.Count)),
            Days: Math.Max(1, measures.Max(m => m.DeliveredDays.Percentile(0.9) ?? 0)),
            Exceptions: Math.Max(0.2, measures.Max(m => (double)m.ExceptionCount / Math.Max(1, m.Count))));
        FormattableString note =
            $"""
            <p class="muted">The {rest.Count:N0} carriers with the fewest parcels are one row.</p>
            """;
        return
            $"""
            <section class="card" aria-labelledby="h-carriers"><h2 id="h-carriers">Carriers</h2>
            <table class="score" id="carriers" role="table" aria-labelledby="h-carriers"><thead role="rowgroup">
            <tr role="row" class="over"><td role="cell"></td>
            <th role="columnheader" scope="colgroup" colspan="5">All parcels</th>
            <th role="columnheader" scope="colgroup" colspan="3">Delivered in the last {periods.Length}</th></tr>
            <tr role="row">
            {Header("Carrier")}{Header("Parcels")}{Header("Half within")}{Header("90 % within")}{Header("On time")}
            {Header("Exceptions")}{Header("Parcels")}{Header("Half within")}{Header("On time")}
            </tr></thead><tbody role="rowgroup">
            {carriers.Select(c => Row(Link(c.Name), c.Total, periods.Deliveries(c.Days), scale))}
            {(rest.Count == 0 ? HtmlWriter.Nothing : Row($"""{rest.Count:N0} others""", combined, null, scale))}
            </tbody><tfoot role="rowgroup">
            {Row($"All carriers", figures.Total, (periods.Now.Delivered, periods.Before?.Delivered), scale)}
            </tfoot></table>
            {(rest.Count == 0 ? HtmlWriter.Nothing : note)}
            </section>
            """;
    }

    private static FormattableString Header(string name) =>
        $"""<th role="columnheader" scope="col">{name}</th>""";

    private static FormattableString Link(string carrier) =>
        $"""
        <a href="#carrier={Uri.EscapeDataString(carrier)}"><bdi>{(carrier.Length > 0
            ? carrier
            : "Carrier unknown")}</bdi></a>
        """;

    private static FormattableString Row(
        FormattableString name,
        ParcelMeasure total,
        (ParcelMeasure Now, ParcelMeasure? Before)? period,
        (int Count, int Days, double Exceptions) scale)
    {
        var exceptions = (double)total.ExceptionCount / Math.Max(1, total.Count);
        var shareText = ReportPage.Share(total.ExceptionCount, total.Count);
        var (now, before) = period ?? (new(), null);
        return
            $"""
            <tr role="row"><th role="rowheader" scope="row">{name}</th>
            {Cell("Parcels", total.Count, $"""{total.Count:N0}""", 100.0 * total.Count / scale.Count, "count")}
            {DaysCell("Half within", total.DeliveredDays.Percentile(0.5), scale.Days, "half")}
            {DaysCell("90 % within", total.DeliveredDays.Percentile(0.9), scale.Days, "most")}
            {OnTimeCell("On time", total, HtmlWriter.Nothing, hasBar: true)}
            {Cell(
                "Exceptions",
                exceptions,
                $"""{shareText} <small class="of">{total.ExceptionCount:N0}</small>""",
                100 * exceptions / scale.Exceptions,
                "exceptions")}
            {Cell(
                "Delivered recently",
                now.Count,
                period is null ? NoFigure : $"{now.Count:N0}{Versus(Periods.CountChange(now.Count, before?.Count))}")}
            {PeriodDaysCell(now, before)}
            {OnTimeCell("On time, recently", now, Periods.OnTimeChange(now, before), hasBar: false)}
            </tr>
            """;
    }

    private static FormattableString PeriodDaysCell(ParcelMeasure now, ParcelMeasure? before) =>
        now.DeliveredDays.Percentile(0.5) is { } half
            ? Cell(
                "Half within, recently",
                half,
                $"""{Days(half)}{Versus(Periods.DaysChange(now.DeliveredDays, before?.DeliveredDays, 0.5))}""")
            : Cell("Half within, recently", null, NoFigure);

    private static FormattableString DaysCell(string label, int? days, int max, string style) => days is { } known
        ? Cell(label, known, Days(known), 100.0 * known / max, style)
        : Cell(label, null, NoFigure);

    private static FormattableString OnTimeCell(
        string label, ParcelMeasure measure, FormattableString change, bool hasBar)
    {
        if (measure.AnnouncedCount == 0)
        {
            return Cell(label, null, NoFigure);
        }

        var share = 100.0 * measure.OnTimeCount / measure.AnnouncedCount;
        FormattableString of = $""" <small class="of">of {measure.AnnouncedCount:N0}</small>""";
        return Cell(
            label,
            share,
            $"{ReportPage.Share(measure.OnTimeCount, measure.AnnouncedCount)}{(hasBar ? of : Versus(change))}",
            hasBar ? share : null,
            "time");
    }

    private static FormattableString Cell(
        string label, double? value, FormattableString text, double? bar = null, string style = "") =>
        $"""
        <td role="cell" data-label="{label}" data-value="{value:0.####}">{text}{(bar is { } width
            ? Bar(width, style)
            : HtmlWriter.Nothing)}</td>
        """;

    private static FormattableString Bar(double width, string style) =>
        $"""
        <svg class="meter" width="100%" height="6" aria-hidden="true">
        <rect class="track" width="100%" height="6" rx="2"/>
        <rect class="{style}" width="{width:0.#}%" height="6" rx="2"/></svg>
        """;
}
