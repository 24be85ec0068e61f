using System.Text.Json;

namespace Track123.InMemory;

/// <summary>
/// Does one thing to many parcels. The contract has only guesses about these answers: they are shaped like an
/// import's.
/// </summary>
internal static class ParcelBatch
{
    /// <summary>Reads the items, tries each that can be read, and tells what became of them.</summary>
    /// <param name="request">The request.</param>
    /// <param name="envelope">Writes the answer.</param>
    /// <param name="isEdit">Whether items bring fields to edit.</param>
    /// <param name="attempt">Does it to one; gives why it was not done, or null.</param>
    /// <exception cref="RequestRefusedException">The request as a whole is wrong.</exception>
    public static SandboxReply Answer(
        SandboxRequest request, Envelope envelope, bool isEdit, Func<ParcelItem, string?> attempt)
    {
        var items = new List<ParcelItem>();
        using (var body = JsonBody.Parse(request))
        {
            foreach (var element in RequestFields.Items(body).EnumerateArray())
                items.Add(ParcelItem.Read(element, isEdit));
        }

        foreach (var item in items)
        {
            if (item.Error is null && attempt(item) is { } reason)
                item.Refuse(reason);
        }

        return envelope.Success(writer => Write(writer, items));
    }

    private static void Write(Utf8JsonWriter writer, List<ParcelItem> items)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("accepted"u8);
        foreach (var item in items)
        {
            if (item.Error is null)
                WriteItem(writer, item, index: null);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("rejected"u8);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Error is not null)
                WriteItem(writer, items[i], i);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter writer, ParcelItem item, int? index)
    {
        writer.WriteStartObject();
        if (index is { } place)
            writer.WriteNumber("index"u8, place);
        writer.WriteString("trackNo"u8, item.TrackNo);
        writer.WriteString("courierCode"u8, item.CourierCode);
        item.Error?.Write(writer);
        writer.WriteEndObject();
    }
}
