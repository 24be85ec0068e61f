namespace Track123.Reports;

/// <summary>The HTML before and after the data. It is also shown without scripts and when printed.</summary>
internal sealed class ReportPage(TrackingReportOptions options, ReportFigures figures, DateTimeOffset now)
{
    private const string NoExceptions = "None: nothing abnormal, no failed delivery, nothing expired.";

    private static FormattableString NoParcels =>
        $"""<section class="card"><h2>No parcels</h2><p>There was nothing to report on.</p></section>""";

    private DateTimeOffset AsOf => (figures.ReadUntil ?? now).ToUniversalTime();

    public static FormattableString AfterData() =>
        $"""
        {Resource.Script}
        </body></html>
        """;

    /// <summary>Formats a number with its unit, such as <c>1,000 days</c>.</summary>
    public static string Count(int number, string unit) =>
        FormattableString.Invariant($"{number:N0} {unit}{(number == 1 ? "" : "s")}");

    public FormattableString BeforeData() =>
        $"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{Resource.Style.Hash}';
        script-src '{Resource.Script.Hash}'; img-src data:; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <link rel="icon" href="data:,">
        <title>{options.Title}</title>
        {Resource.Style}
        </head><body>
        {this.UnlessEmpty($"""<a class="skip" href="#parcels">To the table of all parcels</a>""")}
        <header><h1><bdi>{options.Title}</bdi></h1>
        <p class="muted">As of
        <time datetime="{this.AsOf:yyyy-MM-ddTHH:mm}Z">{this.AsOf:yyyy-MM-dd HH:mm} UTC</time>{this.ReadSince()}</p>
        {(figures.Count > 0 ? this.Figures() : HtmlWriter.Nothing)}
        </header>
        <main>
        {(figures.Count > 0 ? this.Sections() : NoParcels)}
        </main>
        {this.Footer()}
        """;

    private static FormattableString Figure(string style, string name, int number, FormattableString? unit = null) =>
        $"""<div class="{style}"><dt>{name}</dt><dd>{number:N0}{unit}</dd></div>""";

    private static FormattableString List(TopParcels parcels, string id, string title, string none)
    {
        FormattableString heading = $"""<h2 id="h-{id}">{title} <span class="count">{parcels.Count:N0}</span></h2>""";
        if (parcels.Count == 0)
        {
            return $"""<section class="card" aria-labelledby="h-{id}">{heading}<p>{none}</p></section>""";
        }

        var (filter, description) = id == "late" ? ("late", "what is late") : ("attention", "what needs attention");
        var shown = parcels.Parcels.Count;
        FormattableString note =
            $"""
            <p class="note">The first {shown:N0} of {parcels.Count:N0}, those with the longest silence first.</p>
            """;
        return
            $"""
            <section class="card" aria-labelledby="h-{id}">{heading}
            {ParcelTable.Html(parcels, "h-" + id, id)}
            {(parcels.Count > shown ? note : HtmlWriter.Nothing)}
            <p class="more"><a href="#parcels" data-only="{filter}">Show {description} in the table</a></p>
            </section>
            """;
    }

    private FormattableString ReadSince() => figures.ReadFrom is { } from && this.AsOf - from > TimeSpan.FromHours(1)
        ? $" · read since {from.UtcDateTime:yyyy-MM-dd HH:mm} UTC"
        : HtmlWriter.Nothing;

    private FormattableString UnlessEmpty(FormattableString html) => figures.Count > 0 ? html : HtmlWriter.Nothing;

    private FormattableString Figures()
    {
        var delivered = figures.Total.DeliveredCount;
        var median = figures.Total.DeliveredDays.Percentile(0.5) is { } days
            ? Figure("", "Half delivered within", days, $" <small>{(days == 1 ? "day" : "days")}</small>")
            : HtmlWriter.Nothing;
        return
            $"""
            <dl class="figures">
            {Figure("", "Parcels", figures.Count)}
            {Figure(figures.Exceptions.Count > 0 ? "bad" : "", "Need attention", figures.Exceptions.Count)}
            {Figure(figures.Late.Count > 0 ? "slow" : "", "Late", figures.Late.Count)}
            {Figure("", "Delivered", delivered, $" <small>{this.Share(delivered)}</small>")}
            {median}
            </dl>
            """;
    }

    private string Share(int count)
    {
        var share = 100.0 * count / figures.Count;
        return share is > 0 and < 1 ? "<1 %"
            : share is > 99 and < 100 ? ">99 %"
            : FormattableString.Invariant($"{share:0} %");
    }

    private FormattableString Sections() =>
        $"""
        {this.States()}
        {List(figures.Exceptions, "exceptions", "Need attention", NoExceptions)}
        {List(figures.Late, "late", "Late", "None.")}
        {TransitChart.Html(figures)}
        {this.AllParcels()}
        """;

    private FormattableString States()
    {
        var before = 0;
        List<FormattableString> bars = [];
        List<FormattableString> items = [];
        foreach (var (state, count) in figures.States)
        {
            // A minimum width keeps small bars visible. The gap separates neighbors of similar colors.
            var (x, width) = (1000.0 * before / figures.Count, Math.Max((1000.0 * count / figures.Count) - 3, 1.5));
            bars.Add($"""<rect class="{state.Style}" x="{x:0.#}" y="0" width="{width:0.#}" height="16"/>""");
            items.Add(
                $"""
                <li><a href="#parcels" data-state="{state.Name}"><span class="dot {state.Style}"></span>
                <bdi>{state.Name}</bdi> <b>{count:N0}</b> <span class="muted">{this.Share(count)}</span></a></li>
                """);
            before += count;
        }

        return
            $"""
            <section class="card" aria-labelledby="h-states"><h2 id="h-states">By state</h2>
            <svg class="bar" viewBox="0 0 1000 16" preserveAspectRatio="none" role="img"
            aria-label="Share of each state; the list below has the figures">{bars}</svg>
            <ul class="states">{items}</ul></section>
            """;
    }

    private FormattableString AllParcels()
    {
        var shown = figures.All.Parcels.Count;
        FormattableString note =
            $"""
            <noscript><p class="note">Without scripts only the first {shown:N0} of {figures.Count:N0}
            parcels are shown: what needs attention, then what is late.</p></noscript>
            """;
        return
            $"""
            <section class="card" id="parcels" tabindex="-1" aria-labelledby="h-parcels">
            <h2 id="h-parcels">All parcels <span class="count">{figures.Count:N0}</span></h2>
            <form id="controls" role="search" aria-label="Parcels" hidden>
            <label class="wide">Find <input type="search" id="find" autocomplete="off" spellcheck="false"
            placeholder="number, order, carrier, place"></label>
            <label>State <select id="state"><option value="">All states</option></select></label>
            <label>Carrier <select id="carrier"><option value="">All carriers</option></select></label>
            <label>Show <select id="only"><option value="">Everything</option>
            <option value="attention">Needs attention</option><option value="late">Late</option></select></label>
            <label class="sorts">Sort by <select id="sort"></select></label>
            <button type="reset">Clear</button>
            </form>
            <p id="shown" class="muted" role="status"></p>
            {(figures.Count > shown ? note : HtmlWriter.Nothing)}
            {ParcelTable.Html(figures.All, "h-parcels", "all")}
            <nav id="pages" aria-label="Pages of the table" hidden>
            <button type="button" id="previous">Previous</button> <span id="page"></span>
            <button type="button" id="next">Next</button></nav>
            </section>
            """;
    }

    private FormattableString Footer() =>
        $"""
        <footer><h2>How it is counted</h2><ul>
        <li><b>Need attention</b>: abnormal (damaged, returned, held at customs and the like), a failed delivery, or
        expired without news.</li>
        <li><b>Late</b>: neither delivered nor expired, and the announced day or window of delivery is over; a day
        without a time zone is over once it is over everywhere. Where none is announced: in transit, waiting delivery or
        after a failed delivery, and no news for {Count(options.QuietDays, "day")} or more.</li>
        <li><b>Days</b>: as the service counts them from shipment; else between the first event and the delivery, or the
        moment the parcel was read.</li>
        <li>Each parcel is judged as of the moment it was read from the service. Times are those of the place, with
        their offset from UTC.</li>
        </ul></footer>
        """;
}
