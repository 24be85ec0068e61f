using Track123.Measures;

namespace Track123.Reports;

/// <summary>
/// Parcels registered, delivered and with an exception on each day, as a chart and as a table. Positions are
/// percentages, so that the chart fits any width and its text keeps its size.
/// </summary>
internal sealed class TrendChart
{
    private const int MinDays = 7;
    private const int Top = 14;
    private const int Bottom = 190;
    private const int Height = 214;
    private const int Lines = 4;
    private const int MaxLabels = 5;

    private readonly List<(DateTime Day, DayMeasure Measure)> days = [];
    private readonly bool lacksHistory;
    private readonly int max;

    public TrendChart(ReportFigures figures, DateTime lastDay, int maxDays)
    {
        this.lacksHistory = figures.LacksHistory;
        var known = figures.Days.FirstDay is { } first ? (lastDay - first).TotalDays + 1 : 0;
        var count = Math.Min(maxDays, Math.Max(MinDays, (int)known));
        for (var day = lastDay.AddDays(1 - count); day <= lastDay; day = day.AddDays(1))
        {
            this.days.Add((day, figures.Days.Sum(day, day)));
        }

        var most = this.days.Max(d => Math.Max(
            d.Measure.RegisteredCount, Math.Max(d.Measure.Delivered.Count, d.Measure.ExceptionCount)));
        this.max = NiceMax(most);
    }

    private double Width => 100.0 / this.days.Count;

    private string ExceptionName => this.lacksHistory ? "Exceptions that are open" : "New exceptions";

    public FormattableString Html() =>
        $"""
        <section class="card trend" aria-labelledby="h-trend"><h2 id="h-trend">By day</h2>
        <p class="legend"><span><svg class="key" width="14" height="12" aria-hidden="true">
        <rect class="registered" width="14" height="12"/></svg>Registered</span>
        <span><svg class="key" width="22" height="12" aria-hidden="true"><line class="delivered" x1="0" y1="6" x2="22"
        y2="6"/><circle class="delivered" cx="11" cy="6" r="3"/></svg>Delivered</span>
        <span><svg class="key" width="22" height="12" aria-hidden="true"><line class="exceptions" x1="0" y1="6" x2="22"
        y2="6"/><rect class="exceptions" x="8" y="3" width="6" height="6"/></svg>{this.ExceptionName}</span></p>
        <div class="plot">
        <svg class="axis" height="{Height}" width="40" aria-hidden="true">{this.Scale(hasText: true)}</svg>
        <svg class="days" height="{Height}" width="100%" role="img" aria-label="{this.Summary()}">
        {this.Scale(hasText: false)}
        {this.days.Select((d, i) => this.Column(d.Measure, i))}
        {this.Line("delivered", m => m.Delivered.Count)}
        {this.Line("exceptions", m => m.ExceptionCount)}
        {this.days.Select((d, i) => this.Dots(d.Measure, i))}
        {this.days.Select((d, i) => this.Label(d.Day, i))}
        {this.days.Select((d, i) => this.Area(d.Day, d.Measure, i))}
        </svg></div>
        <details><summary>Figures by day</summary><table class="plain"><thead><tr><th scope="col">Day</th>
        <th scope="col">Registered</th><th scope="col">Delivered</th>
        <th scope="col">{this.ExceptionName}</th></tr></thead>
        <tbody>{this.days.AsEnumerable().Reverse().Select(d => Row(d.Day, d.Measure))}</tbody></table></details>
        </section>
        """;

    // Returns a maximum that is a multiple of the number of lines, so that each line has a whole number.
    private static int NiceMax(int most)
    {
        for (var unit = 1; ; unit *= 10)
        {
            foreach (var step in new[] { 1, 2, 3, 4, 5, 6, 8 })
            {
                if (unit * step * Lines >= most)
                {
                    return unit * step * Lines;
                }
            }
        }
    }

    private static FormattableString Row(DateTime day, DayMeasure measure) =>
        $"""
        <tr><th scope="row">{day:yyyy-MM-dd}</th><td>{measure.RegisteredCount:N0}</td>
        <td>{measure.Delivered.Count:N0}</td><td>{measure.ExceptionCount:N0}</td></tr>
        """;

    private string Summary()
    {
        var sum = new DayMeasure();
        this.days.ForEach(d => sum.Add(d.Measure));
        return FormattableString.Invariant(
            $"""
            {this.days[0].Day:yyyy-MM-dd} to {this.days[this.days.Count - 1].Day:yyyy-MM-dd}:
            {sum.RegisteredCount:N0} registered, {sum.Delivered.Count:N0} delivered, {sum.ExceptionCount:N0} exceptions.
            The table below has the figures.
            """);
    }

    private double X(int i) => (i + 0.5) * this.Width;

    private double Y(int count) => Bottom - ((double)(Bottom - Top) * count / this.max);

    private IEnumerable<FormattableString> Scale(bool hasText) => Enumerable.Range(0, Lines + 1).Select(line =>
    {
        var count = this.max / Lines * line;
        var y = this.Y(count);
        FormattableString text = $"""<text x="32" y="{y + 4:0.#}" text-anchor="end">{count:N0}</text>""";
        FormattableString grid = $"""<line class="grid" x1="0" x2="100%" y1="{y:0.#}" y2="{y:0.#}"/>""";
        return hasText ? text : grid;
    });

    private FormattableString Column(DayMeasure measure, int i) => measure.RegisteredCount == 0
        ? HtmlWriter.Nothing
        : $"""
        <rect class="registered" x="{this.X(i) - (0.32 * this.Width):0.##}%" width="{0.64 * this.Width:0.##}%"
        y="{this.Y(measure.RegisteredCount):0.#}" height="{Bottom - this.Y(measure.RegisteredCount):0.#}"/>
        """;

    private IEnumerable<FormattableString> Line(string style, Func<DayMeasure, int> count) =>
        this.days.Skip(1).Select((d, i) => (FormattableString)
            $"""
            <line class="{style}" x1="{this.X(i):0.##}%" y1="{this.Y(count(this.days[i].Measure)):0.#}"
            x2="{this.X(i + 1):0.##}%" y2="{this.Y(count(d.Measure)):0.#}"/>
            """);

    // A rectangle can't be centered at a percentage, but a nested SVG element can start there.
    private FormattableString Dots(DayMeasure measure, int i)
    {
        FormattableString delivered =
            $"""<circle class="delivered" cx="{this.X(i):0.##}%" cy="{this.Y(measure.Delivered.Count):0.#}" r="3"/>""";
        FormattableString exceptions =
            $"""
            <svg x="{this.X(i):0.##}%" y="{this.Y(measure.ExceptionCount):0.#}" overflow="visible">
            <rect class="exceptions" x="-3" y="-3" width="6" height="6"/></svg>
            """;
        return $"""
            {(measure.Delivered.Count > 0 ? delivered : HtmlWriter.Nothing)}
            {(measure.ExceptionCount > 0 ? exceptions : HtmlWriter.Nothing)}
            """;
    }

    private FormattableString Label(DateTime day, int i)
    {
        var end = this.X(i) + (this.Width / 2);
        var step = (int)Math.Ceiling(1.0 * this.days.Count / MaxLabels);
        var fromEnd = this.days.Count - 1 - i;
        var style = fromEnd / step % 2 == 0 && end > 25 ? "" : "wide-only";
        return fromEnd % step > 0 || end < 9
            ? HtmlWriter.Nothing
            : $"""
            <text class="{style}" x="{end:0.##}%" y="{Height - 4}" text-anchor="end">{day:yyyy-MM-dd}</text>
            """;
    }

    // Shows the day's figures as a tooltip.
    private FormattableString Area(DateTime day, DayMeasure measure, int i) =>
        $"""
        <rect class="area" x="{i * this.Width:0.##}%" width="{this.Width:0.##}%" y="0" height="{Bottom}">
        <title>{day:yyyy-MM-dd}: {measure.RegisteredCount:N0} registered, {measure.Delivered.Count:N0} delivered,
        {measure.ExceptionCount:N0} exceptions</title></rect>
        """;
}
