using System.Globalization;
using System.Text.RegularExpressions;
using Track123.Json;
using Track123.Validation;

namespace Track123.Parcels;

/// <summary>Checks and cleans rows before they are sent.</summary>
internal static class ParcelValidation
{
    private static readonly string[] DottedDates = ["d.M.yyyy", "d.M.yyyy H:mm", "d.M.yyyy H:mm:ss"];

    /// <summary>Returns the row as it can be sent; null with a reason if it can't.</summary>
    public static (ParcelRow? Item, string Reason) Validate(ParcelRow row)
    {
        var (number, reason) = RowCheck.CheckNumber(row.TrackingNumber);
        if (number is null)
        {
            return (null, reason);
        }

        var country = RowCheck.Clean(row.Country);
        if (country is not null && !(country.Length == 2 && country.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'))))
        {
            return (null, $"Country '{country}' is not a two-letter code (ISO 3166-1), such as DE.");
        }

        string? shipTime = null;
        if (RowCheck.Clean(row.ShipTime) is { } text && (shipTime = ReadShipTime(text)) is null)
        {
            return (null, $"Ship date '{text}' is not valid. Write it as 2026-03-31 or 2026-03-31 14:30:00.");
        }

        var item = row with { TrackingNumber = number };
        foreach (var field in ParcelRow.Fields)
        {
            field.SetValue(item, RowCheck.Clean((string?)field.GetValue(row)));
        }

        return RowCheck.FindDamagedText([.. ParcelRow.Fields.Select(f => (string?)f.GetValue(item))]) is { } damaged
            ? (null, damaged)
            : (item with { Country = country?.ToUpperInvariant(), ShipTime = shipTime }, "");
    }

    /// <summary>Returns number and carrier of a row as they can be sent; null with a reason if they can't.</summary>
    public static (ParcelRow? Item, string Reason) ValidateReference(ParcelRow row)
    {
        var (number, reason) = RowCheck.CheckNumber(row.TrackingNumber);
        return number is null
            ? (null, reason)
            : (new() { Row = row.Row, TrackingNumber = number, CarrierCode = RowCheck.Clean(row.CarrierCode) }, "");
    }

    // One reading for all rows and all machines: with dots the day comes first, with slashes the month, as everywhere in PowerShell. The
    // user's culture does not matter: it would read the rows of one file in two ways. An offset does not move the time.
    private static string? ReadShipTime(string text)
    {
        if (ServiceTime.ReadLocal(text) is { } plain
            || DateTime.TryParseExact(text, DottedDates, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out plain))
        {
            return ServiceTime.Write(plain);
        }

        return Regex.IsMatch(text, "(?<![0-9])[0-9]{4}(?![0-9])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
            && text.IndexOf('.') is var dot && (dot < 0 || text.IndexOf(':') is >= 0 and var colon && colon < dot)
            && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal, out var written)
            ? ServiceTime.Write(written.DateTime)
            : null;
    }
}
