using System.Globalization;
using System.Text.RegularExpressions;
using Track123.Json;
using Track123.Validation;

namespace Track123.Parcels;

/// <summary>Validates rows, and trims their values, before they are sent.</summary>
internal static class ParcelValidation
{
    private static readonly string[] DottedDates = ["d.M.yyyy", "d.M.yyyy H:mm", "d.M.yyyy H:mm:ss"];

    /// <summary>Returns the row in the form in which it is sent; null and a reason if it is invalid.</summary>
    public static (ParcelRow? Item, string Reason) Validate(ParcelRow row)
    {
        var (number, reason) = NumberValidation.Validate(row.TrackingNumber, row.NumberCheck);
        if (number is null)
        {
            return (null, reason);
        }

        var country = InputText.TrimToNull(row.Country);
        if (country is not null
            && !(country.Length == 2 && country.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'))))
        {
            return (null, $"The country '{country}' is invalid. Specify a two-letter code (ISO 3166-1), such as DE.");
        }

        string? shipTime = null;
        if (InputText.TrimToNull(row.ShipTime) is { } text && (shipTime = ReadShipTime(text)) is null)
        {
            return (null, $"The ship date '{text}' can't be read. Write it as 2026-03-31 or 2026-03-31 14:30:00.");
        }

        var item = row with
        {
            TrackingNumber = number,
            CarrierCode = InputText.TrimToNull(row.CarrierCode),
            OrderNumber = InputText.TrimToNull(row.OrderNumber),
            Country = country?.ToUpperInvariant(),
            ShipTime = shipTime,
            CustomerEmail = InputText.TrimToNull(row.CustomerEmail),
            PostalCode = InputText.TrimToNull(row.PostalCode),
            PhoneSuffix = InputText.TrimToNull(row.PhoneSuffix),
            Remark = InputText.TrimToNull(row.Remark),
            Custom1 = InputText.TrimToNull(row.Custom1),
            Custom2 = InputText.TrimToNull(row.Custom2),
        };
        return InputText.FindDamagedText(
            item.CarrierCode, item.OrderNumber, item.CustomerEmail, item.PostalCode, item.PhoneSuffix, item.Remark,
            item.Custom1, item.Custom2) is { } damaged
            ? (null, damaged)
            : (item, "");
    }

    /// <summary>
    /// Returns the row with only number and carrier, for requests that identify a parcel; null and a reason if the
    /// number is invalid.
    /// </summary>
    public static (ParcelRow? Item, string Reason) ValidateReference(ParcelRow row)
    {
        var (number, reason) = NumberValidation.Validate(row.TrackingNumber, row.NumberCheck);
        if (number is null)
        {
            return (null, reason);
        }

        var carrier = InputText.TrimToNull(row.CarrierCode);
        return (new() { Row = row.Row, TrackingNumber = number, CarrierCode = carrier }, "");
    }

    // Dates are read in the same way on every machine: with dots the day comes first, with slashes the month, as in
    // PowerShell. The user's culture is ignored, so that a file never has two readings. An offset does not change the
    // time.
    private static string? ReadShipTime(string text)
    {
        if (ServiceTime.ReadLocal(text) is { } plain
            || DateTime.TryParseExact(
                text, DottedDates, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out plain))
        {
            return ServiceTime.Write(plain);
        }

        return Regex.IsMatch(
            text, "(?<![0-9])[0-9]{4}(?![0-9])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
            && text.IndexOf('.') is var dot && (dot < 0 || text.IndexOf(':') is >= 0 and var colon && colon < dot)
            && DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal,
                out var written)
            ? ServiceTime.Write(written.DateTime)
            : null;
    }
}
