using System.Globalization;
using System.Text.Json;

namespace Track123.InMemory;

/// <summary>Finds parcels and tells how far they are.</summary>
internal sealed class QueryEndpoint(ParcelStore store, SandboxClock clock, Envelope envelope, int seed)
{
    /// <param name="request">The request.</param>
    /// <param name="isOld">Whether it came by the v2 path, whose records lack the fields that v2.1 brought.</param>
    /// <exception cref="RequestRefusedException">The request as a whole is wrong.</exception>
    public SandboxReply Answer(SandboxRequest request, bool isOld)
    {
        var criteria = QueryReader.Read(request);
        var page = store.Find(criteria);
        var records = new RecordWriter(clock.Now, seed, new RecordForm(isOld));
        return envelope.Success(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("accepted"u8);
            writer.WriteStartArray("content"u8);
            foreach (var parcel in page.Parcels)
                records.Write(writer, parcel);
            writer.WriteEndArray();
            WritePosition(writer, criteria, page);
            writer.WriteEndObject();
            WriteRejected(writer, criteria, page);
            writer.WriteEndObject();
        });
    }

    // Counters as text: some clients met them so, and it is the less comfortable of the two forms.
    private static void WritePosition(Utf8JsonWriter writer, ParcelCriteria criteria, ParcelPage page)
    {
        var pages = (page.Total + criteria.PageSize - 1) / criteria.PageSize;
        var current = 1 + (page.Start / criteria.PageSize);
        writer.WriteString("totalElements"u8, page.Total.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("totalPages"u8, pages.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("currentPage"u8, current.ToString(CultureInfo.InvariantCulture));

        var isLast = page.Start + page.Parcels.Count >= page.Total;
        writer.WriteString("cursor"u8, isLast ? "" : QueryReader.CursorAfter(page.Parcels[page.Parcels.Count - 1]));
    }

    private static void WriteRejected(Utf8JsonWriter writer, ParcelCriteria criteria, ParcelPage page)
    {
        writer.WriteStartArray("rejected"u8);
        if (criteria.AfterSequence < 0)
        {
            foreach (var name in page.Unknown)
            {
                writer.WriteStartObject();
                writer.WriteString("trackNo"u8, name.TrackNo);
                if (name.CourierCode is { } courierCode)
                    writer.WriteString("courierCode"u8, courierCode);
                ItemError.Parameter(ItemError.NotRegistered).Write(writer);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }
}
