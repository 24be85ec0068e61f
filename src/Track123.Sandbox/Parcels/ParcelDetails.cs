namespace Track123.InMemory;

/// <summary>The optional fields of a registration, as sent. Blank ones are kept as null.</summary>
internal sealed record ParcelDetails
{
    public string? OrderNo { get; init; }

    public string? Country { get; init; }

    public string? ShipTime { get; init; }

    public string? CustomerEmail { get; init; }

    public string? PostalCode { get; init; }

    public string? Remark { get; init; }

    public string? Custom1 { get; init; }

    public string? Custom2 { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>>? ExtendFields { get; init; }
}
