namespace Track123.Reports;

/// <summary>The HTML before and after the data. It is also shown without scripts and when printed.</summary>
internal sealed class ReportPage
{
    private readonly TrackingReportOptions options;
    private readonly ReportFigures figures;
    private readonly DateTimeOffset asOf;
    private readonly Periods periods;

    public ReportPage(TrackingReportOptions options, ReportFigures figures, DateTimeOffset now)
    {
        (this.options, this.figures) = (options, figures);
        this.asOf = (figures.ReadUntil ?? now).ToUniversalTime();
        this.periods = new(figures, options.PeriodDays, this.asOf);
    }

    private static FormattableString NoParcels =>
        $"""<section class="card"><h2>No parcels</h2><p>There was nothing to report on.</p></section>""";

    public static FormattableString AfterData() =>
        $"""
        {Resource.Script}
        </body></html>
        """;

    /// <summary>Formats a number with its unit, such as <c>1,000 days</c>.</summary>
    public static string Count(int number, string unit) =>
        FormattableString.Invariant($"{number:N0} {unit}{(number == 1 ? "" : "s")}");

    /// <summary>Returns a share as a whole percentage.</summary>
    public static int Percent(int count, int all) => (int)Math.Round(100.0 * count / all);

    /// <summary>Formats a share, such as <c>28 %</c>. Only none is 0 %, and only all are 100 %.</summary>
    public static string Share(int count, int all)
    {
        var share = 100.0 * count / Math.Max(1, all);
        return (share is > 0 and < 1 ? "<1"
            : share is > 99 and < 100 ? ">99"
            : FormattableString.Invariant($"{share:N0}")) + "\u00A0%";
    }

    public FormattableString BeforeData() =>
        $"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{Resource.Style.Hash}';
        script-src '{Resource.Script.Hash}'; img-src data:; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <link rel="icon" href="data:,">
        <title>{this.options.Title}</title>
        {Resource.Style}
        </head><body>
        {this.UnlessEmpty($"""<a class="skip" href="#parcels">To the table of all parcels</a>""")}
        <header><h1><bdi>{this.options.Title}</bdi></h1>
        <p class="muted">As of {Time(this.asOf)}{this.ReadSince()}<span id="zone"></span></p>
        </header>
        <main data-as-of="{this.asOf:yyyy-MM-dd}">
        {(this.figures.Count > 0 ? this.Sections() : NoParcels)}
        </main>
        {this.Footer()}
        """;

    private static FormattableString Time(DateTimeOffset time) =>
        $"""<time datetime="{time.UtcDateTime:yyyy-MM-ddTHH:mm}Z">{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC</time>""";

    private FormattableString ReadSince() =>
        this.figures.ReadFrom is { } from && this.asOf - from > TimeSpan.FromHours(1)
            ? $" · read since {Time(from)}"
            : HtmlWriter.Nothing;

    private FormattableString UnlessEmpty(FormattableString html) => this.figures.Count > 0 ? html : HtmlWriter.Nothing;

    private FormattableString Sections()
    {
        var trendDays = ReportFigures.TrendDays(this.options.PeriodDays);
        return
            $"""
            <p id="active" role="status" hidden></p>
            {new FigureTiles(this.figures, this.periods).Html()}
            {this.States()}
            <div class="pair">
            {new TrendChart(this.figures, this.periods.LastDay, trendDays).Html()}
            {this.Ages()}
            </div>
            {ActionList.Html(this.figures)}
            {CarrierTable.Html(this.figures, this.periods)}
            {LaneTable.Html(this.figures)}
            {this.AllParcels()}
            """;
    }

    private FormattableString States()
    {
        var before = 0;
        List<FormattableString> bars = [];
        List<FormattableString> items = [];
        foreach (var (state, count) in this.figures.States)
        {
            // A minimum width keeps small bars visible. The gap separates neighbors of similar colors.
            var share = 100.0 * count / this.figures.Count;
            bars.Add(
                $"""
                <rect class="{state.Style}" x="{100.0 * before / this.figures.Count:0.##}%"
                width="{Math.Max(share - 0.2, 0.15):0.##}%" height="18" data-state="{state.Name}">
                <title>{state.Name}: {count:N0}</title></rect>
                """);
            items.Add(
                $"""
                <li><a href="#state={Uri.EscapeDataString(state.Name)}"><span class="dot {state.Style}"></span>
                <bdi>{state.Name}</bdi> <b>{count:N0}</b>
                <span class="muted">{Share(count, this.figures.Count)}</span></a></li>
                """);
            before += count;
        }

        return
            $"""
            <section class="card" aria-labelledby="h-states"><h2 id="h-states">By state</h2>
            <svg class="bar" id="bar" width="100%" height="18" role="img"
            aria-label="Share of each state; the list below has the figures">{bars}</svg>
            <ul class="states">{items}</ul></section>
            """;
    }

    private FormattableString Ages()
    {
        var ages = this.figures.Ages.Where(age => age.Group.Min is not null || age.Count > 0).ToList();
        var max = Math.Max(1, ages.Max(age => age.Count));
        return
            $"""
            <section class="card ages" aria-labelledby="h-ages">
            <h2 id="h-ages">Days without news <small class="muted">open parcels</small></h2>
            <ul>{ages.Select((age, i) => this.Age(age.Group, age.Count, $"age-{i}", 100.0 * age.Count / max))}</ul>
            </section>
            """;
    }

    private FormattableString Age(AgeGroup group, int count, string style, double width) =>
        $"""
        <li><a href="#age={group.Id}"><span>{group.Text}</span> <b>{count:N0}</b>
        <span class="muted">{Share(count, this.figures.OpenCount)}</span></a>
        <svg class="meter" width="100%" height="10" aria-hidden="true">
        <rect class="track" width="100%" height="10" rx="3"/>
        <rect class="{style}" width="{width:0.#}%" height="10" rx="3"/></svg></li>
        """;

    private FormattableString AllParcels()
    {
        var ages = AgeGroup.All.Select(age => (FormattableString)$"""<option value="{age.Id}">{age.Text}</option>""");
        var shown = this.figures.All.Parcels.Count;
        FormattableString note =
            $"""
            <noscript><p class="note">Without scripts only the first {shown:N0} of {this.figures.Count:N0}
            parcels are shown: exceptions, then other parcels that need action.</p></noscript>
            """;
        return
            $"""
            <section class="card" id="parcels" tabindex="-1" aria-labelledby="h-parcels">
            <h2 id="h-parcels">All parcels <span class="count">{this.figures.Count:N0}</span></h2>
            <form id="controls" role="search" aria-label="Parcels" hidden>
            <label class="wide">Find <input type="search" id="find" autocomplete="off" spellcheck="false"
            placeholder="number, order, carrier, place"></label>
            <label>State <select id="state"><option value="">All states</option></select></label>
            <label>Carrier <select id="carrier"><option value="">All carriers</option></select></label>
            <label>Lane <select id="lane"><option value="">All lanes</option></select></label>
            <label>Days without news <select id="age"><option value="">Any</option>
            {ages}</select></label>
            <label>Needs action <select id="reason"><option value="">Everything</option>
            <option value="any">For any reason</option></select></label>
            <label class="sorts">Sort by <select id="sort"></select></label>
            <button type="reset">Clear</button>
            </form>
            <div id="tools" hidden><p id="shown" role="status"></p>
            <button type="button" id="copy">Copy numbers</button>
            <button type="button" id="save">Download CSV</button>
            <button type="button" id="print">Print list</button></div>
            {(this.figures.Count > shown ? note : HtmlWriter.Nothing)}
            {ParcelTable.Html(this.figures.All, "h-parcels", "all")}
            <nav id="pages" aria-label="Pages of the table" hidden>
            <button type="button" id="previous">Previous</button> <span id="page"></span>
            <button type="button" id="next">Next</button></nav>
            </section>
            """;
    }

    private FormattableString Footer() =>
        $"""
        <footer><h2>How it is counted</h2><ul>
        <li><b>Need action</b>: abnormal (damaged, returned, held by customs and the like), a failed delivery, expired
        without news, late, or not in transit {Count(this.options.QuietDays, "day")} after the last news or the
        registration. Each parcel has one reason, the first of these.</li>
        <li><b>Late</b>: neither delivered nor expired, and the announced day or window of delivery is over; a day
        without a time zone is over once it is over everywhere. If none is announced: in transit, waiting delivery or
        after a failed delivery, and no news for {Count(this.options.QuietDays, "day")} or more.</li>
        <li><b>Days in transit</b>: as the service counts them from shipment; else between the first event and the
        delivery, or the time the parcel was read. <b>Half within</b> and <b>90 % within</b>: the days within which half
        and nine of ten of the delivered parcels arrived.</li>
        <li><b>On time</b>: delivered by the announced day or window, of the parcels that had one. <b>Exceptions</b>:
        abnormal, failed delivery or expired now; <b>new exceptions</b>: parcels with their first abnormal event or
        failed delivery on that day, also if they were delivered later.</li>
        <li><b>Days</b> are complete days up to the day before the report. The day of a delivery or an exception is that
        of its place. A change is shown only if these parcels reach back far enough, and a change of days or shares only
        with five deliveries or more in both periods.</li>
        <li>Each parcel is judged as of the time it was read from the service.</li>
        </ul></footer>
        """;
}
