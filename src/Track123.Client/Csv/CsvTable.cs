namespace Track123;

/// <summary>
/// A CSV file, read row by row: quoted fields, UTF-8 with or without mark, UTF-16, comma, semicolon or tab.
/// Everything wrong with the file is a <see cref="Track123Exception"/> of kind <see cref="Track123ErrorKind.CsvInvalid"/> that names file, line and column.
/// </summary>
public sealed class CsvTable : IDisposable
{
    private CsvTable()
    {
    }

    /// <summary>The column names, as they stand.</summary>
    public IReadOnlyList<string> Headers => throw null!;

    /// <summary>Rows in the file, blank lines not counted.</summary>
    public long RowCount => throw null!;

    /// <summary>Line the current row begins on, from 1.</summary>
    public long Line => throw null!;

    /// <summary>A field of the current row, by column from 0.</summary>
    public string this[int column] => throw null!;

    /// <summary>Opens a file and reads it through once, so that a fault anywhere is known before the first row is used.</summary>
    /// <param name="path">The file.</param>
    /// <param name="delimiter">The separator; null to detect comma, semicolon or tab.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static CsvTable Open(string path, char? delimiter, CancellationToken cancellationToken) => throw null!;

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Read() => throw null!;

    /// <inheritdoc />
    public void Dispose() => throw null!;
}
