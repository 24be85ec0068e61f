namespace Track123.InMemory.Cargo;

/// <summary>One registered number of ocean or air cargo.</summary>
/// <param name="number">The number.</param>
/// <param name="type">1 booking, 2 bill of lading, 3 container; 0 for air cargo.</param>
/// <param name="carrier">The carrier.</param>
/// <param name="customerEmail">The customer's e-mail address; null if the request had none.</param>
internal sealed class CargoShipment(string number, int type, SandboxCarrier carrier, string? customerEmail)
    : Shipment(number, carrier, type)
{
    public string? CustomerEmail { get; } = customerEmail;

    /// <summary>The order number that the service creates; null for air cargo, which has none.</summary>
    public override string? OrderNo => this.Type == 0
        ? null
        : FormattableString.Invariant($"OC{this.Registered + WireTime.PortalZone:yyyyMMdd}{this.Sequence + 1:D4}");

    /// <summary>The record that webhooks reported last; null before the first webhook.</summary>
    public string? ReportedRecord { get; set; }
}
