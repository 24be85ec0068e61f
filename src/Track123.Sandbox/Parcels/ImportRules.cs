namespace Track123.InMemory;

/// <summary>What the contract demands of the fields of a registration.</summary>
internal static class ImportRules
{
    private const int LongestPostalCode = 15;

    /// <summary>Finds what is wrong with an item, whatever its carrier.</summary>
    /// <returns>The fault in words, or null.</returns>
    public static string? Check(string trackNo, ParcelDetails details)
    {
        if (Array.Exists(trackNo.ToCharArray(), char.IsControl))
            return "trackNo is invalid";

        if (Journeys.ByPrefix(trackNo) is { Refused: true })
            return "trackNo format is not supported";

        if (details.Country is { } country && !(country.Length == 2 && country.All(IsLetter)))
            return "country must be an ISO 3166-1 alpha-2 code";

        if (details.ShipTime is { } shipTime && !WireTime.TryRead(shipTime, out _))
            return "shipTime must be yyyy-MM-dd HH:mm:ss";

        if (details.PostalCode is { } postalCode && !IsPostalCode(postalCode))
            return "postalCode is invalid";

        return null;
    }

    /// <summary>Names the additional field that the carrier, or the number's prefix, asks for and the item lacks.</summary>
    public static string? MissingField(string trackNo, SandboxCarrier carrier, ParcelDetails details)
    {
        var byPrefix = Journeys.ByPrefix(trackNo)?.Needs;
        if ((carrier.Needs == ExtraField.PostalCode || byPrefix == ExtraField.PostalCode) && details.PostalCode is null)
            return "postalCode";

        if ((carrier.Needs == ExtraField.PhoneSuffix || byPrefix == ExtraField.PhoneSuffix) && !HasPhoneSuffix(details))
            return "phoneSuffix";

        return null;
    }

    private static bool HasPhoneSuffix(ParcelDetails details) =>
        details.ExtendFields is { } fields
        && fields.Any(field => string.Equals(field.Key, "phoneSuffix", StringComparison.Ordinal)
            && field.Value.Length == 4 && field.Value.All(IsDigit));

    private static bool IsPostalCode(string text) =>
        text.Length <= LongestPostalCode
        && text.All(character => IsLetter(character) || IsDigit(character) || character is '+' or '-' or ' ');

    private static bool IsLetter(char character) => character is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
