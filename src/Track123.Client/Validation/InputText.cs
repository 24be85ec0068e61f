using System.Globalization;
using System.Text.RegularExpressions;

namespace Track123.Validation;

/// <summary>Trims and validates the texts of an input row.</summary>
internal static class InputText
{
    /// <summary>Longer than any carrier's numbers [guess]: a longer text is an error in the input.</summary>
    private const int MaxNumberLength = 100;

    private const string DamagedText =
        "contains damaged text (an unpaired surrogate). Check the encoding of the input.";

    private static readonly char[] InvisibleCharacters =
        ['\uFEFF', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u2060'];

    /// <summary>Returns the trimmed number; null and a reason if it is invalid.</summary>
    public static (string? Number, string Reason) ValidateNumber(string? text)
    {
        var number = TrimNumber(text);
        return number.Length == 0 ? (null, "The tracking number is blank.")
            : FindNumberError(number) is { } reason ? (null, reason)
            : (number, "");
    }

    /// <summary>Returns the trimmed text; null if it is blank.</summary>
    public static string? TrimToNull(string? text) => text?.Trim() is { Length: > 0 } clean ? clean : null;

    /// <summary>Returns the number without the surrounding spaces and invisible characters that copying adds.</summary>
    public static string TrimNumber(string? text) =>
        (text ?? "").Trim(InvisibleCharacters).Trim().Trim(InvisibleCharacters);

    /// <summary>Returns an error message if one of the texts is damaged; otherwise null.</summary>
    public static string? FindDamagedText(params string?[] texts) =>
        Array.Exists(texts, IsDamaged) ? $"A field of the row {DamagedText}" : null;

    private static string? FindNumberError(string number) =>
        number.Length > MaxNumberLength ? string.Format(
            CultureInfo.InvariantCulture,
            "The tracking number has {0} characters. The maximum is {1}.",
            number.Length,
            MaxNumberLength)
        : Regex.IsMatch(
            number,
            @"^[0-9](?:\.[0-9]+)?E\+[0-9]+$",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
            TimeSpan.FromSeconds(1))
            ? $"'{number}' was rounded by a spreadsheet. Format the column as text, then enter and export it again."
        : number.Any(char.IsControl) ? "The tracking number contains control characters."
        : IsDamaged(number) ? $"The tracking number {DamagedText}"
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
