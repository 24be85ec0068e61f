using System.Text;
using CsvHelper;

namespace Track123;

/// <summary>What can be wrong with a CSV file, in words that say where.</summary>
internal static class CsvFault
{
    /// <summary>A fault of the file as a whole.</summary>
    public static Track123Exception At(string path, string what, Exception? inner = null) =>
        new(Track123ErrorKind.CsvInvalid, $"The CSV file '{path}': {what}", inner);

    /// <summary>A fault on a line.</summary>
    public static Track123Exception At(string path, long line, string what, Exception? inner = null) =>
        new(Track123ErrorKind.CsvInvalid, $"The CSV file '{path}', line {line}: {what}", inner);

    /// <summary>A fault in a field: column from 0.</summary>
    public static Track123Exception At(string path, long line, int column, IReadOnlyList<string> headers, string what)
    {
        var name = column < headers.Count && !string.IsNullOrWhiteSpace(headers[column]) ? $" '{headers[column].Trim()}'" : "";
        return new(Track123ErrorKind.CsvInvalid, $"The CSV file '{path}', line {line}, column {column + 1}{name}: {what}");
    }

    /// <summary>The file is no longer what was checked.</summary>
    public static Track123Exception Changed(string path) => At(path, "it was changed while it was being read. Try again when it is complete.");

    /// <summary>A quote that breaks the rules, found again in the raw row so that line and column are those of the quote.</summary>
    public static Track123Exception Quoting(string path, CsvMalformedRecord fault, long rowOffset, char separator, IReadOnlyList<string> headers)
    {
        var bytes = Encoding.UTF8.GetBytes(fault.RawRecord);
        var length = (int)Math.Max(0, Math.Min(bytes.Length, fault.ByteOffset - rowOffset));
        var (line, fieldLine, column) = Locate(Encoding.UTF8.GetString(bytes, 0, length), fault.LineNumber, separator);

        return fault.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote =>
                At(path, fieldLine, column, headers, "a quote opens here and is never closed."),
            CsvMalformedReason.TextAfterClosingQuote when line != fieldLine =>
                At(path, line, column, headers, $"text follows a closing quote. The quote opens on line {fieldLine}; is it closed where it should be?"),
            CsvMalformedReason.TextAfterClosingQuote =>
                At(path, line, column, headers, "text follows the closing quote. A quote inside a quoted field is written twice."),
            _ => At(path, line, column, headers, "a quote stands inside a field that does not begin with one. Quote the whole field, and write quotes inside it twice."),
        };
    }

    /// <summary>Walks the part of a row before a fault: the line it is on, and the line and column of its field.</summary>
    private static (long Line, long FieldLine, int Column) Locate(string text, long line, char separator)
    {
        var (fieldLine, column, quoted) = (line, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == separator && !quoted)
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
