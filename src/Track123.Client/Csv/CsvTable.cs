using CsvHelper;

namespace Track123;

/// <summary>
/// A CSV file, read row by row: quoted fields, UTF-8 with or without mark, UTF-16, comma, semicolon or tab.
/// Everything wrong with the file is a <see cref="Track123Exception"/> of kind <see cref="Track123ErrorKind.CsvInvalid"/>
/// that names file, line and column.
/// </summary>
/// <remarks>
/// Wholly blank rows are passed over, and so are empty fields beyond the last column. A column may go without a name as long
/// as nothing stands in it: a value there would be dropped without a word.
/// </remarks>
public sealed class CsvTable : IDisposable
{
    // A quote that is never closed makes the rest of the file one field. No real row is this long.
    private const int MaximumRowBytes = 1 << 20;

    private readonly string path;
    private readonly FileStream stream;
    private readonly char? delimiter;
    private CsvReader reader;
    private CsvMalformedRecord? malformed;
    private string[] headers = [];
    private long rowsRead;

    private CsvTable(string path, FileStream stream, char? delimiter, CancellationToken cancellationToken)
    {
        this.path = path;
        this.stream = stream;
        this.delimiter = delimiter;
        this.reader = this.Start(cancellationToken);
    }

    /// <summary>The column names, as they stand.</summary>
    public IReadOnlyList<string> Headers => this.headers;

    /// <summary>Rows in the file, blank lines not counted.</summary>
    public long RowCount { get; private set; }

    /// <summary>Line the current row begins on, from 1; 0 before the first.</summary>
    public long Line { get; private set; }

    /// <summary>A field of the current row, by column from 0.</summary>
    public string this[int column] => column >= 0 && column < this.headers.Length
        ? this.reader.GetString(column)
        : throw new ArgumentOutOfRangeException(nameof(column));

    /// <summary>Opens a file and reads it through once, so that a fault anywhere is known before the first row is used.</summary>
    /// <param name="path">The file.</param>
    /// <param name="delimiter">The separator; null to detect comma, semicolon or tab.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static CsvTable Open(string path, char? delimiter, CancellationToken cancellationToken)
    {
        if (delimiter is '"' or '\r' or '\n' or '\\' or '\0' or > '\x7f')
        {
            throw CsvFault.At(path, "a separator is one plain character, such as a comma, a semicolon or a tab.");
        }

        var file = CsvText.OpenFile(path);
        CsvTable? table = null;
        try
        {
            table = new CsvTable(path, file, delimiter, cancellationToken);
            table.CheckThrough(cancellationToken);
            return table;
        }
        catch
        {
            table?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Read()
    {
        if (this.ReadRow())
        {
            this.rowsRead++;
            return true;
        }

        return this.rowsRead == this.RowCount ? false : throw CsvFault.Changed(this.path);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        this.reader.Dispose();
        this.stream.Dispose();
    }

    private void CheckThrough(CancellationToken cancellationToken)
    {
        this.headers = this.ReadHeaders();
        var rows = 0L;
        while (this.ReadRow())
        {
            rows++;
        }

        // The same open file again, not the path: what was checked is what is read, even if another file takes its name.
        this.reader.Dispose();
        this.reader = this.Start(cancellationToken);
        if (!this.ReadHeaders().SequenceEqual(this.headers, StringComparer.Ordinal))
        {
            throw CsvFault.Changed(this.path);
        }

        this.RowCount = rows;
        this.Line = 0;
    }

    private CsvReader Start(CancellationToken cancellationToken)
    {
        var options = new CsvReaderOptions
        {
            Separator = this.delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = MaximumRowBytes,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => this.malformed = record,
        };
        return CsvReader.Create(CsvText.Begin(this.path, this.stream, cancellationToken), options);
    }

    private string[] ReadHeaders()
    {
        if (!this.ReadRecord() || this.IsBlank(from: 0))
        {
            throw CsvFault.At(this.path, "it is empty. Its first line must name the columns.");
        }

        var names = new string[this.reader.FieldCount];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = this.IsBlankField(i) ? "" : this.reader.GetString(i);
            var first = Array.FindIndex(names, 0, i, name => string.Equals(name.Trim(), names[i].Trim(), StringComparison.OrdinalIgnoreCase));
            if (first >= 0 && names[i].Length > 0)
            {
                throw CsvFault.At(this.path, this.Line, i, names, $"column {first + 1} has the same name.");
            }
        }

        // Empty fields at the end of the header are the spreadsheet's, not columns of the table.
        var named = Array.FindLastIndex(names, name => name.Length > 0) + 1;
        Array.Resize(ref names, named);
        return names;
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
        while (this.IsBlank(from: 0));

        var count = this.reader.FieldCount;
        if (count < this.headers.Length)
        {
            throw CsvFault.At(this.path, this.Line, count, this.headers, $"is missing. The row has {count} of {this.headers.Length} fields.");
        }

        if (!this.IsBlank(from: this.headers.Length))
        {
            throw CsvFault.At(
                this.path,
                this.Line,
                this.headers.Length,
                this.headers,
                $"has a value, but the header names only {this.headers.Length} columns. Does a value that contains '{this.reader.Separator}' lack its quotes?");
        }

        for (var i = 0; i < this.headers.Length; i++)
        {
            if (this.headers[i].Length == 0 && !this.IsBlankField(i))
            {
                throw CsvFault.At(this.path, this.Line, i, this.headers, "has a value, but no name in the header. Name the column or empty it.");
            }
        }

        return true;
    }

    private bool ReadRecord()
    {
        try
        {
            if (!this.reader.Read())
            {
                return false;
            }
        }
        catch (CsvFormatException e)
        {
            throw CsvFault.At(
                this.path,
                Math.Max(e.LineNumber, this.Line + 1),
                "this row is too long to be one. A quote that opens in it is probably never closed.",
                e);
        }
        catch (IOException e)
        {
            throw CsvFault.At(this.path, $"it cannot be read: {e.Message}", e);
        }

        this.Line = this.reader.LineNumber;
        return this.malformed is { } fault
            ? throw CsvFault.Quoting(this.path, fault, this.reader.ByteOffset, this.reader.Separator, this.headers)
            : true;
    }

    private bool IsBlank(int from)
    {
        for (var i = from; i < this.reader.FieldCount; i++)
        {
            if (!this.IsBlankField(i))
            {
                return false;
            }
        }

        return true;
    }

    // Looks at the bytes: a text for each row, only to see that it is not blank, would be most of the work.
    private bool IsBlankField(int column)
    {
        foreach (var b in this.reader.GetSpan(column))
        {
            if (b > (byte)' ')
            {
                return false;
            }
        }

        return true;
    }
}
