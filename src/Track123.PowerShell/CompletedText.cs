using System.Management.Automation.Language;
using Track123.Common;

namespace Track123.Commands;

/// <summary>Reads and writes arguments for tab completion, with or without quotes.</summary>
internal static class CompletedText
{
    /// <summary>Splits a partly typed word into its text and its opening quote, if any.</summary>
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

    /// <summary>Creates a completion. The shell shows its texts, which may come from the service.</summary>
    public static CompletionResult CreateResult(string value, char? quote, string description) => new(
        TerminalText.Sanitize(Write(value, quote)),
        TerminalText.Sanitize(value),
        CompletionResultType.ParameterValue,
        TerminalText.Sanitize(description));

    /// <summary>
    /// Writes text as an argument. It uses the quote that was typed, or single quotes if the text needs quotes.
    /// </summary>
    public static string Write(string text, char? quote)
    {
        var isPlain = text.Length > 0 && char.IsLetterOrDigit(text[0])
            && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');
        return quote is null && isPlain ? text
            : quote is '"' && text.IndexOfAny(['$', '`', '"']) < 0 ? $"\"{text}\""
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
    }

    /// <summary>
    /// Completes a word with the values that begin with it, followed by those whose description begins with it.
    /// </summary>
    /// <param name="word">The partly typed word.</param>
    /// <param name="values">The values and their descriptions.</param>
    public static IEnumerable<CompletionResult> Complete(
        string? word, IEnumerable<(string Value, string Description)> values)
    {
        var (text, quote) = Read(word);
        return values
            .Where(v => IsStart(v.Value) || IsStart(v.Description))
            .OrderBy(v => IsStart(v.Value) ? 0 : 1)
            .Select(v => CreateResult(v.Value, quote, v.Description));

        bool IsStart(string whole) => whole.StartsWith(text, StringComparison.OrdinalIgnoreCase);
    }
}
