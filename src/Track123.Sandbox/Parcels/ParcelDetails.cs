namespace Track123.InMemory;

/// <summary>
/// The optional fields of a registration, as sent. Blank ones are kept as null. Once a parcel has them they are never
/// changed, only replaced, so that a record can be written while another caller edits.
/// </summary>
internal sealed class ParcelDetails
{
    public string? OrderNo { get; set; }

    public string? Country { get; set; }

    public string? ShipTime { get; set; }

    public string? CustomerEmail { get; set; }

    public string? PostalCode { get; set; }

    public string? Remark { get; set; }

    public string? Custom1 { get; set; }

    public string? Custom2 { get; set; }

    public IReadOnlyList<KeyValuePair<string, string>>? ExtendFields { get; set; }

    /// <summary>
    /// These fields after an edit: null in the edit leaves one as it is, an empty value takes it away.
    /// </summary>
    public ParcelDetails With(ParcelDetails edit) => new()
    {
        OrderNo = Edited(this.OrderNo, edit.OrderNo),
        Country = Edited(this.Country, edit.Country),
        ShipTime = Edited(this.ShipTime, edit.ShipTime),
        CustomerEmail = Edited(this.CustomerEmail, edit.CustomerEmail),
        PostalCode = Edited(this.PostalCode, edit.PostalCode),
        Remark = Edited(this.Remark, edit.Remark),
        Custom1 = Edited(this.Custom1, edit.Custom1),
        Custom2 = Edited(this.Custom2, edit.Custom2),
        ExtendFields = edit.ExtendFields is not { } fields ? this.ExtendFields : fields.Count == 0 ? null : fields,
    };

    private static string? Edited(string? text, string? edit) => edit is null ? text : edit.Length == 0 ? null : edit;
}
