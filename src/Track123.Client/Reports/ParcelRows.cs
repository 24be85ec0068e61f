namespace Track123.Reports;

/// <summary>
/// A table of parcels with their timelines, as markup. The script builds the same rows for the others. The roles repeat what the elements say,
/// because on a narrow screen the rows are laid out as cards, and some browsers then forget that they are a table.
/// </summary>
internal static class ParcelRows
{
    public static void Write(Markup page, IEnumerable<ReportParcel> parcels, string heading, string id)
    {
        page.Write(
            $"""
            <table class="parcels" id="{id}" role="table" aria-labelledby="{heading}">
            <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col" class="c-number">Parcel</th>
            <th role="columnheader" scope="col" class="c-state">State</th><th role="columnheader" scope="col" class="c-carrier">Carrier</th>
            <th role="columnheader" scope="col" class="c-event">Last event</th><th role="columnheader" scope="col" class="c-days">Days</th>
            <th role="columnheader" scope="col" class="c-late">Late</th></tr></thead>
            <tbody role="rowgroup">
            """);
        foreach (var parcel in parcels)
            WriteRow(page, parcel);

        page.Write($"</tbody></table>");
    }

    private static void WriteRow(Markup page, ReportParcel parcel)
    {
        page.Write($"""<tr role="row"><th role="rowheader" scope="row" class="c-number"><bdi>{parcel.Number}</bdi>""");
        WriteSub(page, parcel.Order);
        page.Write($"""</th><td role="cell" class="c-state"><span class="badge {parcel.State.Style}"><bdi>{parcel.State.Name}</bdi></span>""");
        WriteSub(page, parcel.Meaning);
        page.Write($"""</td><td role="cell" class="c-carrier"><bdi>{parcel.Carrier}</bdi>""");
        WriteSub(page, parcel.Route);
        page.Write($"""</td><td role="cell" class="c-event">""");
        if (parcel.LastEvent is { } last)
        {
            page.Write($"<bdi>{last.Text}</bdi>");
            WriteWhen(page, last);
            WriteTimeline(page, parcel);
        }
        else
        {
            page.Write($"""<span class="muted">No events</span>""");
        }

        page.Write(
            $"""</td><td role="cell" class="c-days">{parcel.Days:N0}</td><td role="cell" class="c-late">{LateText(parcel)}</td></tr>""");
    }

    private static void WriteTimeline(Markup page, ReportParcel parcel)
    {
        var count = parcel.Source.Events.Count;
        page.Write(
            $"""<details><summary>{count:N0} {(count == 1 ? "event" : "events")}<span class="hidden"> of {parcel.Number}</span></summary>""");
        if (parcel.LastMileCarrier.Length > 0 || parcel.LastMileNumber.Length > 0)
            page.Write($"""<p class="mile">Last mile: <bdi>{parcel.LastMileCarrier}</bdi> <bdi>{parcel.LastMileNumber}</bdi></p>""");

        page.Write($"""<ol class="timeline">""");
        foreach (var e in parcel.Events)
        {
            page.Write($"""<li class="{(e.IsLastMile ? "last-mile" : "")}"><bdi>{e.Text}</bdi>""");
            WriteSub(page, e.Original);
            WriteWhen(page, e);
            page.Write($"</li>");
        }

        page.Write($"</ol></details>");
    }

    private static void WriteSub(Markup page, string text)
    {
        if (text.Length > 0)
            page.Write($"""<bdi class="sub">{text}</bdi>""");
    }

    private static void WriteWhen(Markup page, ReportEvent e)
    {
        page.Write($"""<span class="sub">{e.Moment}""");
        if (e.Place.Length > 0)
            page.Write($" · <bdi>{e.Place}</bdi>");

        page.Write($"</span>");
    }

    private static string LateText(ReportParcel parcel) => parcel.Late.Reason switch
    {
        LateReason.Announced when parcel.Late.Days < 1 => $"announced for {parcel.Announced}",
        LateReason.Announced => $"announced for {parcel.Announced}, {Count(parcel.Late.Days, "day")} ago",
        LateReason.Quiet => $"no news for {Count(parcel.Late.Days, "day")}",
        _ => "",
    };

    private static string Count(int number, string unit) =>
        number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) + " " + (number == 1 ? unit : unit + "s");
}
