using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Track123.InMemory.Wire;

namespace Track123.Testing;

/// <summary>
/// Answers queries from a page created at the start, so that the server's cost is negligible compared with the measured
/// client. Pages differ only in numbers, ids and cursor, which are written into a copy of the page.
/// </summary>
internal sealed class CannedQuery
{
    public const int PageSize = 100;
    private const int Digits = 10;

    // The placeholder to overwrite. Nothing else on the page has so many zeros in a row.
    private static readonly byte[] Placeholder = [.. Enumerable.Repeat((byte)'0', Digits)];
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly int pages;
    private readonly byte[] template;
    private readonly int[] positions;

    public CannedQuery(int parcels, int events)
    {
        this.pages = parcels / PageSize;
        this.template = Write(parcels, events);
        this.positions = [.. Find(this.template)];
    }

    public SandboxReply Answer(ReadOnlyMemory<byte> body)
    {
        using var request = JsonDocument.Parse(body);
        var cursor = request.RootElement.TryGetProperty("cursor"u8, out var given) ? given.GetString() : null;
        var page = string.IsNullOrEmpty(cursor) ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var answer = this.template.AsSpan().ToArray();

        // Each record has two positions: its id and its number. The last position is that of the cursor.
        for (var i = 0; i < this.positions.Length - 1; i++)
        {
            Put(answer, this.positions[i], (page * PageSize) + (i / 2) + 1);
        }

        var next = page + 1 < this.pages ? page + 1 : 0;
        if (next > 0)
        {
            Put(answer, this.positions[^1], next);
        }
        else
        {
            WriteEmptyCursor(answer.AsSpan(this.positions[^1], Digits + 1));
        }

        return new SandboxReply(StatusCodes.Status200OK, answer);
    }

    // The cursor of the last page is an empty string: the closing quote moves to the front, spaces fill the rest.
    private static void WriteEmptyCursor(Span<byte> cursor)
    {
        cursor.Fill((byte)' ');
        cursor[0] = (byte)'"';
    }

    private static void Put(byte[] page, int place, int number)
    {
        for (var i = place + Digits - 1; i >= place; i--, number /= 10)
        {
            page[i] = (byte)('0' + (number % 10));
        }
    }

    private static IEnumerable<int> Find(byte[] page)
    {
        for (var from = 0; page.AsSpan(from).IndexOf(Placeholder) is >= 0 and var at; from += at + Digits)
        {
            yield return from + at;
        }
    }

    private static byte[] Write(int parcels, int events)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("code"u8, "00000"u8);
            writer.WriteStartObject("data"u8);
            writer.WriteStartObject("accepted"u8);
            writer.WriteStartArray("content"u8);
            for (var i = 0; i < PageSize; i++)
            {
                CannedRecord.Write(writer, Placeholder, events);
            }

            writer.WriteEndArray();
            writer.WriteString("totalElements"u8, parcels.ToString(CultureInfo.InvariantCulture));
            writer.WriteString("cursor"u8, Placeholder);
            writer.WriteEndObject();
            writer.WriteStartArray("rejected"u8);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteString("msg"u8, "Success"u8);
            writer.WriteString("traceId"u8, "5f2e91d07c3a4b86a1e8d94c27b0f635.161.17724429001234"u8);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
