using System.Text.Json;
using System.Text.Json.Nodes;

namespace Track123.InMemory.Cargo;

/// <summary>
/// The endpoints of ocean or air cargo. Each processes the request's body and returns the reply's data, or throws a
/// <see cref="RefusedException"/>. If the reply is only a boolean, all named shipments are processed or none.
/// </summary>
internal sealed class CargoEndpoints(CargoKind kind, CreditBalance credits, SandboxClock clock)
{
    public CargoKind Kind => kind;

    public ShipmentStore<CargoShipment> Store { get; } = new(credits, price: 100, FieldNames.Cargo);

    /// <summary>Lists the carriers.</summary>
    public JsonNode List(JsonElement body) => kind.Carriers.Select(carrier => carrier.ToJson("carrier")).ToJsonArray();

    /// <summary>Registers numbers.</summary>
    public JsonNode Register(JsonElement body)
    {
        var items = body.AsItems().Select(element => BatchItem<CargoShipment>.Read(element, this.ReadNew)).ToList();
        this.Store.Register(items, clock.UtcNow);
        return items.ToResult(item => kind.ToEcho(item.Shipment!), (item, error, _) =>
            (item.Name with { OrderNo = item.Known?.OrderNo }).ToRejection(FieldNames.Cargo, error));
    }

    /// <summary>Returns the current records of shipments.</summary>
    public JsonNode Query(IEnumerable<JsonElement> items)
    {
        var names = this.ReadNames(items);
        var found = names.ConvertAll(name => (Name: name, Shipments: this.Store.Find(name)));
        var now = clock.UtcNow;
        return BatchResult.Create(
            found.SelectMany(one => one.Shipments).Distinct().Select(one => kind.ToRecord(one, now)).ToJsonArray(),
            found.Where(one => one.Shipments.Count == 0).Select(
                one => one.Name.ToRejection(FieldNames.Cargo, FieldNames.Cargo.NotRegistered())));
    }

    /// <summary>Changes the carrier of shipments.</summary>
    public JsonNode ChangeCarrier(JsonElement body)
    {
        var code = body.AsObject().RequiredText("carrierCode");
        var details = body.Member("details") ?? throw RefusedException.Missing("details is required");
        var names = this.ReadNames(details.AsItems("details"));
        this.Store.ChangeCarrier(names, kind.FindCarrier(code));
        return true;
    }

    /// <summary>Refreshes one shipment.</summary>
    public JsonNode Refresh(JsonElement body) =>
        this.Store.Refresh(kind.ReadName(body.AsObject(), isRefresh: true), clock.UtcNow).ToJson();

    /// <summary>Deletes shipments.</summary>
    public JsonNode Delete(JsonElement body)
    {
        this.Store.Delete(this.ReadNames(body.AsItems()));
        return true;
    }

    private List<ShipmentName> ReadNames(IEnumerable<JsonElement> items) =>
        [.. items.Select(item => kind.ReadName(item, isRefresh: false))];

    private CargoShipment ReadNew(JsonElement element, BatchItem<CargoShipment> item)
    {
        item.Name = new ShipmentName(element.Text("trackingNo") ?? "");
        item.Name = item.Name with { CarrierCode = element.Text("carrierCode") ?? "" };
        var email = element.Text("customerEmail");
        var number = element.RequiredText("trackingNo");
        var carrierCode = element.RequiredText("carrierCode");
        if (number.Any(char.IsControl))
        {
            throw RefusedException.Invalid("trackingNo is invalid");
        }

        return new CargoShipment(number, kind.ReadNumberType(number, element), kind.FindCarrier(carrierCode), email);
    }
}
