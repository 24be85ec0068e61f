using System.Globalization;
using Track123.Validation;

namespace Track123.AirCargo;

/// <summary>Numbers of air waybills: airline prefix, serial number, and a check digit that is the serial number modulo 7 (IATA Resolution 600a).</summary>
internal static class AirWaybill
{
    /// <summary>The number as the service takes it, <c>NNN-NNNNNNNN</c>; null with a reason if the text is none.</summary>
    public static (string? Number, string Reason) Read(string? text)
    {
        var clean = RowCheck.CleanNumber(text);
        if (clean.Length == 0)
        {
            return (null, "The air waybill number is blank.");
        }

        var digits = string.Concat(clean.Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.DashPunctuation));
        if (digits.Length != 11 || !digits.All(c => c is >= '0' and <= '9'))
        {
            return (null, $"'{clean}' is not an air waybill number, which has 11 digits, such as 160-12345675.");
        }

        var check = digits.Skip(3).Take(7).Aggregate(0, (sum, digit) => ((sum * 10) + digit - '0') % 7);
        return check == digits[10] - '0'
            ? ($"{digits.Substring(0, 3)}-{digits.Substring(3)}", "")
            : (null, $"'{clean}' is not a valid air waybill number: its last digit should be {check}. Check for a mistyped digit.");
    }

    /// <summary>Returns the number as the service takes it; a text that is no air waybill number as it is.</summary>
    public static string Normalize(string? text) => Read(text).Number ?? text ?? "";
}
