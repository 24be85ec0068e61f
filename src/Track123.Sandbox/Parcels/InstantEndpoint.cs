using System.Text.Json;

namespace Track123.InMemory;

/// <summary>
/// Asks the carrier during the call, for a credit, and stores nothing. A number the account has shows its own way, and
/// shows it even before its first look-up; any other goes as if it had been registered when the account was opened.
/// </summary>
internal sealed class InstantEndpoint(
    ParcelStore store, CreditBalance credit, SandboxClock clock, Envelope envelope, int seed)
{
    private readonly DateTimeOffset opened = clock.Now;

    /// <summary>
    /// Looks one number up. A number that cannot be asked for is rejected and costs nothing; one of which the carrier
    /// has nothing gives null and costs its credit.
    /// </summary>
    /// <exception cref="RequestRefusedException">The request is wrong, or the credit is spent.</exception>
    public SandboxReply Answer(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        var element = RequestFields.Object(body);
        var lang = RequestFields.Text(element, "lang");
        var item = ImportItem.Read(element);
        if (item.Error is { Code: ServiceCode.Required } missing)
            throw RequestRefusedException.Required(missing.Message);

        if (item.Parcel is null)
            return envelope.Success(writer => WriteRejected(writer, item));

        if (!credit.TrySpend(1))
            throw RequestRefusedException.OutOfCredit();

        var parcel = store.Get(item.Parcel.TrackNo, item.Parcel.Carrier.Code);
        if (parcel is null)
        {
            parcel = item.Parcel;
            parcel.Enter(sequence: 0, this.opened);
        }

        var records = new RecordWriter(clock.Now, seed, new RecordForm(IsOld: false, lang));
        return envelope.Success(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("accepted"u8);
            records.WriteInstant(writer, parcel);
            writer.WriteStartArray("rejected"u8);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void WriteRejected(Utf8JsonWriter writer, ImportItem item)
    {
        writer.WriteStartObject();
        writer.WriteNull("accepted"u8);
        writer.WriteStartArray("rejected"u8);
        writer.WriteStartObject();
        writer.WriteString("trackNo"u8, item.TrackNo);
        if (item.CourierCode is { } courierCode)
            writer.WriteString("courierCode"u8, courierCode);
        item.Error?.Write(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
