using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace Track123.Shell;

/// <summary>Writes the call of a script as one would type it.</summary>
internal static partial class ScriptCall
{
    /// <summary>
    /// Runs the file in the session's own scope. Names stay names, so that the binder knows a switch from a name that takes the next
    /// value; every other word is text, whatever stands in it.
    /// </summary>
    public static string Write(string path, IEnumerable<string> words) => string.Join(' ', words.Select(WriteWord).Prepend(Quote(path)).Prepend("."));

    private static string WriteWord(string word)
    {
        if (ParameterName().Match(word) is not { Success: true } name)
        {
            return Quote(word);
        }

        var value = word[name.Length..];
        return name.Value + value.ToUpperInvariant() switch
        {
            "" => "",
            "$TRUE" or "$FALSE" => value,
            _ => Quote(value),
        };
    }

    private static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    // A dash, a name, and either a colon or the end of the word.
    [GeneratedRegex(@"^-[\p{L}_][\p{L}\p{Nd}_]*(:|\z)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ParameterName();
}
