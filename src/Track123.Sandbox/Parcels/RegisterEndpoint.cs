using System.Text.Json;

namespace Track123.InMemory;

/// <summary>Registers parcels: an array in, each element either echoed or refused by its place in the array.</summary>
internal sealed class RegisterEndpoint(ParcelStore store, SandboxClock clock, Envelope envelope)
{
    /// <exception cref="RequestRefusedException">The request as a whole is wrong, or the credit does not
    /// suffice.</exception>
    public SandboxReply Answer(SandboxRequest request)
    {
        var items = ReadItems(request);
        var parcels = Array.ConvertAll(items, item => item.Parcel);
        if (!store.TryRegister(parcels, clock.Now))
            throw RequestRefusedException.OutOfCredit();

        for (var i = 0; i < items.Length; i++)
        {
            if (parcels[i] is null)
                items[i].Refuse(ItemError.Parameter(ItemError.Imported));
        }

        return envelope.Success(writer => Write(writer, items));
    }

    private static ImportItem[] ReadItems(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        var array = RequestFields.Items(body);
        var items = new ImportItem[array.GetArrayLength()];
        var index = 0;
        foreach (var element in array.EnumerateArray())
            items[index++] = ImportItem.Read(element);

        return items;
    }

    private static void Write(Utf8JsonWriter writer, ImportItem[] items)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("accepted"u8);
        foreach (var item in items)
        {
            if (item.Error is null)
                WriteEcho(writer, item.Parcel!);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("rejected"u8);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Error is { } error)
                WriteRejected(writer, items[i], error, i);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // Custom fields are kept and not echoed, as in the documented answer.
    private static void WriteEcho(Utf8JsonWriter writer, Parcel parcel)
    {
        var details = parcel.Details;
        writer.WriteStartObject();
        writer.WriteString("trackNo"u8, parcel.TrackNo);
        writer.WriteString("courierCode"u8, parcel.Carrier.Code);
        writer.WriteString("postalCode"u8, details?.PostalCode);
        writer.WriteString("orderNo"u8, details?.OrderNo);
        writer.WriteString("country"u8, details?.Country);
        writer.WriteString("shipTime"u8, details?.ShipTime);
        writer.WriteString("customerEmail"u8, details?.CustomerEmail);
        writer.WriteString("remark"u8, details?.Remark);
        if (details?.ExtendFields is { } fields)
        {
            writer.WriteStartObject("extendFieldMap"u8);
            foreach (var field in fields)
                writer.WriteString(field.Key, field.Value);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("extendFieldMap"u8);
        }

        writer.WriteEndObject();
    }

    private static void WriteRejected(Utf8JsonWriter writer, ImportItem item, ItemError error, int index)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, index);
        writer.WriteString("trackNo"u8, item.TrackNo);
        if (item.OrderNo is { } orderNo)
            writer.WriteString("orderNo"u8, orderNo);
        if (item.CourierCode is { } courierCode)
            writer.WriteString("courierCode"u8, courierCode);
        error.Write(writer);
        writer.WriteEndObject();
    }
}
