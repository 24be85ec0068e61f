namespace Track123.InMemory;

/// <summary>The optional fields of a registration, as sent. Blank ones are kept as null.</summary>
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
}
