namespace Track123.InMemory.Parcels;

/// <summary>A field that a carrier requires besides the number.</summary>
internal enum ExtraField
{
    None,
    PostalCode,
    PhoneSuffix,
}

/// <summary>A carrier of parcels.</summary>
/// <param name="Code">The service's code for it.</param>
/// <param name="NameEn">The English name.</param>
/// <param name="NameCn">The Chinese name.</param>
/// <param name="HomePage">The home page; some carriers have none.</param>
/// <param name="Country">The country where its parcels start.</param>
/// <param name="Needs">The additional field that it requires.</param>
/// <param name="Link">The page of one parcel, with the placeholder left in as the service leaves it; most have
/// none.</param>
internal sealed record ParcelCarrier(
    string Code,
    string NameEn,
    string NameCn,
    string? HomePage,
    string Country,
    ExtraField Needs = ExtraField.None,
    string? Link = null)
    : SandboxCarrier(Code, NameEn, NameCn, HomePage);
