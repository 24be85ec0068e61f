namespace Track123.InMemory.Parcels;

/// <summary>An extra field that a carrier requires.</summary>
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
/// <param name="Country">The country of origin of its parcels.</param>
/// <param name="Needs">The extra field that it requires.</param>
/// <param name="Link">The address of a parcel's page. It contains the placeholder, as in the service's replies. Most
/// carriers have none.</param>
internal sealed record ParcelCarrier(
    string Code,
    string NameEn,
    string NameCn,
    string? HomePage,
    string Country,
    ExtraField Needs = ExtraField.None,
    string? Link = null)
    : SandboxCarrier(Code, NameEn, NameCn, HomePage);
