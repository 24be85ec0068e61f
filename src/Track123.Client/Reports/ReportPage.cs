using Track123.Measures;

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
        <p class="muted">As of
        <time datetime="{this.asOf:yyyy-MM-ddTHH:mm}Z">{this.asOf:yyyy-MM-dd HH:mm} UTC</time>{this.ReadSince()}<span
        id="zone"></span></p>
        </header>
        <main data-as-of="{this.asOf:yyyy-MM-dd}">
        {(this.figures.Count > 0 ? this.Sections() : NoParcels)}
        </main>
        {this.Footer()}
        """;

    private static FormattableString Figure(string style, string name, FormattableString value, FormattableString? change = null) =>
        $"""
        <div class="{style}"><dt>{name}</dt><dd><span class="value">{value}</span>{(change is null ? HtmlWriter.Nothing : $""" <span class="versus">{change}</span>""")}</dd></div>
        """;

    private static FormattableString Days(DayHistogram days, double share) => days.Percentile(share) is { } count
        ? (FormattableString)$"""{count:N0} <small>{(count == 1 ? "day" : "days")}</small>"""
        : $"""<span class="muted">–</span>""";

    private FormattableString ReadSince() => this.figures.ReadFrom is { } from && this.asOf - from > TimeSpan.FromHours(1)
        ? $""" · read since <time datetime="{from.UtcDateTime:yyyy-MM-ddTHH:mm}Z">{from.UtcDateTime:yyyy-MM-dd HH:mm} UTC</time>"""
        : HtmlWriter.Nothing;

    private FormattableString UnlessEmpty(FormattableString html) => this.figures.Count > 0 ? html : HtmlWriter.Nothing;

    private FormattableString Sections() =>
        $"""
        <p id="active" role="status" hidden></p>
        {this.Now()}
        {this.Period()}
        {this.States()}
        <div class="pair">
        {new TrendChart(this.figures, this.periods.LastDay, ReportFigures.TrendDays(this.options.PeriodDays)).Html()}
        {this.Ages()}
        </div>
        {ActionList.Html(this.figures)}
        {CarrierTable.Html(this.figures, this.periods)}
        {LaneTable.Html(this.figures)}
        {this.AllParcels()}
        """;

    private FormattableString Now()
    {
        var count = this.figures.Count;
        var actions = this.figures.Actions.Sum(a => a.Parcels.Count);
        return
            $"""
            <section aria-labelledby="h-now"><h2 id="h-now" class="hidden">Now</h2><dl class="figures now">
            {Figure("", "Parcels", $"""{count:N0}""")}
            {Figure("", "Open", $"""{this.figures.OpenCount:N0} <small>{Share(this.figures.OpenCount, count)}</small>""")}
            {Figure(actions > 0 ? "urgent" : "", "Need action", $"""{actions:N0} <small>{Share(actions, count)}</small>""")}
            {Figure(this.figures.LateCount > 0 ? "slow" : "", "Late", $"""{this.figures.LateCount:N0} <small>{Share(this.figures.LateCount, count)}</small>""")}
            </dl></section>
            """;
    }

    private FormattableString Period()
    {
        var (now, before) = (this.periods.Now, this.periods.Before);
        var (delivered, earlier) = (now.Delivered, before?.Delivered);
        FormattableString onTime = delivered.AnnouncedCount > 0
            ? (FormattableString)$"""{Share(delivered.OnTimeCount, delivered.AnnouncedCount)}"""
            : $"""<span class="muted">–</span>""";
        var exceptionsBefore = this.figures.LacksHistory ? null : before?.ExceptionCount;
        return
            $"""
            <section aria-labelledby="h-period"><h2 id="h-period">{char.ToUpperInvariant(this.periods.Name[0])}{this.periods.Name.Substring(1)}
            <small>{this.periods.FirstDay:yyyy-MM-dd} to {this.periods.LastDay:yyyy-MM-dd}{(before is null ? HtmlWriter.Nothing : $", compared with the {this.options.PeriodDays} days before")}</small></h2>
            <dl class="figures period">
            {Figure("", "Registered", $"""{now.RegisteredCount:N0}""", Periods.CountChange(now.RegisteredCount, before?.RegisteredCount))}
            {Figure("", "Delivered", $"""{delivered.Count:N0}""", Periods.CountChange(delivered.Count, earlier?.Count))}
            {Figure("", "New exceptions", $"""{now.ExceptionCount:N0}""", Periods.CountChange(now.ExceptionCount, exceptionsBefore, isGoodIfMore: false))}
            {Figure("", "Delivered on time", onTime, Periods.OnTimeChange(delivered, earlier))}
            {Figure("", "Half delivered within", Days(delivered.DeliveredDays, 0.5), Periods.DaysChange(delivered.DeliveredDays, earlier?.DeliveredDays, 0.5))}
            {Figure("", "90 % delivered within", Days(delivered.DeliveredDays, 0.9), Periods.DaysChange(delivered.DeliveredDays, earlier?.DeliveredDays, 0.9))}
            </dl>
            {(before is null ? this.NoComparison() : HtmlWriter.Nothing)}
            </section>
            """;
    }

    private FormattableString NoComparison() => this.figures.FirstRegistered is { } first
        ? (FormattableString)$"""<p class="muted">No comparison with the days before: the first of these parcels was registered on {first:yyyy-MM-dd}.</p>"""
        : $"""<p class="muted">No comparison with the days before: the days of registration are unknown.</p>""";

    private FormattableString States()
    {
        var before = 0;
        List<FormattableString> bars = [];
        List<FormattableString> items = [];
        foreach (var (state, count) in this.figures.States)
        {
            // A minimum width keeps small bars visible. The gap separates neighbors of similar colors.
            var (x, width) = (100.0 * before / this.figures.Count, Math.Max((100.0 * count / this.figures.Count) - 0.2, 0.15));
            bars.Add(
                $"""
                <rect class="{state.Style}" x="{x:0.##}%" width="{width:0.##}%" height="18" data-state="{state.Name}"><title>{state.Name}: {count:N0}</title></rect>
                """);
            items.Add(
                $"""
                <li><a href="#state={Uri.EscapeDataString(state.Name)}"><span class="dot {state.Style}"></span>
                <bdi>{state.Name}</bdi> <b>{count:N0}</b> <span class="muted">{Share(count, this.figures.Count)}</span></a></li>
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
        var max = Math.Max(1, this.figures.Ages.Max(a => a.Count));
        return
            $"""
            <section class="card ages" aria-labelledby="h-ages"><h2 id="h-ages">Days without news <small class="muted">open parcels</small></h2>
            <ul>{this.figures.Ages.Where(a => a.Group.Min is not null || a.Count > 0).Select((a, i) => (FormattableString)
                $"""
                <li><a href="#age={a.Group.Id}"><span>{a.Group.Text}</span> <b>{a.Count:N0}</b>
                <span class="muted">{Share(a.Count, this.figures.OpenCount)}</span></a>
                <svg class="meter" width="100%" height="10" aria-hidden="true"><rect class="track" width="100%" height="10" rx="3"/>
                <rect class="age-{i}" width="{100.0 * a.Count / max:0.#}%" height="10" rx="3"/></svg></li>
                """)}</ul></section>
            """;
    }

    private FormattableString AllParcels()
    {
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
            {AgeGroup.All.Select(a => (FormattableString)$"""<option value="{a.Id}">{a.Text}</option>""")}</select></label>
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
