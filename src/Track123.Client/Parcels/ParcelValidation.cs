using Track123.Validation;

namespace Track123.Parcels;

/// <summary>Validates rows, and trims their values, before they are sent.</summary>
internal static class ParcelValidation
{
    /// <summary>Returns the row in the form in which it is sent; null and a reason if it is invalid.</summary>
    public static (ParcelRow? Item, string Reason) Validate(ParcelRow row)
    {
        if (FindReplacedCharacter(row) is { } name)
        {
            var isFile = row.Line is not null;
            return (null, InputText.DescribeReplacementCharacter($"The value of {name}", isFile));
        }

        var (number, reason) = NumberValidation.Validate(row.TrackingNumber, row.NumberCheck);
        if (number is null)
        {
            return (null, reason);
        }

        var item = row with
        {
            TrackingNumber = number,
            CarrierCode = InputText.TrimToNull(row.CarrierCode),
            OrderNumber = InputText.TrimToNull(row.OrderNumber),
            Country = InputText.TrimToNull(row.Country),
            ShipTime = InputText.TrimToNull(row.ShipTime),
            CustomerEmail = InputText.TrimToNull(row.CustomerEmail),
            PostalCode = InputText.TrimToNull(row.PostalCode),
            PhoneSuffix = InputText.TrimToNull(row.PhoneSuffix),
            Remark = InputText.TrimToNull(row.Remark),
            Custom1 = InputText.TrimToNull(row.Custom1),
            Custom2 = InputText.TrimToNull(row.Custom2),
        };
        return InputText.FindDamagedText(
            item.CarrierCode, item.OrderNumber, item.Country, item.CustomerEmail, item.PostalCode, item.PhoneSuffix,
            item.Remark, item.Custom1, item.Custom2) is { } damaged
            ? (null, damaged)
            : ReadCountryAndPhone(item);
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

    /// <summary>Returns the name of a field with a character that could not be decoded, or null.</summary>
    private static string? FindReplacedCharacter(ParcelRow row)
    {
        string?[] texts =
        [
            row.CarrierCode, row.OrderNumber, row.Country, row.CustomerEmail, row.PostalCode, row.PhoneSuffix,
            row.Remark, row.Custom1, row.Custom2,
        ];
        return row.NumberCheck == NumberCheck.Full && InputText.HasReplacedCharacter(row.TrackingNumber)
                ? nameof(row.TrackingNumber)
            : Array.Exists(texts, InputText.HasReplacedCharacter)
                ? ParcelRow.Fields.First(f => InputText.HasReplacedCharacter((string?)f.GetValue(row))).Name
            : null;
    }

    private static (ParcelRow? Item, string Reason) ReadCountryAndPhone(ParcelRow item)
    {
        if (item.Country is { } country)
        {
            if (CountryTable.FindCode(country) is not { } code)
            {
                var suggestion = CountryTable.FindNearestName(country) is { } name ? $" Did you mean '{name}'?" : "";
                return (null, $"The country '{country}' is unknown.{suggestion} Specify a code, such as DE, or the "
                    + "English name.");
            }

            item = item with { Country = code };
        }

        if (item.PhoneSuffix is { } phone)
        {
            var (suffix, reason) = PhoneText.ReadLastDigits(phone);
            return suffix is null ? (null, reason) : (item with { PhoneSuffix = suffix }, "");
        }

        return (item, "");
    }
}
