using System.Management.Automation.Language;

namespace Track123.Commands;

/// <summary>An argument as it is typed on a command line, with or without quotes.</summary>
internal static class CompletedText
{
    /// <summary>Splits a word that is being typed into its text and the quote it begins with.</summary>
    public static (string Text, char? Quote) Read(string? word)
    {
        var typed = word ?? "";
        if (typed.Length == 0 || typed[0] is not ('\'' or '"'))
        {
            return (typed, null);
        }

        var quote = typed[0];
        var text = typed.Substring(1);
        return (text.Length > 0 && text[text.Length - 1] == quote ? text.Substring(0, text.Length - 1) : text, quote);
    }

    /// <summary>Writes text as an argument: in the quotes already typed, else in quotes only if needed.</summary>
    public static string Write(string text, char? quote)
    {
        var isPlain = text.Length > 0 && char.IsLetterOrDigit(text[0])
            && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');
        return quote is null && isPlain ? text
            : quote is '"' && text.IndexOfAny(['$', '`', '"']) < 0 ? $"\"{text}\""
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
    }
}
