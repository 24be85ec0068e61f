namespace Track123.InMemory;

/// <summary>One registered number of ocean or air cargo.</summary>
/// <param name="trackingNo">The number.</param>
/// <param name="type">1 booking, 2 bill of lading, 3 container; 0 in the air, where there is but one kind.</param>
/// <param name="carrier">Who carries it.</param>
/// <param name="customerEmail">As sent; null if it was not.</param>
internal sealed class CargoShipment(string trackingNo, int type, CargoCarrier carrier, string? customerEmail)
{
    private LastRefresh refresh;

    public string TrackingNo { get; } = trackingNo;

    public int Type { get; } = type;

    public CargoCarrier Carrier { get; set; } = carrier;

    public string? CustomerEmail { get; } = customerEmail;

    /// <summary>The order number that the service made for it; empty in the air, where there are none.</summary>
    public string OrderNo { get; private set; } = "";

    /// <summary>When it was registered, UTC.</summary>
    public DateTimeOffset Registered { get; private set; }

    /// <summary>The record the account's webhooks told last; null for none yet.</summary>
    public string? Told { get; set; }

    public void Enter(string orderNo, DateTimeOffset now)
    {
        this.OrderNo = orderNo;
        this.Registered = now;
    }

    /// <summary>Asks the carrier anew, unless that was done lately.</summary>
    public RefreshOutcome Refresh(DateTimeOffset now) => this.refresh.Try(now);
}

/// <summary>How a request names a registered shipment. A part that is null is not looked at.</summary>
internal readonly record struct CargoName(string TrackingNo, string? OrderNo, int? Type, string? CarrierCode)
{
    public bool Means(CargoShipment shipment) =>
        (this.OrderNo is null || string.Equals(this.OrderNo, shipment.OrderNo, StringComparison.Ordinal))
        && (this.Type is null || this.Type == shipment.Type)
        && (this.CarrierCode is null
            || string.Equals(this.CarrierCode, shipment.Carrier.Code, StringComparison.Ordinal));
}
