using System.Globalization;

namespace Track123.Reports;

/// <summary>The page around the data: what it says without any script, and on paper.</summary>
internal sealed class ReportPage(TrackingReportOptions options, ReportFigures figures, DateTimeOffset now)
{
    private const string Time = "yyyy-MM-dd HH:mm";

    private DateTimeOffset AsOf => (figures.ReadUntil ?? now).ToUniversalTime();

    /// <summary>Writes the page up to where the data stands.</summary>
    public void WriteBeforeData(Markup page)
    {
        page.Write($"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">""");
        page.Write(
            $"""
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{Resource.Style.Hash}';
            script-src '{Resource.Script.Hash}'; img-src data:; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <link rel="icon" href="data:,">
            <title>{options.Title}</title>
            """);
        page.WriteOwn(Resource.Style);
        page.Write($"</head><body>");
        if (figures.Count > 0)
            page.Write($"""<a class="skip" href="#parcels">To the table of all parcels</a>""");

        this.WriteHeader(page);
        page.Write($"<main>");
        if (figures.Count == 0)
        {
            page.Write($"""<section class="card"><h2>No parcels</h2><p>There was nothing to report on.</p></section>""");
        }
        else
        {
            this.WriteStates(page);
            this.WriteExceptions(page);
            this.WriteLate(page);
            DaysChart.Write(page, figures);
            this.WriteAll(page);
        }

        page.Write($"</main>");
        this.WriteFooter(page);
    }

    /// <summary>Writes the rest of the page.</summary>
    public static void WriteAfterData(Markup page)
    {
        page.WriteOwn(Resource.Script);
        page.Write($"</body></html>");
    }

    private static void WriteMore(Markup page, FirstRows rows, string what, string filter)
    {
        if (rows.Count > rows.Kept)
            page.Write($"""<p class="note">The first {rows.Kept:N0} of {rows.Count:N0}, those with the longest silence first.</p>""");

        page.Write($"""<p class="more"><a href="#parcels" data-only="{filter}">Show {what} in the table</a></p>""");
    }

    private void WriteHeader(Markup page)
    {
        page.Write($"<header><h1><bdi>{options.Title}</bdi></h1>");
        page.Write($"""<p class="muted">As of <time datetime="{this.AsOf:yyyy-MM-ddTHH:mm}Z">{this.AsOf.ToString(Time, CultureInfo.InvariantCulture)} UTC</time>""");
        if (figures.ReadFrom is { } from && this.AsOf - from > TimeSpan.FromHours(1))
            page.Write($" · read since {from.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)} UTC");

        page.Write($"</p>");
        if (figures.Count > 0)
        {
            var delivered = figures.CountOf(TransitStatus.Delivered);
            page.Write($"""<dl class="figures"><div><dt>Parcels</dt><dd>{figures.Count:N0}</dd></div>""");
            page.Write($"""<div class="{(figures.Exceptions.Count > 0 ? "bad" : "")}"><dt>Need attention</dt><dd>{figures.Exceptions.Count:N0}</dd></div>""");
            page.Write($"""<div class="{(figures.Late.Count > 0 ? "slow" : "")}"><dt>Late</dt><dd>{figures.Late.Count:N0}</dd></div>""");
            page.Write($"<div><dt>Delivered</dt><dd>{delivered:N0} <small>{Share(delivered)}</small></dd></div>");
            if (figures.Delivered.Within(0.5) is { } median)
                page.Write($"<div><dt>Half delivered within</dt><dd>{median:N0} <small>{(median == 1 ? "day" : "days")}</small></dd></div>");

            page.Write($"</dl>");
        }

        page.Write($"</header>");
    }

    private string Share(int count)
    {
        var share = 100.0 * count / figures.Count;
        return share is > 0 and < 1 ? "<1 %" : share is > 99 and < 100 ? ">99 %" : share.ToString("0", CultureInfo.InvariantCulture) + " %";
    }

    private void WriteStates(Markup page)
    {
        page.Write($"""<section class="card" aria-labelledby="h-states">""");
        page.Write($"""<h2 id="h-states">By state</h2>""");
        page.Write($"""<svg class="bar" viewBox="0 0 1000 16" preserveAspectRatio="none" role="img" aria-label="Share of each state; the list below has the figures">""");
        var before = 0;
        foreach (var (state, count) in figures.States)
        {
            // At least a visible sliver; the gap tells neighbours apart where colours do not.
            var (x, width) = (1000.0 * before / figures.Count, Math.Max((1000.0 * count / figures.Count) - 3, 1.5));
            page.Write($"""<rect class="{state.Style}" x="{x:0.#}" y="0" width="{width:0.#}" height="16"/>""");
            before += count;
        }

        page.Write($"""</svg><ul class="states">""");
        foreach (var (state, count) in figures.States)
        {
            page.Write(
                $"""
                <li><a href="#parcels" data-state="{state.Name}"><span class="dot {state.Style}"></span><bdi>{state.Name}</bdi>
                <b>{count:N0}</b> <span class="muted">{this.Share(count)}</span></a></li>
                """);
        }

        page.Write($"</ul></section>");
    }

    private void WriteExceptions(Markup page)
    {
        page.Write($"""<section class="card" aria-labelledby="h-exceptions">""");
        page.Write($"""<h2 id="h-exceptions">Need attention <span class="count">{figures.Exceptions.Count:N0}</span></h2>""");
        if (figures.Exceptions.Count == 0)
        {
            page.Write($"<p>None: nothing abnormal, no failed delivery, nothing expired.</p>");
        }
        else
        {
            ParcelRows.Write(page, figures.Exceptions.Rows, "h-exceptions", id: "exceptions");
            WriteMore(page, figures.Exceptions, "what needs attention", "attention");
        }

        page.Write($"</section>");
    }

    private void WriteLate(Markup page)
    {
        page.Write($"""<section class="card" aria-labelledby="h-late">""");
        page.Write($"""<h2 id="h-late">Late <span class="count">{figures.Late.Count:N0}</span></h2>""");
        if (figures.Late.Count == 0)
        {
            page.Write($"<p>None.</p>");
        }
        else
        {
            ParcelRows.Write(page, figures.Late.Rows, "h-late", id: "late");
            WriteMore(page, figures.Late, "what is late", "late");
        }

        page.Write($"</section>");
    }

    private void WriteAll(Markup page)
    {
        page.Write(
            $"""
            <section class="card" id="parcels" tabindex="-1" aria-labelledby="h-parcels">
            <h2 id="h-parcels">All parcels <span class="count">{figures.Count:N0}</span></h2>
            <form id="controls" role="search" aria-label="Parcels" hidden>
            <label class="wide">Find <input type="search" id="find" autocomplete="off" spellcheck="false" placeholder="number, order, carrier, place"></label>
            <label>State <select id="state"><option value="">All states</option></select></label>
            <label>Carrier <select id="carrier"><option value="">All carriers</option></select></label>
            <label>Show <select id="only"><option value="">Everything</option><option value="attention">Needs attention</option>
            <option value="late">Late</option></select></label>
            <label class="sorts">Sort by <select id="sort"></select></label>
            <button type="reset">Clear</button>
            </form>
            <p id="shown" class="muted" role="status"></p>
            """);
        if (figures.Count > figures.All.Kept)
        {
            page.Write(
                $"""
                <noscript><p class="note">Without scripts only the first {figures.All.Kept:N0} of {figures.Count:N0}
                parcels are shown: what needs attention, then what is late.</p></noscript>
                """);
        }

        ParcelRows.Write(page, figures.All.Rows, "h-parcels", id: "all");
        page.Write(
            $"""
            <nav id="pages" aria-label="Pages of the table" hidden><button type="button" id="previous">Previous</button> <span id="page"></span>
            <button type="button" id="next">Next</button></nav>
            </section>
            """);
    }

    private void WriteFooter(Markup page) => page.Write(
        $"""
        <footer><h2>How it is counted</h2><ul>
        <li><b>Need attention</b>: abnormal (damaged, returned, held at customs and the like), a failed delivery, or expired without news.</li>
        <li><b>Late</b>: neither delivered nor expired, and the announced day or window of delivery is over; a day without a time zone is over
        once it is over everywhere. Where none is announced: in transit, waiting delivery or after a failed delivery,
        and no news for {options.QuietDays:N0} {(options.QuietDays == 1 ? "day" : "days")} or more.</li>
        <li><b>Days</b>: as the service counts them from shipment; else between the first event and the delivery, or the moment the parcel was read.</li>
        <li>Each parcel is judged as of the moment it was read from the service. Times are those of the place, with their offset from UTC.</li>
        </ul></footer>
        """);
}
