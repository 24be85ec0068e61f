using System.Globalization;
using System.Text.RegularExpressions;

namespace Track123.Validation;

/// <summary>Reads phone numbers. Error messages don't contain them, because they are personal data.</summary>
internal static class PhoneText
{
    private const int SuffixLength = 4;
    private const int MaxDigits = 15; // E.164

    // An extension after the number, a label such as "Tel." before it, and the fraction that a spreadsheet adds.
    private static readonly Regex Extras = new(
        @"(?<=[0-9][\s,;]*)(?:ext(?:ension)?\.?|x|#)\s*[0-9]{1,6}$|^[\p{L}\s.:]+|(?<=^[0-9]+)[.,]0+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>Returns the last four digits of a phone number; null and a reason if it is invalid.</summary>
    public static (string? Suffix, string Reason) ReadLastDigits(string text)
    {
        var number = Extras.Replace(string.Concat(text.Trim().Select(ToAsciiDigit)), "");
        var digits = string.Concat(number.Where(c => c is >= '0' and <= '9'));
        return digits.Length switch
        {
            0 => (null, "The phone number has no digits."),
            _ when number.Any(char.IsLetter) =>
                (null, "The phone number contains letters. Specify its last four digits."),
            < SuffixLength =>
                (null, "The phone number has fewer than four digits. A spreadsheet may have removed leading zeros."),
            > MaxDigits =>
                (null, $"The phone number has {digits.Length} digits. Specify one number or its last four digits."),
            _ => (digits.Substring(digits.Length - SuffixLength), ""),
        };
    }

    private static char ToAsciiDigit(char c) =>
        CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? (char)('0' + digit) : c;
}
