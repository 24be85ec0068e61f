using System.Text.Json;

namespace Track123.InMemory;

/// <summary>
/// The endpoints of ocean or of air cargo. Where an answer has room for nothing but a boolean, all that is named is
/// done, or nothing is and the envelope says why.
/// </summary>
internal sealed class CargoEndpoints(CargoKind kind, CargoStore store, SandboxClock clock, Envelope envelope)
{
    public const string NotRegistered = "trackingNo not registered";

    /// <summary>Lists the carriers.</summary>
    public SandboxReply List(SandboxRequest request) => envelope.Success(writer =>
    {
        writer.WriteStartArray();
        foreach (var carrier in kind.Carriers)
        {
            writer.WriteStartObject();
            kind.WriteCarrier(writer, carrier);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>Registers numbers.</summary>
    /// <exception cref="RequestRefusedException">The request as a whole is wrong, or the credit does not
    /// suffice.</exception>
    public SandboxReply Register(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        CargoItem[] items = [.. RequestFields.Items(body).EnumerateArray().Select(item => CargoItem.Read(item, kind))];
        var shipments = Array.ConvertAll(items, item => item.Shipment);
        if (!store.TryRegister(shipments, clock.Now))
            throw RequestRefusedException.OutOfCredit();

        for (var i = 0; i < items.Length; i++)
        {
            if (shipments[i] is { } shipment && shipment != items[i].Shipment)
                items[i].RefuseAsImported(shipment);
        }

        return envelope.Success(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("accepted"u8);
            foreach (var item in items)
            {
                if (item.Error is null)
                    this.WriteEcho(writer, item.Shipment!);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("rejected"u8);
            foreach (var item in items)
            {
                if (item.Error is { } error)
                    WriteRejected(writer, new(item.TrackingNo, item.OrderNo, Type: null, item.CarrierCode), error);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Tells how far shipments are.</summary>
    /// <exception cref="RequestRefusedException">The request as a whole is wrong.</exception>
    public SandboxReply Query(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        var names = this.ReadNames(RequestFields.Items(body));
        var found = names.ConvertAll(store.Find);
        var now = clock.Now;
        return envelope.Success(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("accepted"u8);
            foreach (var shipment in found.SelectMany(shipments => shipments).Distinct())
                kind.WriteShipment(writer, shipment, now);
            writer.WriteEndArray();
            writer.WriteStartArray("rejected"u8);
            for (var i = 0; i < found.Count; i++)
            {
                if (found[i].Count == 0)
                    WriteRejected(writer, names[i], ItemError.Parameter(NotRegistered));
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Gives shipments another carrier.</summary>
    /// <exception cref="RequestRefusedException">The request is wrong, or it was not done.</exception>
    public SandboxReply ChangeCarrier(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        var change = RequestFields.Object(body);
        var code = RequestFields.RequiredText(change, "carrierCode");
        if (!change.TryGetProperty("details", out var details) || details.ValueKind == JsonValueKind.Null)
            throw RequestRefusedException.Required("details is required");

        var names = this.ReadNames(RequestFields.Items(details, "details"));
        var carrier = kind.FindCarrier(code) ?? throw RequestRefusedException.Parameter("carrierCode is invalid");
        return this.True(store.ChangeCarrier(names, carrier));
    }

    /// <summary>Refreshes one shipment; inside the six hours it says false and when it was done last.</summary>
    /// <exception cref="RequestRefusedException">The request is wrong, or there is no such shipment.</exception>
    public SandboxReply Refresh(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        var name = kind.ReadName(RequestFields.Object(body), isRefresh: true);
        return store.Refresh(name, clock.Now) is { } outcome
            ? envelope.Refreshed(outcome)
            : throw RequestRefusedException.NotDone(NotRegistered);
    }

    /// <summary>Forgets shipments.</summary>
    /// <exception cref="RequestRefusedException">The request is wrong, or it was not done.</exception>
    public SandboxReply Delete(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        return this.True(store.Delete(this.ReadNames(RequestFields.Items(body))));
    }

    private static void WriteRejected(Utf8JsonWriter writer, CargoName name, ItemError error)
    {
        writer.WriteStartObject();
        writer.WriteString("trackingNo"u8, name.TrackingNo);
        if (name.OrderNo is { } orderNo)
            writer.WriteString("orderNo"u8, orderNo);
        if (name.CarrierCode is { } carrierCode)
            writer.WriteString("carrierCode"u8, carrierCode);
        error.Write(writer);
        writer.WriteEndObject();
    }

    private List<CargoName> ReadNames(JsonElement items) =>
        [.. items.EnumerateArray().Select(item => kind.ReadName(item, isRefresh: false))];

    private void WriteEcho(Utf8JsonWriter writer, CargoShipment shipment)
    {
        writer.WriteStartObject();
        writer.WriteString("trackingNo"u8, shipment.TrackingNo);
        writer.WriteString("carrierCode"u8, shipment.Carrier.Code);
        kind.WriteEchoFields(writer, shipment);
        writer.WriteEndObject();
    }

    private SandboxReply True(string? whyNot) => whyNot is null
        ? envelope.Success(writer => writer.WriteBooleanValue(true))
        : throw RequestRefusedException.NotDone(whyNot);
}
