namespace Track123.Shell.Hosting;

/// <summary>How many cells of a terminal a text takes: two for a wide East Asian character, none for what only sets a colour.</summary>
internal static class TextWidth
{
    public static int Of(ReadOnlySpan<char> text)
    {
        var cells = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\e' && i + 1 < text.Length && text[i + 1] == '[')
            {
                var end = text[(i + 2)..].IndexOfAnyInRange('@', '~');
                i = end < 0 ? text.Length : i + 2 + end;
            }
            else
            {
                cells += Of(text[i]);
            }
        }

        return cells;
    }

    // The East Asian Width classes W and F of the basic plane. Wide characters beyond it, and emoji, are two chars: one cell each.
    public static int Of(char c) => c switch
    {
        >= '\u1100' and <= '\u115f' => 2,
        >= '\u2e80' and <= '\u303e' => 2,
        >= '\u3041' and <= '\ua4cf' => 2,
        >= '\ua960' and <= '\ua97f' => 2,
        >= '\uac00' and <= '\ud7a3' => 2,
        >= '\uf900' and <= '\ufaff' => 2,
        >= '\ufe30' and <= '\ufe6f' => 2,
        >= '\uff01' and <= '\uff60' => 2,
        >= '\uffe0' and <= '\uffe6' => 2,
        _ => 1,
    };
}
