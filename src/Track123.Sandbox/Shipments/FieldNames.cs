namespace Track123.InMemory.Shipments;

/// <summary>The names of the fields that parcels and cargo name differently.</summary>
/// <param name="Number">The field of the number.</param>
/// <param name="Carrier">The start of the fields of the carrier.</param>
internal sealed record FieldNames(string Number, string Carrier)
{
    public static readonly FieldNames Parcel = new("trackNo", "courier");

    public static readonly FieldNames Cargo = new("trackingNo", "carrier");

    public string CarrierCode { get; } = Carrier + "Code";

    public RefusedException NotRegistered() => RefusedException.NotDone(this.Number + " not registered");
}
