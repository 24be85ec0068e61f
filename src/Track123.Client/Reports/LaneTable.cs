using Track123.Measures;

namespace Track123.Reports;

/// <summary>
/// The figures of each lane, with a row per country of origin and a column per destination. The script shows another
/// figure in the same cells.
/// </summary>
internal static class LaneTable
{
    private const int MaxCountries = 12;
    private const int MaxHeat = 5;

    // One in four parcels late or with an exception has the strongest color.
    private const int MaxShare = 4;

    /// <summary>Returns the section; empty if no country is known.</summary>
    public static FormattableString Html(ReportFigures figures)
    {
        if (figures.Lanes.Keys.All(lane => lane is { From: "", To: "" }))
        {
            return HtmlWriter.Nothing;
        }

        var from = Countries(figures, lane => lane.From);
        var to = Countries(figures, lane => lane.To);
        var lanes = figures.Lanes.Where(lane => from.Contains(lane.Key.From) && to.Contains(lane.Key.To)).ToList();
        from.RemoveAll(country => lanes.TrueForAll(lane => lane.Key.From != country));
        to.RemoveAll(country => lanes.TrueForAll(lane => lane.Key.To != country));
        var max = (
            Count: lanes.Max(lane => lane.Value.Measure.Count),
            Days: lanes.Max(lane => lane.Value.Measure.DeliveredDays.Percentile(0.5) ?? 0));
        var hidden = figures.Lanes.Count - lanes.Count;
        FormattableString note =
            $"""
            <p class="muted">{ReportPage.Count(hidden, "lane")} between other countries: filter the table by lane.</p>
            """;
        return
            $"""
            <section class="card" aria-labelledby="h-lanes"><div class="title"><h2 id="h-lanes">Lanes</h2>
            <label id="heats" hidden>Show <select id="heat"><option value="0">Parcels</option>
            <option value="1">Days: half within</option><option value="2">On time</option>
            <option value="3">Exceptions</option></select></label></div>
            <div class="scroll" tabindex="0" role="region" aria-label="Table of lanes">
            <table class="heat" id="lanes" aria-labelledby="h-lanes">
            <thead><tr><th scope="col"><span class="muted">From / to</span></th>{to.Select(Header)}</tr></thead><tbody>
            {from.Select(f => Row(f, to, figures.Lanes, max))}
            </tbody></table></div>
            {(hidden > 0 ? note : HtmlWriter.Nothing)}
            </section>
            """;
    }

    private static List<string> Countries(ReportFigures figures, Func<(string From, string To), string> country) =>
    [
        .. figures.Lanes.GroupBy(lane => country(lane.Key), lane => lane.Value.Measure.Count, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(MaxCountries).Select(group => group.Key),
    ];

    private static FormattableString Header(string country) =>
        $"""<th scope="col"><bdi>{(country.Length > 0 ? country : "?")}</bdi></th>""";

    private static FormattableString Row(
        string from,
        List<string> destinations,
        IReadOnlyDictionary<(string From, string To), (string Lane, ParcelMeasure Measure)> lanes,
        (int Count, int Days) max)
    {
        FormattableString none = $"<td></td>";
        return
            $"""
            <tr><th scope="row"><bdi>{(from.Length > 0 ? from : "?")}</bdi></th>
            {destinations.Select(to =>
                lanes.TryGetValue((from, to), out var lane) ? Cell(lane.Lane, lane.Measure, max) : none)}
            </tr>
            """;
    }

    private static FormattableString Cell(string name, ParcelMeasure lane, (int Count, int Days) max)
    {
        var half = lane.DeliveredDays.Percentile(0.5);
        var late = (double)MaxShare * (lane.AnnouncedCount - lane.OnTimeCount) / Math.Max(1, lane.AnnouncedCount);
        var exceptions = (double)MaxShare * lane.ExceptionCount / lane.Count;
        (string Text, double Heat)[] figures =
        [
            (FormattableString.Invariant($"{lane.Count:N0}"), (double)lane.Count / max.Count),
            (half is { } days ? ReportPage.Count(days, "day") : "–", (double)(half ?? 0) / Math.Max(1, max.Days)),
            (lane.AnnouncedCount > 0 ? ReportPage.Share(lane.OnTimeCount, lane.AnnouncedCount) : "–", late),
            (ReportPage.Share(lane.ExceptionCount, lane.Count), exceptions),
        ];
        var text = string.Join("|", figures.Select(f => f.Text));
        var heat = string.Join("|", figures.Select(f => (int)Math.Ceiling(Math.Min(1, f.Heat) * MaxHeat)));
        return
            $"""
            <td class="heat-{heat[0]}" data-text="{text}" data-heat="{heat}"><a
            href="#lane={Uri.EscapeDataString(name)}"><b>{figures[0].Text}</b></a>
            <span class="sub">{figures[1].Text}</span></td>
            """;
    }
}
