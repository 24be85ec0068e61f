using System.Text.Json;

namespace Track123.InMemory;

/// <summary>Registers parcels: an array in, each element either echoed or refused by its place in the array.</summary>
internal sealed class RegisterEndpoint(ParcelStore store, SandboxClock clock, Envelope envelope)
{
    /// <summary>Most items, or numbers, in one request.</summary>
    public const int MostItems = 100;

    /// <exception cref="RequestRefusedException">The request as a whole is wrong, or the credit does not suffice.</exception>
    public SandboxReply Answer(SandboxRequest request)
    {
        var items = ReadItems(request);
        var parcels = Array.ConvertAll(items, item => item.Parcel);
        if (!store.TryRegister(parcels, clock.Now))
            throw new RequestRefusedException(200, ServiceCode.OutOfCredit, "Insufficient credit, nothing was registered");

        for (var i = 0; i < items.Length; i++)
        {
            if (parcels[i] is null)
                items[i].Refuse(ServiceCode.Parameter, "The order number has been imported");
        }

        return envelope.Success(writer => Write(writer, items));
    }

    private static ImportItem[] ReadItems(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        var array = body.RootElement;
        if (array.ValueKind != JsonValueKind.Array)
            throw RequestRefusedException.Parameter("request body must be an array");

        var items = new ImportItem[array.GetArrayLength()];
        if (items.Length == 0)
            throw RequestRefusedException.Required("request body is empty");
        if (items.Length > MostItems)
            throw RequestRefusedException.Parameter("at most 100 trackings in one request");

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
            if (items[i].Error is not null)
                WriteRejected(writer, items[i], i);
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

    private static void WriteRejected(Utf8JsonWriter writer, ImportItem item, int index)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, index);
        writer.WriteString("trackNo"u8, item.TrackNo);
        if (item.OrderNo is { } orderNo)
            writer.WriteString("orderNo"u8, orderNo);
        if (item.CourierCode is { } courierCode)
            writer.WriteString("courierCode"u8, courierCode);
        writer.WriteStartObject("error"u8);
        writer.WriteString("code"u8, item.ErrorCode);
        writer.WriteString("msg"u8, item.Error);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
