using System.Text.Json;
using System.Text.Json.Nodes;

namespace Track123.InMemory.Cargo;

/// <summary>The differences between ocean and air cargo.</summary>
internal abstract class CargoKind
{
    /// <summary>The carriers, in the order in which the service lists them.</summary>
    public abstract IReadOnlyList<SandboxCarrier> Carriers { get; }

    public SandboxCarrier FindCarrier(string code) => this.Carriers.FirstOrDefault(carrier => carrier.Code == code)
        ?? throw RefusedException.Invalid("carrierCode is invalid");

    /// <summary>Reads how a request names one registered shipment.</summary>
    /// <param name="element">The object.</param>
    /// <param name="isRefresh">Whether the request is a refresh, which requires more fields.</param>
    /// <exception cref="RefusedException">A part is missing or has the wrong type.</exception>
    public abstract ShipmentName ReadName(JsonElement element, bool isRefresh);

    /// <summary>Reads the type of a new number, and validates the number.</summary>
    /// <exception cref="RefusedException">The type or the number is invalid.</exception>
    public abstract int ReadNumberType(string number, JsonElement element);

    /// <summary>Creates the entry of an accepted registration.</summary>
    public abstract JsonObject ToEcho(CargoShipment shipment);

    /// <summary>Creates the record of a shipment at that time, in UTC.</summary>
    public abstract JsonObject ToRecord(CargoShipment shipment, DateTime now);
}
