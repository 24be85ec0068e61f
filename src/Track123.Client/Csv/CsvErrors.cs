using System.Text;
using CsvHelper;

namespace Track123.Csv;

/// <summary>Builds the exceptions for faults of a CSV file; they name file, line and column.</summary>
internal sealed class CsvErrors(string path)
{
    /// <summary>Reports a fault of the file as a whole.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="action">The recommended action.</param>
    /// <param name="inner">The cause; null if there is none.</param>
    public Track123Exception InFile(string reason, string action, Exception? inner = null) =>
        new(Track123ErrorKind.CsvInvalid, $"CSV file '{path}': {reason}", inner) { RecommendedAction = action };

    /// <summary>Reports a fault on a line.</summary>
    public Track123Exception ForLine(long line, string reason, Exception? inner = null) =>
        Error($"'{path}', line {line}", reason, inner);

    /// <summary>Reports a fault in a field; the column counts from 0.</summary>
    public Track123Exception AtColumn(long line, int column, IReadOnlyList<string> headers, string reason)
    {
        var name = column < headers.Count && headers[column].Length > 0 ? $" '{headers[column].Trim()}'" : "";
        return Error($"'{path}', line {line}, column {column + 1}{name}", reason);
    }

    /// <summary>Reports that the file is not the one that was validated.</summary>
    public Track123Exception Changed() =>
        this.InFile("it was changed while it was being read.", "Try again when the file is complete.");

    /// <summary>Reports the character after the part of a row that is in <paramref name="before"/>.</summary>
    public Track123Exception AtCharacter(long line, string before, string reason)
    {
        var lineStart = before.LastIndexOfAny(['\r', '\n']) + 1;
        return this.ForLine(Locate(before, line, '\0').Line, $"character {before.Length - lineStart + 1} {reason}");
    }

    /// <summary>Reports a misplaced quote at the line and column where it is.</summary>
    public Track123Exception AtQuote(
        CsvMalformedRecord record, long recordLine, long recordOffset, char separator, IReadOnlyList<string> headers)
    {
        var bytes = Encoding.UTF8.GetBytes(record.RawRecord);
        var length = (int)Math.Max(0, Math.Min(bytes.Length, record.ByteOffset - recordOffset));
        var (line, fieldLine, column) = Locate(Encoding.UTF8.GetString(bytes, 0, length), recordLine, separator);
        var (faultLine, reason) = record.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote => (fieldLine, "the opening quote here has no closing quote."),
            CsvMalformedReason.TextAfterClosingQuote => (line, line == fieldLine
                ? "text follows the closing quote. Write a quote inside a quoted field twice."
                : $"text follows a closing quote. The opening quote is on line {fieldLine}; check where it is closed."),
            _ => (line, "a field that does not begin with a quote contains one. "
                + "Quote the whole field and write quotes inside it twice."),
        };
        return this.AtColumn(faultLine, column, headers, reason);
    }

    private static Track123Exception Error(string place, string reason, Exception? inner = null) =>
        new(Track123ErrorKind.CsvInvalid, $"CSV file {place}: {reason}", inner);

    /// <summary>Finds the line a text ends on, and the line and column on which its last field begins.</summary>
    private static (long Line, long FieldLine, int Column) Locate(string text, long line, char separator)
    {
        var (fieldLine, column, isQuoted) = (line, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            isQuoted ^= c == '"';
            if (c == separator && !isQuoted)
            {
                column++;
                fieldLine = line;
            }
            else if (c == '\n' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                line++;
            }
        }

        return (line, fieldLine, column);
    }
}
