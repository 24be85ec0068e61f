using System.Globalization;
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
    public static (string? Number, string Reason) Read(string? text)
    {
        var clean = InputText.TrimNumber(text);
        if (clean.Length == 0)
        {
            return (null, "The air waybill number is blank.");
        }

        var digits = string.Concat(
            clean.Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.DashPunctuation));
        if (digits.Length != 11 || !digits.All(c => c is >= '0' and <= '9'))
        {
            return (null, $"'{clean}' is not an air waybill number, which has 11 digits, such as 160-12345675.");
        }

        var check = digits.Skip(3).Take(7).Aggregate(0, (sum, digit) => ((sum * 10) + digit - '0') % 7);
        return check == digits[10] - '0'
            ? ($"{digits.Substring(0, 3)}-{digits.Substring(3)}", "")
            : (null, $"The check digit of '{clean}' should be {check}. Check the number for a typing error.");
    }

    /// <summary>
    /// Returns the number in the service's format; a text that is not an air waybill number is returned unchanged.
    /// </summary>
    public static string Normalize(string? text) => Read(text).Number ?? text ?? "";
}
