using System.Text;

namespace Track123.Common;

/// <summary>Text from outside, made safe to show: no characters that a terminal obeys or that reorder text.</summary>
internal static class TerminalText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Replaces control characters by signs, such as ␛ for escape, and direction marks by �.</summary>
    /// <param name="text">The text; null stays null.</param>
    /// <param name="keepLines">Whether line feeds and tabs stay as they are.</param>
    public static string? Sanitize(string? text, bool keepLines = false) =>
        text is null ? null : string.Concat(text.Select(c => ToSign(c, keepLines)));

    /// <summary>Replaces control characters and line breaks by spaces and removes direction marks.</summary>
    public static string ToSingleLine(string? text)
    {
        var line = new StringBuilder(text?.Length ?? 0);
        foreach (var c in text ?? "")
        {
            if (!IsDirectionMark(c))
            {
                line.Append(char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' ? ' ' : c);
            }
        }

        return line.ToString();
    }

    private static char ToSign(char c, bool keepLines) => c switch
    {
        '\n' or '\t' when keepLines => c,
        < ' ' => (char)('\u2400' + c),
        '\u007F' => '\u2421',
        >= '\u0080' and <= '\u009F' or '\u2028' or '\u2029' => Replacement,
        _ => IsDirectionMark(c) ? Replacement : c,
    };

    // Embeddings, overrides and isolates: with them a number can read as another one.
    private static bool IsDirectionMark(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
