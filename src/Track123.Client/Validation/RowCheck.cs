using System.Globalization;
using System.Text.RegularExpressions;

namespace Track123.Validation;

/// <summary>Checks and cleans the texts of a row.</summary>
internal static class RowCheck
{
    /// <summary>No number of any carrier is nearly as long [guess]; a longer text is a mistake in the input.</summary>
    private const int MaxNumberLength = 100;

    private static readonly char[] Invisible = ['\uFEFF', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u2060'];

    /// <summary>Returns the number as it can be sent; null with a reason if it can't.</summary>
    public static (string? Number, string Reason) CheckNumber(string? text)
    {
        var number = CleanNumber(text);
        return number.Length == 0 ? (null, "The tracking number is blank.")
            : FindNumberError(number) is { } reason ? (null, reason)
            : (number, "");
    }

    /// <summary>Returns the text without space around it; null if nothing is left.</summary>
    public static string? Clean(string? text) => text?.Trim() is { Length: > 0 } clean ? clean : null;

    /// <summary>Returns the number without the spaces and invisible marks that copying leaves around it.</summary>
    public static string CleanNumber(string? text) => (text ?? "").Trim(Invisible).Trim().Trim(Invisible);

    /// <summary>Returns why one of the texts can't be sent; null if all can.</summary>
    public static string? FindDamagedText(params string?[] texts) =>
        Array.Exists(texts, IsDamaged) ? "A field of the row contains invalid Unicode text (an unpaired surrogate)." : null;

    private static string? FindNumberError(string number) =>
        number.Length > MaxNumberLength ? string.Format(
            CultureInfo.InvariantCulture,
            "The tracking number has {0} characters; the maximum is {1}.",
            number.Length,
            MaxNumberLength)
        : Regex.IsMatch(
            number, @"^[0-9](?:\.[0-9]+)?E\+[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))
            ? $"'{number}' is in scientific notation. Format the spreadsheet column as text and export it again."
        : number.Any(char.IsControl) ? "The tracking number contains control characters."
        : IsDamaged(number) ? "The tracking number contains invalid Unicode text (an unpaired surrogate)."
        : null;

    private static bool IsDamaged(string? text)
    {
        for (var i = 0; i < (text?.Length ?? 0); i++)
        {
            if (!char.IsSurrogate(text![i]))
            {
                continue;
            }

            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
