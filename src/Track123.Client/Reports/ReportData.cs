using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Track123.Reports;

/// <summary>
/// Some hundred parcels as two blocks of data in the page: what the table shows, read when the page opens, and their
/// timelines, read when one is looked at. The values are in columns. Each text stands once, in the block's list of
/// texts, and columns have its index.
/// </summary>
internal sealed class ReportData
{
    /// <summary>The number of parcels in a block.</summary>
    public const int ChunkSize = 250;

    // Whatever could end the element or start markup is written as \u00XX: < > & ' " and more.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly JsonObject columns = [];
    private readonly JsonArray texts = [];
    private readonly Dictionary<string, long?> indexes = new(StringComparer.Ordinal);

    /// <summary>Writes both blocks; nothing if there are no parcels.</summary>
    public static void Write(Stream stream, IReadOnlyList<ReportParcel> parcels)
    {
        if (parcels.Count == 0)
        {
            return;
        }

        var rows = new ReportData();
        rows.columns["number"] = new JsonArray([.. parcels.Select(p => (JsonNode?)p.Number)]);
        rows.AddTexts("order", parcels.Select(p => p.Order));
        rows.AddTexts("carrier", parcels.Select(p => p.Carrier));
        rows.Add("kind", parcels.Select(p => (long?)p.State.Kind));
        rows.AddTexts("state", parcels.Select(p => p.State.Name));
        rows.AddTexts("meaning", parcels.Select(p => p.StatusDescription));
        rows.AddTexts("lane", parcels.Select(p => p.Lane));
        rows.AddTexts("reason", parcels.Select(p => p.Reason?.Text));
        rows.AddTexts("link", parcels.Select(p => TrackingLink.ToTemplate(p.Link, p.Number)));
        rows.AddTexts("event", parcels.Select(p => p.LastEvent?.Text));
        rows.AddTexts("place", parcels.Select(p => p.LastEvent?.Place));
        rows.Add("time", parcels.Select(p => p.LastEvent?.LocalMinutes));
        rows.AddTexts("zone", parcels.Select(p => p.LastEvent?.Zone));
        rows.Add("events", parcels.Select(p => (long?)p.EventCount));
        rows.Add("days", parcels.Select(p => (long?)p.Days));
        rows.Add("silent", parcels.Select(p => (long?)p.Measured.SilentDays));
        rows.Add("late", parcels.Select(p => (long?)p.Late.Reason));
        rows.Add("lateDays", parcels.Select(p => (long?)p.Late.Days));
        rows.AddTexts("announced", parcels.Select(p => p.Announced));
        rows.WriteTo(stream, "rows");

        var timelines = new ReportData();
        var events = parcels.SelectMany(p => p.Events).ToList();
        timelines.AddTexts("mile", parcels.Select(p => p.LastMileCarrier));
        timelines.AddTexts("mileNumber", parcels.Select(p => p.LastMileNumber));
        timelines.AddTexts("mileLink", parcels.Select(
            p => TrackingLink.ToTemplate(p.LastMileLink, p.LastMileNumber)));
        timelines.Add("time", Differences(events.Select(e => e.LocalMinutes)));
        timelines.AddTexts("zone", events.Select(e => e.Zone));
        timelines.AddTexts("text", events.Select(e => e.Text));
        timelines.AddTexts("original", events.Select(e => e.Original));
        timelines.AddTexts("place", events.Select(e => e.Place));
        timelines.Add("leg", events.Select(e => (long?)(e.IsLastMile ? 1 : 0)));
        timelines.WriteTo(stream, "timelines");
    }

    // Small numbers are short texts.
    private static IEnumerable<long?> Differences(IEnumerable<long?> numbers)
    {
        var before = 0L;
        foreach (var number in numbers)
        {
            yield return number - before;
            before = number ?? before;
        }
    }

    private static void WriteAscii(Stream stream, string text) =>
        stream.Write(Encoding.ASCII.GetBytes(text), 0, text.Length);

    private void Add(string column, IEnumerable<long?> numbers) =>
        this.columns[column] = new JsonArray([.. numbers.Select(number => (JsonNode?)number)]);

    private void AddTexts(string column, IEnumerable<string?> values) =>
        this.Add(column, values.Select(value => this.IndexOf(value ?? "")));

    private long? IndexOf(string text)
    {
        if (!this.indexes.TryGetValue(text, out var index))
        {
            this.indexes[text] = index = this.texts.Count;
            this.texts.Add((JsonNode?)text);
        }

        return index;
    }

    private void WriteTo(Stream stream, string block)
    {
        this.columns["texts"] = this.texts;
        WriteAscii(stream, $"<script type=\"application/json\" class=\"{block}\">");
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            this.columns.WriteTo(json);
        }

        WriteAscii(stream, "</script>\n");
    }
}
