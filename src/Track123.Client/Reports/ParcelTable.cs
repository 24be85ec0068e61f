using Track123.Measures;

namespace Track123.Reports;

/// <summary>
/// A table of parcels with their timelines. The script builds the same rows for the others. The roles repeat what the
/// elements say, because some browsers forget that rows laid out as cards on a narrow screen are a table.
/// </summary>
internal static class ParcelTable
{
    private static readonly (string Name, string Style)[] Columns =
    [
        ("Parcel", "number"), ("State", "state"), ("Carrier", "carrier"), ("Last event", "event"),
        ("Days in transit", "days"), ("Days without news", "silent"), ("Late", "late"),
    ];

    public static FormattableString Html(TopParcels parcels, string heading, string id) =>
        $"""
        <table class="parcels" id="{id}" role="table" aria-labelledby="{heading}">
        <thead role="rowgroup"><tr role="row">{Columns.Select(Header)}</tr></thead>
        <tbody role="rowgroup">
        {parcels.Parcels.Select(Row)}
        </tbody></table>
        """;

    private static FormattableString Header((string Name, string Style) column) =>
        $"""<th role="columnheader" scope="col" class="c-{column.Style}">{column.Name}</th>""";

    private static FormattableString Row(ReportParcel parcel) =>
        $"""
        <tr role="row">
        <th role="rowheader" scope="row" class="c-number">{Number(parcel.Number, parcel.Link)}{Sub(parcel.Order)}</th>
        <td role="cell" class="c-state"><span class="badge {parcel.State.Style}"><bdi>{parcel.State.Name}</bdi></span>
        {Sub(parcel.StatusDescription)}</td>
        <td role="cell" class="c-carrier"><bdi>{parcel.Carrier}</bdi>{Sub(parcel.Lane.Replace(">", " → "))}</td>
        <td role="cell" class="c-event">{LastEvent(parcel)}</td>
        <td role="cell" class="c-days">{parcel.Days:N0}</td>
        <td role="cell" class="c-silent">{parcel.Measured.SilentDays:N0}</td>
        <td role="cell" class="c-late">{LateText(parcel)}</td></tr>
        """;

    private static FormattableString Number(string number, string link) => link.Length == 0
        ? (FormattableString)$"""<bdi>{number}</bdi>"""
        : $"""<a href="{link}" target="_blank" rel="noopener noreferrer"><bdi>{number}</bdi></a>""";

    private static FormattableString LastEvent(ReportParcel parcel)
    {
        if (parcel.LastEvent is not { } last)
        {
            return $"""<span class="muted">No events</span>""";
        }

        var summary = parcel.EventCount > 1 ? ReportPage.Count(parcel.EventCount, "event") : "Details";
        return
            $"""
            <bdi>{last.Text}</bdi>{WhenAndWhere(last)}
            <details><summary>{summary}<span class="hidden"> of {parcel.Number}</span></summary>
            {LastMile(parcel)}<ol class="timeline">{parcel.Events.Select(TimelineItem)}</ol></details>
            """;
    }

    private static FormattableString LastMile(ReportParcel parcel) =>
        parcel is { LastMileCarrier: "", LastMileNumber: "" }
            ? HtmlWriter.Nothing
            : $"""
            <p class="mile">Last mile: <bdi>{parcel.LastMileCarrier}</bdi>
            {Number(parcel.LastMileNumber, parcel.LastMileLink)}</p>
            """;

    private static FormattableString TimelineItem(ReportEvent e) =>
        $"""
        <li class="{(e.IsLastMile ? "last-mile" : "")}"><bdi>{e.Text}</bdi>{Sub(e.Original)}{WhenAndWhere(e)}</li>

        """;

    private static FormattableString WhenAndWhere(ReportEvent e) =>
        $"""<span class="sub">{e.Time}{(e.Place == "" ? HtmlWriter.Nothing : $" · <bdi>{e.Place}</bdi>")}</span>""";

    private static FormattableString Sub(string text) =>
        text.Length > 0 ? $"""<bdi class="sub">{text}</bdi>""" : HtmlWriter.Nothing;

    private static string LateText(ReportParcel parcel) => parcel.Late.Reason switch
    {
        LateReason.Announced when parcel.Late.Days < 1 => $"announced for {parcel.Announced}",
        LateReason.Announced => $"announced for {parcel.Announced}, {ReportPage.Count(parcel.Late.Days, "day")} ago",
        LateReason.Quiet => $"no news for {ReportPage.Count(parcel.Late.Days, "day")}",
        _ => "",
    };
}
