using Track123.Csv;
using Track123.Parcels;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>Reads the rows of a CSV file.</summary>
internal sealed class CsvRowSource : IDisposable
{
    private readonly RegisterTrack123TrackingCommand cmdlet;
    private readonly CsvTable table;
    private readonly Dictionary<string, int> indexes;
    private readonly bool isExportedTracking;

    /// <summary>
    /// Opens a file. It ends the cmdlet with an error if the file can't be read or has no tracking number column.
    /// </summary>
    public CsvRowSource(RegisterTrack123TrackingCommand cmdlet, ColumnMapping mapping, string path)
    {
        this.cmdlet = cmdlet;
        var options = new CsvTableOptions
        {
            Delimiter = cmdlet.Delimiter,
            Encoding = cmdlet.Encoding,
            IsHeader = mapping.HasNumber,
        };
        this.table = cmdlet.Await(token => Task.Run(() => CsvTable.Open(path, options, token), token), target: path);
        foreach (var line in this.table.SkippedLines)
        {
            cmdlet.WriteVerbose($"Skipped in '{path}': {line}.");
        }

        var advice = this.table.Headers.Any(InputText.HasReplacedCharacter)
            ? " " + InputText.DescribeReplacementCharacter("The header", isFile: true)
            : "";
        try
        {
            this.indexes = mapping.Locate(this.table.Headers);
        }
        catch (Track123Exception e)
        {
            cmdlet.Fail(Track123Error.CsvInvalid(e.Message + advice, path));
            throw;
        }

        if (!this.indexes.ContainsKey(nameof(cmdlet.TrackingNumber)))
        {
            cmdlet.Fail(Track123Error.CsvInvalid(
                $"CSV file '{path}' has no tracking number column. "
                    + ColumnMapping.DescribeMapping(this.table.Headers) + advice,
                path));
        }

        this.isExportedTracking = ParcelFieldsCmdlet.IsExportedTracking(this.table.Headers);
        if (this.table.RowCount == 0)
        {
            cmdlet.WriteWarning($"CSV file '{path}' contains only a header and no rows.");
        }
    }

    /// <summary>The layout of the file, for a retry file.</summary>
    public RetryFileOptions Layout => new()
    {
        Columns = [.. this.table.Headers.Where(name => !RetryFile.IsReason(name))],
        Delimiter = this.table.Delimiter,
        Encoding = this.table.Encoding,
    };

    /// <summary>The number of rows.</summary>
    public long RowCount => this.table.RowCount;

    /// <summary>Reads the next row; null at the end of the file.</summary>
    /// <exception cref="Track123Exception">The rest of the file can't be read.</exception>
    public InputRow? Read()
    {
        if (!this.table.Read())
        {
            return null;
        }

        string[] values = [.. Enumerable.Range(0, this.table.Headers.Count).Select(column => this.table[column])];
        var row = this.ToObject(values);
        return new(
            GetField,
            this.table.Line,
            this.cmdlet.FindAccountError(row),
            this.isExportedTracking,
            InputObject: row);

        string? GetField(string name) => this.cmdlet.IsOnCommandLine(name) ? this.cmdlet.GetField(name)
            : this.indexes.TryGetValue(name, out var index) ? values[index]
            : null;
    }

    /// <inheritdoc />
    public void Dispose() => this.table.Dispose();

    // Without preValidated, some names are not allowed, such as psobject.
    private PSObject ToObject(string[] values)
    {
        var row = new PSObject();
        for (var column = 0; column < values.Length; column++)
        {
            if (this.table.Headers[column].Length > 0)
            {
                row.Properties.Add(new PSNoteProperty(this.table.Headers[column], values[column]), preValidated: true);
            }
        }

        return row;
    }
}
