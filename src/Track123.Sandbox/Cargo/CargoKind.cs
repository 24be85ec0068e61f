using System.Text.Json;

namespace Track123.InMemory;

/// <summary>Wherein ocean and air differ. All else is the same for both.</summary>
internal abstract class CargoKind
{
    /// <summary>The carriers, as they are listed.</summary>
    public abstract IReadOnlyList<CargoCarrier> Carriers { get; }

    /// <summary>Finds a carrier by its code.</summary>
    public CargoCarrier? FindCarrier(string code) =>
        this.Carriers.FirstOrDefault(carrier => string.Equals(carrier.Code, code, StringComparison.Ordinal));

    /// <summary>Reads how a request names one registered shipment.</summary>
    /// <param name="element">The object.</param>
    /// <param name="isRefresh">Whether it is to be refreshed, where the contract demands more.</param>
    /// <exception cref="RequestRefusedException">A part is missing or of another kind.</exception>
    public abstract CargoName ReadName(JsonElement element, bool isRefresh);

    /// <summary>Judges what is this kind's own in a registration.</summary>
    /// <returns>What is wrong, or null; and the number's type.</returns>
    public abstract (ItemError? Error, int Type) Judge(string trackingNo, JsonElement element);

    /// <summary>Writes the fields a carrier of this kind has besides code, names and home page.</summary>
    public abstract void WriteCarrierFields(Utf8JsonWriter writer, CargoCarrier carrier);

    /// <summary>Writes the fields a registration's echo has besides number and carrier.</summary>
    public abstract void WriteEchoFields(Utf8JsonWriter writer, CargoShipment shipment);

    /// <summary>Writes a shipment as it stands at that moment.</summary>
    public abstract void WriteShipment(Utf8JsonWriter writer, CargoShipment shipment, DateTimeOffset now);

    /// <summary>Writes code, names, home page, and what else this kind has, as members.</summary>
    public void WriteCarrier(Utf8JsonWriter writer, CargoCarrier carrier)
    {
        writer.WriteString("carrierCode"u8, carrier.Code);
        writer.WriteString("carrierNameCN"u8, carrier.NameCn);
        writer.WriteString("carrierNameEN"u8, carrier.NameEn);
        writer.WriteString("carrierHomePage"u8, carrier.HomePage);
        this.WriteCarrierFields(writer, carrier);
    }
}
