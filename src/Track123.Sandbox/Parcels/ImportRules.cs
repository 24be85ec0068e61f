namespace Track123.InMemory;

/// <summary>What the contract demands of the fields of a registration.</summary>
internal static class ImportRules
{
    private const int LongestPostalCode = 15;
    private const string AdditionalField = "The courier requires an additional field: ";

    /// <summary>Finds what is wrong with a number, whatever its carrier.</summary>
    /// <returns>The fault in words, or null.</returns>
    public static string? CheckNumber(string trackNo)
    {
        foreach (var character in trackNo)
        {
            if (char.IsControl(character))
                return "trackNo is invalid";
        }

        return Journeys.ByPrefix(trackNo) is { Refused: true } ? "trackNo format is not supported" : null;
    }

    /// <summary>Finds what is wrong with the optional fields. Empty texts, which an edit may have, are right.</summary>
    /// <returns>The fault in words, or null.</returns>
    public static string? CheckDetails(ParcelDetails? details)
    {
        if (details?.Country is { Length: > 0 } country && !(country.Length == 2 && country.All(IsLetter)))
            return "country must be an ISO 3166-1 alpha-2 code";

        if (details?.ShipTime is { Length: > 0 } shipTime && !WireTime.TryRead(shipTime, out _))
            return "shipTime must be yyyy-MM-dd HH:mm:ss";

        if (details?.PostalCode is { Length: > 0 } postalCode && !IsPostalCode(postalCode))
            return "postalCode is invalid";

        return null;
    }

    /// <summary>
    /// Finds the additional field that the carrier, or the number's prefix, asks for and the item lacks.
    /// </summary>
    /// <returns>The fault in words, or null.</returns>
    public static string? MissingField(string trackNo, SandboxCarrier carrier, ParcelDetails? details)
    {
        var byPrefix = Journeys.ByPrefix(trackNo)?.Needs;
        if ((carrier.Needs == ExtraField.PostalCode || byPrefix == ExtraField.PostalCode)
            && details?.PostalCode is null)
            return AdditionalField + "postalCode";

        if ((carrier.Needs == ExtraField.PhoneSuffix || byPrefix == ExtraField.PhoneSuffix) && !HasPhoneSuffix(details))
            return AdditionalField + "phoneSuffix";

        return null;
    }

    private static bool HasPhoneSuffix(ParcelDetails? details) =>
        details?.ExtendFields is { } fields
        && fields.Any(field => string.Equals(field.Key, "phoneSuffix", StringComparison.Ordinal)
            && field.Value.Length == 4 && field.Value.All(IsDigit));

    private static bool IsPostalCode(string text) =>
        text.Length <= LongestPostalCode
        && text.All(character => IsLetter(character) || IsDigit(character) || character is '+' or '-' or ' ');

    private static bool IsLetter(char character) => character is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
