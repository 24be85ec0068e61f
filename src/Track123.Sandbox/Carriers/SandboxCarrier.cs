namespace Track123.InMemory;

/// <summary>What a carrier wants to know besides the number.</summary>
internal enum ExtraField
{
    None,
    PostalCode,
    PhoneSuffix,
}

/// <summary>One carrier of the list.</summary>
/// <param name="Code">The service's code for it.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCn">Chinese name.</param>
/// <param name="HomePage">Home page; some carriers have none.</param>
/// <param name="Country">Where its parcels start.</param>
/// <param name="Needs">The additional field it cannot be asked without.</param>
/// <param name="Link">Page of one parcel, with the placeholder left in as the service leaves it; most have none.</param>
internal sealed record SandboxCarrier(
    string Code,
    string NameEn,
    string NameCn,
    string? HomePage,
    string Country,
    ExtraField Needs = ExtraField.None,
    string? Link = null);
