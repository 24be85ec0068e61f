using System.Globalization;
using System.Text;

namespace Track123.Validation;

/// <summary>Removes from tracking numbers what spreadsheets and copying add to them.</summary>
internal static class NumberText
{
    // Letters and symbols that are displayed as a space.
    private const string BlankCharacters = "\u115F\u1160\u2800\u3164\uFFA0";

    private static readonly char[] Quotes =
    [
        '"', '\'', '`', '\u00B4', '\u00AB', '\u00BB', '\u2018', '\u2019', '\u201A', '\u201B', '\u201C', '\u201D',
        '\u201E', '\u2032', '\u2033', '\u2039', '\u203A',
    ];

    /// <summary>
    /// Returns the number in the form in which it is sent: without a text guard (<c>="…"</c> or <c>'…</c>), quotes,
    /// spaces and invisible characters, and with ASCII letters, digits and hyphens in place of their other forms.
    /// </summary>
    public static string Clean(string? text) => RemoveSpaces(Unwrap(text));

    /// <summary>Returns the cleaned number with its inner spaces.</summary>
    public static string Unwrap(string? text)
    {
        if (text is null || text.All(IsLetterOrDigit))
        {
            return text ?? "";
        }

        var plain = Fold(text);
        int length;
        do
        {
            length = plain.Length;
            plain = plain.Trim();
            if (plain is ['=', ..] && plain.TrimStart('=', ' ') is [var first, ..] guarded && Quotes.Contains(first))
            {
                plain = guarded;
            }

            plain = plain.Trim(Quotes);
        }
        while (plain.Length < length);
        return plain;
    }

    /// <summary>Returns the text without spaces of any kind.</summary>
    public static string RemoveSpaces(string text) =>
        text.Any(char.IsWhiteSpace) ? string.Concat(text.Where(c => !char.IsWhiteSpace(c))) : text;

    /// <summary>Returns true for an ASCII letter or digit.</summary>
    public static bool IsLetterOrDigit(char c) => IsLetter(c) || IsDigit(c);

    /// <summary>Returns true for an ASCII letter.</summary>
    public static bool IsLetter(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    /// <summary>Returns true for an ASCII digit.</summary>
    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var length = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1;
            var category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            var c = text[i];
            if (category == UnicodeCategory.DecimalDigitNumber)
            {
                folded.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(text, i)));
            }
            else if (category == UnicodeCategory.DashPunctuation || c == '\u2212')
            {
                folded.Append('-');
            }
            else if (c is >= '\uFF01' and <= '\uFF5E')
            {
                // The full-width forms have the order of ASCII.
                folded.Append((char)(c - '\uFF01' + '!'));
            }
            else if (BlankCharacters.IndexOf(c) >= 0)
            {
                folded.Append(' ');
            }
            else if (category != UnicodeCategory.Format && !IsVariationSelector(text, i, length))
            {
                folded.Append(text, i, length);
            }

            i += length - 1;
        }

        return folded.ToString();
    }

    // The combining grapheme joiner (U+034F) is as invisible as the variation selectors.
    private static bool IsVariationSelector(string text, int index, int length) =>
        (length == 1 ? text[index] : char.ConvertToUtf32(text, index)) is
            (>= 0xFE00 and <= 0xFE0F) or (>= 0x180B and <= 0x180F) or (>= 0xE0100 and <= 0xE01EF) or 0x034F;
}
