namespace Track123.Reports;

/// <summary>
/// Days in transit by carrier: a table whose figures say in words what the bar in each row draws. So it stretches with the page, and nothing is only
/// a picture.
/// </summary>
internal static class DaysChart
{
    private const int MostCarriers = 12;

    public static void Write(Markup page, ReportFigures figures)
    {
        List<CarrierDays> carriers = [.. figures.Carriers];
        if (carriers.Count == 0)
            return;

        if (carriers.Count > MostCarriers)
        {
            var rest = carriers.Skip(MostCarriers - 1).ToList();
            carriers.RemoveRange(MostCarriers - 1, rest.Count);
            carriers.Add(CarrierDays.Together($"{rest.Count:N0} other carriers", rest));
        }

        var longest = Math.Max(1, carriers.Max(c => Math.Max(c.Delivered.Within(0.9) ?? 0, c.OnTheWay.Within(0.9) ?? 0)));
        page.Write(
            $"""
            <section class="card" aria-labelledby="h-days"><h2 id="h-days">Days in transit by carrier</h2>
            <p class="legend muted"><span><span class="key delivered"></span>delivered</span>
            <span><span class="key way"></span>still on the way</span>
            <span>Full bar: half of the parcels within; pale: nine of ten. All bars to the same scale, 0 to {longest:N0} days.</span></p>
            <table class="days" role="table" aria-labelledby="h-days"><thead role="rowgroup"><tr role="row">
            <th role="columnheader" scope="col">Carrier</th><th role="columnheader" scope="col" class="c-chart">Days</th>
            <th role="columnheader" scope="col">Delivered</th><th role="columnheader" scope="col">Still on the way</th>
            </tr></thead><tbody role="rowgroup">
            """);
        foreach (var carrier in carriers)
            WriteRow(page, carrier, longest);

        page.Write($"</tbody></table></section>");
    }

    private static void WriteRow(Markup page, CarrierDays carrier, int longest)
    {
        page.Write($"""<tr role="row"><th role="rowheader" scope="row"><bdi>{carrier.Name}</bdi></th>""");
        page.Write(
            $"""
            <td role="cell" class="c-chart"><svg viewBox="0 0 1000 20" preserveAspectRatio="none" role="img"
            aria-label="Delivered: {Figures(carrier.Delivered)}. Still on the way: {Figures(carrier.OnTheWay)}.">
            """);
        WriteBar(page, carrier.Delivered, longest, "delivered", y: 1);
        WriteBar(page, carrier.OnTheWay, longest, "way", y: 11);
        page.Write(
            $"""</svg></td><td role="cell" data-label="Delivered: ">""");
        WriteFigures(page, carrier.Delivered);
        page.Write($"""</td><td role="cell" data-label="Still on the way: ">""");
        WriteFigures(page, carrier.OnTheWay);
        page.Write($"</td></tr>");
    }

    private static void WriteBar(Markup page, DayCounts days, int longest, string style, int y)
    {
        if (days.Within(0.9) is not { } most || days.Within(0.5) is not { } half)
            return;

        // A parcel delivered on its first day took 0 days; it still is to be seen.
        page.Write($"""<rect class="{style} pale" x="0" y="{y}" width="{Math.Max(1000.0 * most / longest, 4):0.#}" height="8"/>""");
        page.Write($"""<rect class="{style}" x="0" y="{y}" width="{Math.Max(1000.0 * half / longest, 4):0.#}" height="8"/>""");
    }

    private static void WriteFigures(Markup page, DayCounts days)
    {
        if (days.Within(0.5) is not { } half || days.Within(0.9) is not { } most)
        {
            page.Write($"""<span class="muted">none</span>""");
            return;
        }

        page.Write($"{Days(half)}");
        page.Write(most == half
            ? (FormattableString)$"""<span class="sub">{Parcels(days)}</span>"""
            : $"""<span class="sub">{Parcels(days)}, {MostText(days)} {Days(most)}</span>""");
    }

    private static string Figures(DayCounts days) => days.Within(0.5) is { } half && days.Within(0.9) is { } most
        ? $"half of {Parcels(days)} within {Days(half)}, {MostText(days)} {Days(most)}"
        : "none";

    // Of fewer than ten, nine of ten are all.
    private static string MostText(DayCounts days) => days.Count < 10 ? "the longest" : "nine of ten within";

    private static string Days(int days) => FormattableString.Invariant($"{days:N0} {(days == 1 ? "day" : "days")}");

    private static string Parcels(DayCounts days) => FormattableString.Invariant($"{days.Count:N0} {(days.Count == 1 ? "parcel" : "parcels")}");
}
