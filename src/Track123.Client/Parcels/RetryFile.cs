using System.Text;
using Track123.Common;
using Track123.Csv;

namespace Track123.Parcels;

/// <summary>How a retry file is written.</summary>
internal sealed record RetryFileOptions
{
    /// <summary>The columns; null to use those of the first row.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The column separator.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The encoding. If it has no byte order mark, the file is UTF-8 with one.</summary>
    public Encoding Encoding { get; init; } = Encoding.UTF8;

    /// <summary>Whether an existing retry file is replaced.</summary>
    public bool Replaces { get; init; } = true;

    /// <summary>Whether the file is written; if not, it is only checked whether it can be.</summary>
    public bool Writes { get; init; } = true;
}

/// <summary>
/// A CSV file with the rows that were not registered, in the layout of the input, to be corrected and registered again.
/// It is written row by row, so that it is complete at any time. An earlier retry file is replaced with the first row,
/// or deleted if all rows are registered. Errors are of kind <see cref="Track123ErrorKind.InvalidRequest"/>.
/// </summary>
internal sealed class RetryFile : IDisposable
{
    /// <summary>The last column: why the row was not registered. It is not a column of the input.</summary>
    public const string ReasonColumn = "RetryReason";

    private const int HeaderLength = 1 << 16;

    private readonly RetryFileOptions options;
    private readonly Encoding encoding;
    private IReadOnlyList<string> columns = [];
    private ColumnLayout? layout;
    private FileStream? stream;

    /// <summary>Checks that the file can be written. It is created with the first row.</summary>
    public RetryFile(string path, RetryFileOptions options)
    {
        (this.Path, this.options) = (AtomicFile.ResolveLink(path), options);
        this.encoding = options.Encoding.GetPreamble().Length > 0 ? options.Encoding : Encoding.UTF8;
        try
        {
            this.Validate();
        }
        catch (Exception e) when (e.IsFileError())
        {
            throw this.Error($"it cannot be opened: {e.Message}", e);
        }
    }

    public string Path { get; }

    /// <summary>The number of rows in the file.</summary>
    public long Count { get; private set; }

    /// <summary>Returns true if an input file has this column from an earlier retry file.</summary>
    public static bool IsReason(string column) =>
        string.Equals(column.Trim(), ReasonColumn, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Adds a row, and returns when it is handed to the operating system. Returns a warning if the file lacks columns
    /// of the row; else null.
    /// </summary>
    /// <param name="row">The names and values of the row's columns; none if the row is only a number.</param>
    /// <param name="number">The tracking number of the row.</param>
    /// <param name="reason">Why the row was not registered.</param>
    /// <exception cref="Track123Exception">The row can't be written, for example because the disk is full.</exception>
    public string? Add(IReadOnlyList<(string Name, string? Value)> row, string? number, string reason)
    {
        if (!this.options.Writes)
        {
            return null;
        }

        row = row.Count > 0 ? row : [(nameof(ParcelRow.TrackingNumber), number)];
        try
        {
            var text = new StringBuilder();
            if (this.layout is null)
            {
                this.columns = this.options.Columns ?? [.. row.Select(column => column.Name)];
                this.layout = new(this.columns);
                File.Delete(this.Path);
                this.stream = new(this.Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1);
                text.Append('\ufeff');
                this.Append(text, [.. this.columns, ReasonColumn]);
            }

            // The reason contains text of the service, which is not read again.
            string?[] values = [.. this.layout.Arrange(row, out var missing), CsvLog.EscapeFormula(reason)];
            this.Append(text, values);
            this.Write(this.encoding.GetBytes(text.ToString()));
            this.Count++;
            return missing.Count == 0 ? null
                : $"The retry file '{this.Path}' has no column {string.Join(", ", missing.Select(Quote))}, because its "
                    + "first row has none. The values of later rows are not written.";
        }
        catch (Exception e) when (e.IsFileError())
        {
            throw this.Error($"it cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Deletes an earlier retry file, because all rows are registered.</summary>
    /// <exception cref="Track123Exception">The file can't be deleted.</exception>
    public void DeleteEarlier()
    {
        if (!this.options.Writes)
        {
            return;
        }

        try
        {
            File.Delete(this.Path);
        }
        catch (Exception e) when (e.IsFileError())
        {
            throw this.Error($"no row has to be retried, but the earlier file cannot be deleted: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => this.stream?.Dispose();

    private static string Quote(string column) => $"'{TerminalText.ToSingleLine(column)}'";

    private void Validate()
    {
        var exists = File.Exists(this.Path);
        if (Directory.Exists(this.Path) || (exists && !this.options.Replaces))
        {
            throw this.Error(exists ? "it already exists." : "it is a folder.");
        }

        if (exists && !this.IsRetryFile())
        {
            throw this.Error($"it already exists and has no column '{ReasonColumn}'. Specify a new file.");
        }

        if (this.options.Writes)
        {
            new FileStream(this.Path, FileMode.OpenOrCreate, FileAccess.ReadWrite).Dispose();
            if (!exists)
            {
                File.Delete(this.Path);
            }
        }
    }

    // Another file, such as the input, would be lost if it is specified by mistake.
    private bool IsRetryFile()
    {
        using var reader = new StreamReader(this.Path);
        var header = new char[HeaderLength];
        return new string(header, 0, reader.ReadBlock(header, 0, header.Length)).Contains(ReasonColumn);
    }

    // All values are quoted, so that they are read as they were: with line breaks, quotes, and spaces at the ends.
    private void Append(StringBuilder text, string?[] values) => text
        .Append(string.Join(this.options.Delimiter.ToString(), values.Select(v => $"\"{v?.Replace("\"", "\"\"")}\"")))
        .Append("\r\n");

    private void Write(byte[] bytes)
    {
        var end = this.stream!.Position;
        try
        {
            this.stream.Write(bytes, 0, bytes.Length);
            this.stream.Flush();
        }
        catch (IOException)
        {
            this.stream.SetLength(end);
            throw;
        }
    }

    private Track123Exception Error(string reason, Exception? inner = null) =>
        new(Track123ErrorKind.InvalidRequest, $"The retry file '{this.Path}': {reason}", inner);
}
