using System.Text;
using CsvHelper;

namespace Track123.Csv;

/// <summary>
/// A CSV file, read row by row: quoted fields, UTF-8 or UTF-16, comma, semicolon or tab. Everything wrong with the file is a
/// <see cref="Track123Exception"/> of kind <see cref="Track123ErrorKind.CsvInvalid"/> that names file, line and column.
/// </summary>
/// <remarks>
/// Blank rows are skipped, and so are empty fields beyond the last column. A column without a name is allowed as long as it
/// is empty; its values would be lost.
/// </remarks>
internal sealed class CsvTable : IDisposable
{
    // A quote that is never closed makes the rest of the file one field. No real row is this long.
    private const int MaxRowBytes = 1 << 20;

    private readonly FileStream stream;
    private readonly CsvErrors errors;
    private readonly CancellationToken cancellationToken;
    private readonly CsvReaderOptions options;
    private CsvReader? reader;
    private CsvMalformedRecord? malformed;
    private string encoding = "";
    private string[] headers = [];
    private long rowsRead;

    private CsvTable(FileStream stream, CsvErrors errors, char? delimiter, CancellationToken cancellationToken)
    {
        (this.stream, this.errors, this.cancellationToken) = (stream, errors, cancellationToken);
        this.options = new()
        {
            Separator = delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRowBytes,
            OnMalformedRecord = record => this.malformed = record,
        };
    }

    /// <summary>The column names, as they stand in the file.</summary>
    public IReadOnlyList<string> Headers => this.headers;

    /// <summary>The number of rows, without blank ones.</summary>
    public long RowCount { get; private set; }

    /// <summary>The line the current row begins on, from 1; 0 before the first row.</summary>
    public long Line { get; private set; }

    private static ReadOnlySpan<byte> InvalidCharacter => "\uffff"u8;

    private CsvReader Reader => this.reader ?? this.Start();

    /// <summary>Gets a field of the current row; the column counts from 0.</summary>
    public string this[int column] => column >= 0 && column < this.headers.Length
        ? this.Reader.GetString(column)
        : throw new ArgumentOutOfRangeException(nameof(column));

    /// <summary>Opens a file and validates all of it, so that a fault is known before the first row is used.</summary>
    /// <param name="path">The file.</param>
    /// <param name="delimiter">The separator; null to detect comma, semicolon or tab.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static CsvTable Open(string path, char? delimiter, CancellationToken cancellationToken)
    {
        var file = new CsvErrors(path);
        if (delimiter is '"' or '\r' or '\n' or '\\' or '\0' or > '\x7f')
        {
            throw file.InFile("a separator is one plain character, such as a comma, a semicolon or a tab.");
        }

        var table = new CsvTable(CsvFile.Open(path, file), file, delimiter, cancellationToken);
        try
        {
            table.Validate();
            return table;
        }
        catch
        {
            table.Dispose();
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

    /// <inheritdoc />
    public void Dispose()
    {
        this.reader?.Dispose();
        this.stream.Dispose();
    }

    private CsvReader Start()
    {
        var text = CsvFile.CreateReader(this.stream, this.errors);
        this.encoding = text.CurrentEncoding.WebName.ToUpperInvariant();
        return this.reader = CsvReader.Create(text, this.options);
    }

    private void Validate()
    {
        this.headers = this.ReadHeaders();
        while (this.ReadRow())
        {
            this.RowCount++;
        }

        // The same open file is read again, not the path: another file may have taken its name.
        this.reader?.Dispose();
        this.reader = null;
        if (!this.ReadHeaders().SequenceEqual(this.headers, StringComparer.Ordinal))
        {
            throw this.errors.Changed();
        }

        this.Line = 0;
    }

    private string[] ReadHeaders()
    {
        if (!this.ReadRecord() || this.FindFilledField(first: 0) < 0)
        {
            throw this.errors.InFile("it is empty. Its first line must name the columns.");
        }

        List<string> names = [];
        for (var i = 0; i < this.Reader.FieldCount; i++)
        {
            var name = this.IsBlank(i) ? "" : this.Reader.GetString(i);
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
        while (this.FindFilledField(first: 0) < 0);

        var (count, columns) = (this.Reader.FieldCount, this.headers.Length);
        if (count < columns)
        {
            throw this.FieldError(count, $"is missing. The row has {count} of {columns} fields.");
        }

        if (this.FindFilledField(first: columns) >= 0)
        {
            var hint = $"Does a value that contains '{this.Reader.Separator}' lack its quotes?";
            throw this.FieldError(columns, $"has a value, but the header names only {columns} columns. {hint}");
        }

        for (var i = 0; i < columns; i++)
        {
            if (this.headers[i].Length == 0 && !this.IsBlank(i))
            {
                throw this.FieldError(i, "has a value, but no name in the header. Name the column or empty it.");
            }
        }

        return true;
    }

    private bool ReadRecord()
    {
        this.cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (!this.Reader.Read())
            {
                return false;
            }
        }
        catch (CsvFormatException e)
        {
            var line = Math.Max(e.LineNumber, this.Line + 1);
            throw this.errors.AtLine(
                line, "this row is too long to be one. A quote that opens in it is probably never closed.", e);
        }
        catch (IOException e)
        {
            throw this.errors.InFile($"it cannot be read: {e.Message}", e);
        }

        this.Line = this.Reader.LineNumber;
        this.CheckText();
        return this.malformed is { } record
            ? throw this.errors.AtQuote(record, this.Reader.ByteOffset, this.Reader.Separator, this.headers)
            : true;
    }

    private void CheckText()
    {
        var row = this.Reader.RawRecord;
        if (row.IndexOf((byte)0) is >= 0 and var nul)
        {
            throw this.errors.AtCharacter(
                this.Line, Decode(row, nul), "is a NUL, so this is no text file. If it is a table, save it as 'CSV UTF-8'.");
        }

        if (row.IndexOf(InvalidCharacter) is >= 0 and var invalid)
        {
            throw this.errors.AtCharacter(
                this.Line, Decode(row, invalid), $"is not {this.encoding} text. Save the file as 'CSV UTF-8' and try again.");
        }
    }

    private static string Decode(ReadOnlySpan<byte> row, int length) => Encoding.UTF8.GetString(row.Slice(0, length).ToArray());

    private Track123Exception FieldError(int column, string reason) =>
        this.errors.AtColumn(this.Line, column, this.headers, reason);

    private int FindFilledField(int first)
    {
        while (first < this.Reader.FieldCount && this.IsBlank(first))
        {
            first++;
        }

        return first < this.Reader.FieldCount ? first : -1;
    }

    // Looks at the bytes: a string for each row, only to see that it is not blank, would be most of the work.
    private bool IsBlank(int column)
    {
        foreach (var b in this.Reader.GetSpan(column))
        {
            if (b > (byte)' ')
            {
                return false;
            }
        }

        return true;
    }
}
