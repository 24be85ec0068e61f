namespace Track123.InMemory.Parcels;

/// <summary>One registered parcel.</summary>
internal sealed class Parcel(string number, ParcelCarrier carrier, ParcelDetails? details) : Shipment(number, carrier)
{
    public ParcelCarrier ParcelCarrier => (ParcelCarrier)this.Carrier;

    /// <summary>The optional fields; null if there are none.</summary>
    public ParcelDetails? Details { get; set; } = details;

    public override string? OrderNo => this.Details?.OrderNo;

    /// <summary>The number of events that webhooks have reported; null before the first webhook.</summary>
    public int? ReportedEvents { get; set; }

    /// <summary>True if a webhook has reported that the parcel is expired.</summary>
    public bool IsExpiryReported { get; set; }
}
