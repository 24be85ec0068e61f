using System.Text.Json;

namespace Track123.InMemory;

/// <summary>One element of a registration of cargo, read and judged by itself.</summary>
internal sealed class CargoItem
{
    private string? fault;

    private CargoItem()
    {
    }

    /// <summary>The number; empty if there was none to read.</summary>
    public string TrackingNo { get; private set; } = "";

    /// <summary>The carrier's code; empty if there was none to read.</summary>
    public string CarrierCode { get; private set; } = "";

    /// <summary>The order number of the shipment that the item repeats, if it does.</summary>
    public string? OrderNo { get; private set; }

    /// <summary>The shipment, if nothing is wrong with the item.</summary>
    public CargoShipment? Shipment { get; private set; }

    /// <summary>What is wrong; null if nothing is.</summary>
    public ItemError? Error { get; private set; }

    public static CargoItem Read(JsonElement element, CargoKind kind)
    {
        var item = new CargoItem();
        item.TrackingNo = item.Text(element, "trackingNo");
        item.CarrierCode = item.Text(element, "carrierCode");
        item.Error = item.Judge(element, kind);
        return item;
    }

    /// <summary>Refuses the item for one that was registered before it.</summary>
    public void RefuseAsImported(CargoShipment before)
    {
        this.OrderNo = before.OrderNo.Length == 0 ? null : before.OrderNo;
        this.Error = ItemError.Parameter(ItemError.Imported);
    }

    private ItemError? Judge(JsonElement element, CargoKind kind)
    {
        var email = this.Text(element, "customerEmail");
        if (this.fault is not null)
            return ItemError.Parameter(this.fault);
        if (this.TrackingNo.Length == 0)
            return ItemError.Required("trackingNo");
        if (this.CarrierCode.Length == 0)
            return ItemError.Required("carrierCode");
        if (this.TrackingNo.Any(char.IsControl))
            return ItemError.Parameter("trackingNo is invalid");

        var (error, type) = kind.Judge(this.TrackingNo, element);
        if (error is not null)
            return error;
        if (kind.FindCarrier(this.CarrierCode) is not { } carrier)
            return ItemError.Parameter("carrierCode is invalid");

        this.Shipment = new CargoShipment(this.TrackingNo, type, carrier, email.Length == 0 ? null : email);
        return null;
    }

    private string Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value))
            return "";

        if (!JsonBody.TryText(value, out var text))
            this.fault ??= name + " must be a string";

        return text is null || string.IsNullOrWhiteSpace(text) ? "" : text;
    }
}
