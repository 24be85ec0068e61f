namespace Track123;

/// <summary>Text from outside as it can be shown: a terminal obeys control characters, so none is left in it.</summary>
public static class TerminalText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// The text with each control character replaced by the sign for it, as ␛ for escape, and each mark that turns the direction of writing by �.
    /// </summary>
    /// <param name="text">The text; null stays null.</param>
    /// <param name="keepsLines">Whether line feeds and tabs stay as they are.</param>
    public static string? Plain(string? text, bool keepsLines = false)
    {
        if (text is null || !text.Any(c => Replace(c, keepsLines) != c))
        {
            return text;
        }

        return string.Concat(text.Select(c => Replace(c, keepsLines)));
    }

    private static char Replace(char c, bool keepsLines) => c switch
    {
        '\n' or '\t' when keepsLines => c,
        < ' ' => (char)('\u2400' + c),
        '\u007F' => '\u2421',
        >= '\u0080' and <= '\u009F' => Replacement,

        // They make a line read otherwise than it is, and so do the separators that end a line unseen.
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u2028' or '\u2029' => Replacement,
        _ => c,
    };
}
