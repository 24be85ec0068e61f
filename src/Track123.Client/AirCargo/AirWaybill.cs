using Track123.Validation;

namespace Track123.AirCargo;

/// <summary>
/// Checks numbers of air waybills: airline prefix, serial number, and a check digit that is the serial number modulo 7
/// (IATA Resolution 600a).
/// </summary>
internal static class AirWaybill
{
    /// <summary>
    /// Returns the number in the service's format, <c>NNN-NNNNNNNN</c>; null and a reason if the text is not an air
    /// waybill number.
    /// </summary>
    public static (string? Number, string Reason) Read(string? text) => Read(text, NumberCheck.Full);

    /// <summary>
    /// Returns the number in the service's format. A text that is not an air waybill number is rejected only by the
    /// full check.
    /// </summary>
    public static (string? Number, string Reason) Read(string? text, NumberCheck check)
    {
        var (number, reason) = NumberValidation.Validate(text, check);
        if (number is null || check == NumberCheck.Unchanged)
        {
            return (number, reason);
        }

        var digits = number.Replace("-", "");
        if (digits.Length != 11 || !digits.All(NumberText.IsDigit))
        {
            return check == NumberCheck.CleanOnly
                ? (number, "")
                : (null, $"'{number}' is not an air waybill number, which has 11 digits, such as 160-12345675.");
        }

        var serial = digits.Skip(3).Take(7).Aggregate(0, (sum, digit) => ((sum * 10) + digit - '0') % 7);
        return serial == digits[10] - '0' || check == NumberCheck.CleanOnly
            ? ($"{digits.Substring(0, 3)}-{digits.Substring(3)}", "")
            : (null, $"The check digit of '{number}' should be {serial}. Check the number for a typing error.");
    }
}
