using System.Text;
using CsvHelper;
using Track123.Common;

namespace Track123.Csv;

/// <summary>
/// A CSV file that only grows, one line a record, and is opened by one process at a time. A record is with the operating
/// system before <see cref="Append"/> returns. So only the last line can be partial, if the process is killed while
/// writing it; the next run removes it.
/// </summary>
/// <remarks>Errors are a <see cref="Track123Exception"/> of kind <see cref="Track123ErrorKind.InvalidRequest"/>.</remarks>
internal sealed class CsvLog : IDisposable
{
    private const int MaxLineBytes = 1 << 20;

    private readonly string kind;
    private readonly string[] columns;
    private readonly bool canWrite;
    private readonly FileStream? stream;

    private CsvLog(string path, string kind, string[] columns, bool canWrite)
    {
        (this.Path, this.kind, this.columns, this.canWrite) = (path, kind, columns, canWrite);
        if (Directory.Exists(path))
        {
            throw this.Error("it is a folder.");
        }

        // Where locks are advisory, .NET takes an exclusive one for None only. On Windows others may read meanwhile.
        var share = Environment.OSVersion.Platform == PlatformID.Win32NT ? FileShare.Read : FileShare.None;
        this.stream = canWrite ? new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 1)
            : File.Exists(path) ? new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1)
            : null;
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>True if the last line was partial and does not count.</summary>
    public bool HadPartialLine { get; private set; }

    /// <summary>Opens a file and reads its records.</summary>
    /// <param name="path">The file. It is created if it does not exist, and without <paramref name="canWrite"/> counts as empty.</param>
    /// <param name="kind">The kind of file, for messages, such as "result file".</param>
    /// <param name="columns">The column names.</param>
    /// <param name="canWrite">Whether records are written; if not, the file is left as it is.</param>
    /// <param name="onRecord">Takes the fields of each record; an edited file may have fewer or more than columns.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static CsvLog Open(
        string path, string kind, string[] columns, bool canWrite, Action<string[]> onRecord, CancellationToken cancellationToken)
    {
        CsvLog? log = null;
        try
        {
            log = new(path, kind, columns, canWrite);
            log.Load(onRecord, cancellationToken);
            return log;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            log?.Dispose();
            throw Error(path, kind, $"it cannot be opened: {e.Message} Only one run at a time may write to it.", e);
        }
        catch
        {
            log?.Dispose();
            throw;
        }
    }

    /// <summary>Adds a record.</summary>
    public void Append(params string?[] fields)
    {
        if (this.stream is null || !this.canWrite)
        {
            return;
        }

        using var line = new MemoryStream();
        using (var writer = CsvWriter.Create(line, new CsvWriterOptions(), leaveOpen: true))
        {
            foreach (var field in fields)
            {
                writer.WriteField(EscapeFormula(field));
            }

            writer.EndRecord();
        }

        var end = this.stream.Seek(0, SeekOrigin.End);
        try
        {
            line.WriteTo(this.stream);
            this.stream.Flush();
        }
        catch (IOException e)
        {
            this.RemovePartialLine(end);
            throw this.Error($"it cannot be written: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => this.stream?.Dispose();

    /// <summary>
    /// Puts an apostrophe before text that a spreadsheet would run as a formula. A line break within a value would make
    /// several lines of one record, and a partial record could not be told from a whole one, so there is none.
    /// </summary>
    private static string EscapeFormula(string? value)
    {
        var line = TerminalText.ToSingleLine(value);
        return line.Length > 0 && (line[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' || char.IsControl(value![0]))
            ? "'" + line
            : line;
    }

    private void Load(Action<string[]> onRecord, CancellationToken cancellationToken)
    {
        if (this.stream is null)
        {
            return;
        }

        var end = this.FindEnd();
        this.HadPartialLine = end < this.stream.Length;
        this.ReadRecords(end, onRecord, cancellationToken);
        if (this.canWrite)
        {
            this.stream.SetLength(end);
            if (end == 0)
            {
                this.Append(this.columns);
            }
        }
    }

    /// <summary>Returns the position after the last line break, where a partial line begins, if there is one.</summary>
    private long FindEnd()
    {
        if (!this.stream!.CanSeek)
        {
            throw this.Error("it is a pipe or a device.");
        }

        for (var end = this.stream.Length; end > Math.Max(0, this.stream.Length - MaxLineBytes); end--)
        {
            this.stream.Position = end - 1;
            if (this.stream.ReadByte() == '\n')
            {
                return end;
            }
        }

        return this.stream.Length <= MaxLineBytes ? 0 : throw this.WrongContent();
    }

    private void ReadRecords(long end, Action<string[]> onRecord, CancellationToken cancellationToken)
    {
        this.stream!.Position = 0;
        var options = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = MaxLineBytes,
        };
        try
        {
            using var reader = CsvReader.Create(this.stream, options, leaveOpen: true);
            if (!this.IsHeader(reader, isPartial: end == 0))
            {
                throw this.WrongContent();
            }

            while (reader.Read() && reader.ByteOffset < end)
            {
                cancellationToken.ThrowIfCancellationRequested();
                onRecord(ReadFields(reader));
            }
        }
        catch (CsvFormatException e)
        {
            throw this.Error("one of its lines is too long.", e);
        }
    }

    private bool IsHeader(CsvReader reader, bool isPartial)
    {
        if (!reader.Read())
        {
            return this.stream!.Length == 0;
        }

        return isPartial
            ? string.Join(",", this.columns).StartsWith(Encoding.UTF8.GetString(reader.RawRecord.ToArray()), StringComparison.Ordinal)
            : ReadFields(reader).SequenceEqual(this.columns, StringComparer.Ordinal);
    }

    private static string[] ReadFields(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];

    private void RemovePartialLine(long end)
    {
        try
        {
            this.stream!.SetLength(end);
        }
        catch (IOException)
        {
            // The next run removes it.
        }
    }

    private Track123Exception WrongContent() => this.Error(
        $"it is no {this.kind}: its first line is not '{string.Join(",", this.columns)}'. Name a file that does not exist yet.");

    private Track123Exception Error(string reason, Exception? inner = null) => Error(this.Path, this.kind, reason, inner);

    private static Track123Exception Error(string path, string kind, string reason, Exception? inner) =>
        new(Track123ErrorKind.InvalidRequest, $"The {kind} '{path}': {reason}", inner);
}
