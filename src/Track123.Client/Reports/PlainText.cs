using System.Text;

namespace Track123.Reports;

/// <summary>Text from outside as it is shown: on one line, and unable to reorder what stands around it.</summary>
internal static class PlainText
{
    /// <summary>
    /// Control characters, line and paragraph separators become spaces, halves of surrogate pairs U+FFFD. Characters that override the direction of
    /// text are left out: with them a number could read as another one.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        var first = 0;
        while (first < text!.Length && IsPlain(text[first]))
            first++;

        if (first == text.Length)
            return text;

        var clean = new StringBuilder(text.Length).Append(text, 0, first);
        for (var i = first; i < text.Length; i++)
        {
            var c = text[i];
            if (IsPlain(c))
                clean.Append(c);
            else if (char.IsSurrogatePair(text, i))
                clean.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                clean.Append('\uFFFD');
            else if (!IsDirection(c))
                clean.Append(' ');
        }

        return clean.ToString();
    }

    private static bool IsPlain(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029' or '\uFFFE' or '\uFFFF') && !IsDirection(c);

    // Embeddings, overrides and isolates. The marks U+200E and U+200F do no harm within an element that isolates its text.
    private static bool IsDirection(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
