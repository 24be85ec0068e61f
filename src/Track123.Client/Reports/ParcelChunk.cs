using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Track123.Reports;

/// <summary>
/// Some hundred parcels as two blocks of data in the page: what the table shows, read when the page opens, and their timelines, read when one is
/// looked at. Each value that repeats stands once, in the block's list of texts; the rest are columns of numbers.
/// </summary>
internal sealed class ParcelChunk
{
    /// <summary>Parcels in a chunk.</summary>
    public const int Size = 250;

    // Whatever could end the element or start markup is written as \u00XX: < > & ' " and more. So are U+2028 and U+2029.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly List<ReportParcel> parcels = new(Size);

    public bool IsFull => this.parcels.Count == Size;

    public void Add(ReportParcel parcel) => this.parcels.Add(parcel);

    /// <summary>Writes both blocks and begins anew. Nothing is written for no parcels.</summary>
    public void WriteTo(Stream stream)
    {
        if (this.parcels.Count == 0)
            return;

        WriteBlock(stream, "rows", this.WriteRows);
        WriteBlock(stream, "timelines", this.WriteTimelines);
        this.parcels.Clear();
    }

    private static void WriteBlock(Stream stream, string name, Action<Columns> write)
    {
        WriteAscii(stream, $"<script type=\"application/json\" class=\"{name}\">");
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            var columns = new Columns(json);
            write(columns);
            columns.WriteTexts();
            json.WriteEndObject();
        }

        WriteAscii(stream, "</script>\n");
    }

    private void WriteRows(Columns columns)
    {
        columns.Write("number", this.parcels.Select(p => p.Number));
        columns.WriteTexts("order", this.parcels.Select(p => p.Order));
        columns.WriteTexts("carrier", this.parcels.Select(p => p.Carrier));
        columns.Write("kind", this.parcels.Select(p => (long?)p.State.Kind));
        columns.WriteTexts("state", this.parcels.Select(p => p.State.Name));
        columns.WriteTexts("meaning", this.parcels.Select(p => p.Meaning));
        columns.WriteTexts("route", this.parcels.Select(p => p.Route));
        columns.WriteTexts("event", this.parcels.Select(p => p.LastEvent?.Text));
        columns.WriteTexts("place", this.parcels.Select(p => p.LastEvent?.Place));
        columns.Write("time", this.parcels.Select(p => p.LastEvent?.Moment.LocalMinutes));
        columns.WriteTexts("zone", this.parcels.Select(p => p.LastEvent?.Moment.Zone));
        columns.Write("events", this.parcels.Select(p => (long?)p.Source.Events.Count));
        columns.Write("days", this.parcels.Select(p => (long?)p.Days));
        columns.Write("late", this.parcels.Select(p => (long?)p.Late.Reason));
        columns.Write("lateDays", this.parcels.Select(p => (long?)p.Late.Days));
        columns.WriteTexts("announced", this.parcels.Select(p => p.Announced));
    }

    private void WriteTimelines(Columns columns)
    {
        columns.WriteTexts("mile", this.parcels.Select(p => p.LastMileCarrier));
        columns.WriteTexts("mileNumber", this.parcels.Select(p => p.LastMileNumber));
        List<ReportEvent> events = [.. this.parcels.SelectMany(p => p.Events)];
        columns.Write("time", Differences(events));
        columns.WriteTexts("zone", events.Select(e => e.Moment.Zone));
        columns.WriteTexts("text", events.Select(e => e.Text));
        columns.WriteTexts("original", events.Select(e => e.Original));
        columns.WriteTexts("place", events.Select(e => e.Place));
        columns.Write("leg", events.Select(e => e.IsLastMile ? 1L : (long?)0));
    }

    // Small numbers are short texts.
    private static IEnumerable<long?> Differences(IEnumerable<ReportEvent> events)
    {
        var before = 0L;
        foreach (var e in events)
        {
            yield return e.Moment.LocalMinutes - before;
            before = e.Moment.LocalMinutes ?? before;
        }
    }

    private static void WriteAscii(Stream stream, string text)
    {
        foreach (var c in text)
            stream.WriteByte((byte)c);
    }

    /// <summary>Columns of one block, and the texts they refer to.</summary>
    private sealed class Columns(Utf8JsonWriter json)
    {
        private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
        private readonly List<string> texts = [];

        public void Write(string name, IEnumerable<long?> numbers)
        {
            json.WriteStartArray(name);
            foreach (var number in numbers)
            {
                if (number is { } known)
                    json.WriteNumberValue(known);
                else
                    json.WriteNullValue();
            }

            json.WriteEndArray();
        }

        public void Write(string name, IEnumerable<string> values)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
                json.WriteStringValue(value);

            json.WriteEndArray();
        }

        public void WriteTexts(string name, IEnumerable<string?> values) => this.Write(name, values.Select(v => (long?)this.PlaceOf(v ?? "")));

        public void WriteTexts() => this.Write("texts", this.texts);

        private int PlaceOf(string text)
        {
            if (!this.places.TryGetValue(text, out var place))
            {
                this.places[text] = place = this.texts.Count;
                this.texts.Add(text);
            }

            return place;
        }
    }
}
