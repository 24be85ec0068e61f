using System.Text.RegularExpressions;
using CsvHelper;
using Track123.Common;

namespace Track123.Csv;

/// <summary>The lines of a file before its header.</summary>
/// <param name="Length">The number of characters.</param>
/// <param name="Lines">The number of lines.</param>
/// <param name="Separator">The separator that a line specifies; null if none does.</param>
/// <param name="Skipped">The descriptions of the lines, without blank ones.</param>
internal sealed record CsvPreamble(int Length, int Lines, char? Separator, IReadOnlyList<string> Skipped)
{
    /// <summary>The number of characters at the start of a file in which the header must begin.</summary>
    public const int MaxLength = 1 << 16;

    private const int MaxLines = 20;
    private const int MaxTextLength = 60;

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    // Excel writes sep=; and other programs quote it, or fill the row with separators.
    private static readonly Regex SeparatorHint = new(
        @"^""?sep=(?<separator>\t|[!-/:-@[-`{-~-[""\\]])""?\k<separator>*\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>Finds the lines before the header.</summary>
    /// <param name="text">The start of the file.</param>
    /// <param name="options">How the file is read.</param>
    /// <param name="errors">Creates the error if the first line is not the header.</param>
    public static CsvPreamble Find(string text, CsvTableOptions options, CsvErrors errors)
    {
        var lines = Split(text);
        var (first, hint, skipped) = (0, (char?)null, new List<string>());
        while (first < lines.Count && DescribeDirective(lines[first].Text) is { } description)
        {
            hint ??= ReadHint(lines[first].Text);
            Skip(lines, first++, description, skipped);
        }

        var separator = options.Delimiter ?? hint;
        if (options.IsHeader is { } isHeader && first < lines.Count)
        {
            var header = FindHeader(text, lines, first, separator, isHeader, errors);
            while (first < header)
            {
                var line = lines[first].Text;
                Skip(lines, first++, IsBlank(line) ? "" : line[0] == '#' ? "a comment" : "a title line", skipped);
            }
        }

        return new(first < lines.Count ? lines[first].Start : text.Length, first, separator, skipped);
    }

    /// <summary>Returns the index of the header line. The lines before it are neither header nor rows.</summary>
    private static int FindHeader(
        string text,
        List<(int Start, string Text)> lines,
        int first,
        char? separator,
        Func<IReadOnlyList<string>, bool> isHeader,
        CsvErrors errors)
    {
        var (names, _) = ReadFields(text, lines[first].Start, separator);
        if (isHeader(names))
        {
            return first;
        }

        var quoted = $"'{Shorten(lines[first].Text)}'";
        var kind = lines[first].Text[0] == '#' ? "a comment" : "a title line";
        for (var i = first + 1; i < lines.Count; i++)
        {
            var (columns, used) = ReadFields(text, lines[i].Start, separator);
            if (isHeader(columns))
            {
                // A row of a table has as many fields as its header.
                return lines.Skip(first).Take(i - first).All(line =>
                        IsBlank(line.Text) || line.Text[0] == '#'
                        || CountFields(text, line.Start, used) < CountValues(columns))
                    ? i
                    : throw errors.ForLine(
                        first + 1, $"{quoted} is not the header, which seems to be line {i + 1}. Remove the lines "
                        + "before the header.");
            }
        }

        // The header is unknown. The columns of a table of one column can't be told from a title.
        var next = lines.FindIndex(first + 1, line => !IsBlank(line.Text));
        return lines[first].Text.IndexOfAny(Separators) < 0 && next > 0
            && CountFields(text, lines[next].Start, separator) > 1
                ? throw errors.ForLine(
                    first + 1, $"{quoted} seems to be {kind}; the header was expected. Remove the lines before the "
                    + "header.")
                : first;
    }

    // Lines that no table begins with.
    private static string? DescribeDirective(string line) =>
        IsBlank(line) ? ""
        : line.StartsWith("#TYPE ", StringComparison.OrdinalIgnoreCase) ? "the type that Export-Csv writes"
        : ReadHint(line) is not null ? "the separator"
        : null;

    private static char? ReadHint(string line) => SeparatorHint.Match(line) is { Success: true } match
        ? match.Groups["separator"].Value[0]
        : null;

    private static void Skip(
        List<(int Start, string Text)> lines, int line, string description, List<string> skipped)
    {
        if (description.Length > 0)
        {
            skipped.Add($"line {line + 1}, which is {description}: '{Shorten(lines[line].Text)}'");
        }
    }

    private static bool IsBlank(string line) => line.All(c => char.IsWhiteSpace(c) || Separators.Contains(c));

    private static int CountFields(string text, int start, char? separator) =>
        CountValues(ReadFields(text, start, separator).Fields);

    private static int CountValues(IReadOnlyList<string> fields) => fields.Count(f => !string.IsNullOrWhiteSpace(f));

    private static (IReadOnlyList<string> Fields, char Separator) ReadFields(string text, int start, char? separator)
    {
        var options = new CsvReaderOptions { Separator = separator, HasHeader = false };
        using var source = new StringReader(text.Substring(start));
        using var reader = CsvReader.Create(source, options);
        return reader.Read()
            ? ([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)], reader.Separator)
            : ([], reader.Separator);
    }

    private static List<(int Start, string Text)> Split(string text)
    {
        var lines = new List<(int Start, string Text)>();
        for (var start = 0; start < text.Length && lines.Count < MaxLines;)
        {
            var end = text.IndexOfAny(['\r', '\n'], start);
            end = end < 0 ? text.Length : end;
            lines.Add((start, text.Substring(start, end - start)));
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }

        return lines;
    }

    private static string Shorten(string line)
    {
        var shown = TerminalText.ToSingleLine(line).Trim();
        return shown.Length > MaxTextLength ? $"{shown.Substring(0, MaxTextLength)}…" : shown;
    }
}
