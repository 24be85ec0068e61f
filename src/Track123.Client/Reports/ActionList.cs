namespace Track123.Reports;

/// <summary>
/// The parcels that need action, grouped by reason. The script shows more than the first parcels of each group.
/// </summary>
internal static class ActionList
{
    // The most urgent group needs no click.
    private static readonly FormattableString Open = $"open";

    public static FormattableString Html(ReportFigures figures)
    {
        var groups = figures.Actions.ToList();
        FormattableString none = $"""<p>None: no exception, no failed delivery, nothing expired or late.</p>""";
        return
            $"""
            <section class="card" id="actions" aria-labelledby="h-actions"><h2 id="h-actions">Need action
            <span class="count">{groups.Sum(g => g.Parcels.Count):N0}</span></h2>
            {(groups.Count == 0 ? none : HtmlWriter.Nothing)}
            {groups.Select((g, i) => Group(g.Reason, g.Parcels, i))}
            </section>
            """;
    }

    private static FormattableString Group(ActionReason reason, TopParcels parcels, int index)
    {
        var shown = parcels.Parcels.Count;
        var silent = parcels.Parcels.Max(p => p.Measured.SilentDays);
        FormattableString note =
            $"""
            <noscript><p class="note">The first {shown:N0} of {parcels.Count:N0}, those with the longest silence
            first.</p></noscript>
            """;
        FormattableString longest =
            $"""
            <span class="muted longest"><span class="words">up to </span>{ReportPage.Count(silent ?? 0, "day")}<span
            class="words"> without news</span></span>
            """;
        return
            $"""
            <details class="group" {(index == 0 ? Open : HtmlWriter.Nothing)} data-reason="{reason.Text}">
            <summary id="reason-{index}"><span class="dot {reason.Style}"></span>
            <span class="reason">{reason.Text}</span> <span class="count">{parcels.Count:N0}</span>
            {(silent is null ? HtmlWriter.Nothing : longest)}</summary>
            {ParcelTable.Html(parcels, $"reason-{index}", $"group-{index}")}
            {(parcels.Count > shown ? note : HtmlWriter.Nothing)}
            <p class="more" hidden><button type="button"></button>
            <a href="#reason={Uri.EscapeDataString(reason.Text)}">Show in the table</a></p>
            </details>
            """;
    }
}
