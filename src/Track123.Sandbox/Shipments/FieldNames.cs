namespace Track123.InMemory.Shipments;

/// <summary>The field names that differ between parcels and cargo.</summary>
/// <param name="Number">The name of the number field.</param>
/// <param name="Carrier">The prefix of the carrier fields.</param>
internal sealed record FieldNames(string Number, string Carrier)
{
    public static readonly FieldNames Parcel = new("trackNo", "courier");

    public static readonly FieldNames Cargo = new("trackingNo", "carrier");

    public string CarrierCode { get; } = Carrier + "Code";

    public RefusedException NotRegistered() => RefusedException.NotDone(this.Number + " not registered");
}
