using System.Text;
using CsvHelper;

namespace Track123.Csv;

/// <summary>
/// A CSV file, read row by row. Errors are of kind <see cref="Track123ErrorKind.CsvInvalid"/> and name file, line and
/// column. Blank rows are skipped, and so are lines that are certainly not the header, such as a type or a title, and
/// empty fields beyond the last column. A column without a name must be empty, because its values would be lost.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    // A quote that is never closed makes the rest of the file one field. No real row is this long.
    private const int MaxRowBytes = 1 << 20;

    private readonly FileStream stream;
    private readonly CsvErrors errors;
    private readonly CancellationToken cancellationToken;
    private readonly CsvPreamble preamble;
    private readonly CsvReader reader;
    private readonly string[] headers = [];
    private CsvMalformedRecord? malformed;
    private long rowsRead;

    private CsvTable(
        FileStream stream,
        CsvErrors errors,
        CsvTableOptions options,
        CsvPreamble preamble,
        CancellationToken cancellationToken)
    {
        (this.stream, this.errors, this.preamble, this.cancellationToken) =
            (stream, errors, preamble, cancellationToken);
        var text = CsvFile.CreateReader(stream, options.Encoding, errors);
        this.Encoding = text.CurrentEncoding;
        for (var i = 0; i < preamble.Length; i++)
        {
            _ = text.Read();
        }

        this.reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = preamble.Separator,
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRowBytes,
            OnMalformedRecord = record => this.malformed = record,
        });
        this.headers = this.ReadHeaders();
        this.Line = 0;
    }

    /// <summary>The column names, as they stand in the file.</summary>
    public IReadOnlyList<string> Headers => this.headers;

    /// <summary>The descriptions of the lines before the header, which were skipped.</summary>
    public IReadOnlyList<string> SkippedLines => this.preamble.Skipped;

    /// <summary>The encoding of the file.</summary>
    public Encoding Encoding { get; }

    /// <summary>The column separator.</summary>
    public char Delimiter => this.reader.Separator;

    /// <summary>The number of rows, without blank ones.</summary>
    public long RowCount { get; private init; }

    /// <summary>The line the current row begins on, from 1; 0 before the first row.</summary>
    public long Line { get; private set; }

    /// <summary>Gets a field of the current row; the column counts from 0.</summary>
    public string this[int column] => column >= 0 && column < this.headers.Length
        ? this.reader.GetString(column)
        : throw new ArgumentOutOfRangeException(nameof(column));

    /// <summary>Opens a file and validates all of it, so that a fault is known before the first row is used.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How the file is read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static CsvTable Open(string path, CsvTableOptions options, CancellationToken cancellationToken)
    {
        var fileErrors = new CsvErrors(path);
        if (options.Delimiter is '"' or '\r' or '\n' or '\\' or '\0' or > '\x7f')
        {
            throw fileErrors.InFile(
                "the separator must be a single character, such as a comma, a semicolon or a tab.",
                "Specify another separator with -Delimiter.");
        }

        var file = CsvFile.Open(path, fileErrors);
        try
        {
            var before = FindPreamble(file, options, fileErrors);
            var validated = new CsvTable(file, fileErrors, options, before, cancellationToken);
            while (validated.ReadRow())
            {
                validated.rowsRead++;
            }

            // The same open file is read again, not the path: another file may have taken its name.
            validated.reader.Dispose();
            var table = new CsvTable(file, fileErrors, options, before, cancellationToken)
            {
                RowCount = validated.rowsRead,
            };
            return table.headers.SequenceEqual(validated.headers) ? table : throw fileErrors.Changed();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next row; false at the end.</summary>
    public bool Read()
    {
        if (this.ReadRow())
        {
            this.rowsRead++;
            return true;
        }

        return this.rowsRead == this.RowCount ? false : throw this.errors.Changed();
    }

    public void Dispose()
    {
        this.reader.Dispose();
        this.stream.Dispose();
    }

    private static CsvPreamble FindPreamble(FileStream stream, CsvTableOptions options, CsvErrors errors)
    {
        using var text = CsvFile.CreateReader(stream, options.Encoding, errors);
        var start = new char[CsvPreamble.MaxLength];
        try
        {
            return CsvPreamble.Find(new(start, 0, text.ReadBlock(start, 0, start.Length)), options, errors);
        }
        catch (IOException e)
        {
            throw UnreadableError(errors, e);
        }
    }

    private static Track123Exception UnreadableError(CsvErrors errors, IOException e) =>
        errors.InFile($"it cannot be read: {e.Message}", "Check the drive and the network, and try again.", e);

    private string[] ReadHeaders()
    {
        if (!this.ReadRecord() || this.IsBlank(0, this.reader.FieldCount))
        {
            throw this.errors.InFile(
                "it is empty. The first line must contain the column names.", "Check whether this is the right file.");
        }

        List<string> names = [];
        for (var i = 0; i < this.reader.FieldCount; i++)
        {
            var name = this.IsBlank(i, i + 1) ? "" : this.reader.GetString(i);
            var other = names.FindIndex(n => string.Equals(n.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase));
            names.Add(name);
            if (other >= 0 && name.Length > 0)
            {
                throw this.errors.AtColumn(this.Line, i, names, $"column {other + 1} has the same name.");
            }
        }

        // Empty fields at the end of the header come from the spreadsheet and are no columns.
        return [.. names.Take(names.FindLastIndex(name => name.Length > 0) + 1)];
    }

    private bool ReadRow()
    {
        do
        {
            if (!this.ReadRecord())
            {
                return false;
            }
        }
        while (this.IsBlank(0, this.reader.FieldCount));

        var (count, columns) = (this.reader.FieldCount, this.headers.Length);
        if (count < columns)
        {
            throw this.FieldError(count, $"is missing. The row has {count} of {columns} fields.");
        }

        if (!this.IsBlank(columns, count))
        {
            var hint = $"Check whether a value that contains '{this.reader.Separator}' needs quotes.";
            throw this.FieldError(columns, $"has a value, but the header has only {columns} columns. {hint}");
        }

        for (var i = 0; i < columns; i++)
        {
            if (this.headers[i].Length == 0 && !this.IsBlank(i, i + 1))
            {
                throw this.FieldError(i, "has a value but no column name. Add a name or remove the value.");
            }
        }

        return true;
    }

    private bool ReadRecord()
    {
        this.cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (!this.reader.Read())
            {
                return false;
            }
        }
        catch (CsvFormatException e)
        {
            const string Reason = "this row is too long. It probably has an opening quote without a closing quote.";
            throw this.errors.ForLine(Math.Max(e.LineNumber + this.preamble.Lines, this.Line + 1), Reason, e);
        }
        catch (IOException e)
        {
            throw UnreadableError(this.errors, e);
        }

        this.Line = this.reader.LineNumber + this.preamble.Lines;
        var row = this.reader.RawRecord;
        if (row.IndexOf((byte)0) is >= 0 and var length)
        {
            throw this.errors.AtCharacter(
                this.Line,
                Encoding.UTF8.GetString(row.Slice(0, length).ToArray()),
                "is a NUL, so this is not a text file. If it is a table, save it as 'CSV UTF-8'.");
        }

        return this.malformed is { } record
            ? throw this.errors.AtQuote(
                record,
                record.LineNumber + this.preamble.Lines,
                this.reader.ByteOffset,
                this.reader.Separator,
                this.headers)
            : true;
    }

    private Track123Exception FieldError(int column, string reason) =>
        this.errors.AtColumn(this.Line, column, this.headers, reason);

    // Looks at the bytes: a string for each row, only to see that it is not blank, would be most of the work.
    private bool IsBlank(int first, int end)
    {
        for (var column = first; column < end; column++)
        {
            foreach (var b in this.reader.GetSpan(column))
            {
                if (b > (byte)' ')
                {
                    return false;
                }
            }
        }

        return true;
    }
}
