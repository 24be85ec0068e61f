using Track123.Measures;

namespace Track123.Reports;

/// <summary>
/// Days in transit by carrier: a table whose figures say in words what the bar in each row draws, so that nothing is
/// only a picture.
/// </summary>
internal static class TransitChart
{
    private const int MaxCarriers = 12;

    /// <summary>Returns the section; empty if no carrier has days to show.</summary>
    public static FormattableString Html(ReportFigures figures)
    {
        var carriers = figures.Carriers.ToList();
        if (carriers.Count == 0)
        {
            return HtmlWriter.Nothing;
        }

        if (carriers.Count > MaxCarriers)
        {
            var rest = carriers.Skip(MaxCarriers - 1).ToList();
            var name = ReportPage.Count(rest.Count, "other carrier");
            var combined = new ParcelMeasure();
            rest.ForEach(carrier => combined.Add(carrier.Measure));
            carriers = [.. carriers.Take(MaxCarriers - 1), (name, combined)];
        }

        var max = carriers.Max(c => Math.Max(
            c.Measure.DeliveredDays.Percentile(0.9) ?? 1, c.Measure.UndeliveredDays.Percentile(0.9) ?? 1));
        max = Math.Max(max, 1);
        return
            $"""
            <section class="card" aria-labelledby="h-days"><h2 id="h-days">Days in transit by carrier</h2>
            <p class="legend muted"><span><span class="key delivered"></span>delivered</span>
            <span><span class="key way"></span>still on the way</span>
            <span>Full bar: half of the parcels within; pale: nine of ten.
            All bars to the same scale, 0 to {max:N0} days.</span></p>
            <table class="days" role="table" aria-labelledby="h-days"><thead role="rowgroup"><tr role="row">
            <th role="columnheader" scope="col">Carrier</th>
            <th role="columnheader" scope="col" class="c-chart">Days</th>
            <th role="columnheader" scope="col">Delivered</th>
            <th role="columnheader" scope="col">Still on the way</th>
            </tr></thead><tbody role="rowgroup">
            {carriers.Select(c => Row(c.Name, c.Measure.DeliveredDays, c.Measure.UndeliveredDays, max))}
            </tbody></table></section>
            """;
    }

    private static FormattableString Row(string name, DayHistogram delivered, DayHistogram underway, int max) =>
        $"""
        <tr role="row"><th role="rowheader" scope="row"><bdi>{name}</bdi></th>
        <td role="cell" class="c-chart"><svg viewBox="0 0 1000 20" preserveAspectRatio="none" role="img"
        aria-label="Delivered: {Summary(delivered)}. Still on the way: {Summary(underway)}.">
        {Bar(delivered, max, "delivered", y: 1)}{Bar(underway, max, "way", y: 11)}
        </svg></td><td role="cell" data-label="Delivered: ">{Figures(delivered)}</td>
        <td role="cell" data-label="Still on the way: ">{Figures(underway)}</td></tr>
        """;

    private static FormattableString Bar(DayHistogram days, int max, string style, int y) =>
        days.Percentile(0.9) is { } most && days.Percentile(0.5) is { } half
            ? $"""
            <rect class="{style} pale" x="0" y="{y}" width="{Width(most, max):0.#}" height="8"/>
            <rect class="{style}" x="0" y="{y}" width="{Width(half, max):0.#}" height="8"/>
            """
            : HtmlWriter.Nothing;

    // A parcel delivered on its first day took 0 days. Its bar must still be visible.
    private static double Width(int days, int max) => Math.Max(1000.0 * days / max, 4);

    private static FormattableString Figures(DayHistogram days)
    {
        if (days.Percentile(0.5) is not { } half || days.Percentile(0.9) is not { } most)
        {
            return $"""<span class="muted">none</span>""";
        }

        var rest = most == half ? "" : $", {MaxText(days)} {Days(most)}";
        return $"""{Days(half)}<span class="sub">{Parcels(days)}{rest}</span>""";
    }

    private static string Summary(DayHistogram days) =>
        days.Percentile(0.5) is { } half && days.Percentile(0.9) is { } most
            ? $"half of {Parcels(days)} within {Days(half)}, {MaxText(days)} {Days(most)}"
            : "none";

    // With fewer than ten parcels, nine of ten means all.
    private static string MaxText(DayHistogram days) => days.Count < 10 ? "the longest" : "nine of ten within";

    private static string Days(int days) => ReportPage.Count(days, "day");

    private static string Parcels(DayHistogram days) => ReportPage.Count(days.Count, "parcel");
}
