using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using Track123.Common;

namespace Track123.Csv;

/// <summary>
/// A CSV file that only grows, one line a record, written by one process at a time. The operating system has a record
/// before <see cref="Append"/> returns. So only the last line can be partial, if the process is killed while writing
/// it; the next run removes it. A record that is too long is not written. Errors are of kind
/// <see cref="Track123ErrorKind.InvalidRequest"/>.
/// </summary>
internal sealed class CsvLog : IDisposable
{
    // More than a row of an input file with its result.
    private const int MaxLineBytes = 4 << 20;

    private static readonly Regex Formula = new(
        """(?<start>^|;[\s"]*)(?<formula>[=+\-@＝＋－＠])""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(10));

    private readonly string kind;
    private readonly string[] columns;
    private readonly bool canWrite;
    private readonly FileStream? stream;

    /// <summary>Opens a file and reads its records.</summary>
    /// <param name="path">The file; created if it does not exist and <paramref name="canWrite"/> is true.</param>
    /// <param name="kind">The kind of file, for messages, such as "result file".</param>
    /// <param name="columns">The names of the first columns. The file may have more.</param>
    /// <param name="canWrite">Whether records are written; if not, the file is left as it is.</param>
    /// <param name="onRecord">Takes the fields of the first columns of each record; an edited file may have
    /// fewer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public CsvLog(
        string path,
        string kind,
        string[] columns,
        bool canWrite,
        Action<string[]> onRecord,
        CancellationToken cancellationToken)
    {
        (this.Path, this.kind, this.columns, this.canWrite) = (path, kind, columns, canWrite);
        try
        {
            this.stream = Directory.Exists(path) ? throw this.Error("it is a folder.")
                : canWrite || File.Exists(path) ? OpenStream(path, canWrite)
                : null;
            this.Load(onRecord, cancellationToken);
        }
        catch (Exception e) when (e.IsFileError())
        {
            this.Dispose();
            throw this.Error($"it cannot be opened: {e.Message} Only one run at a time may write to it.", e);
        }
        catch
        {
            this.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>True if the last line was partial and does not count.</summary>
    public bool HadPartialLine { get; private set; }

    /// <summary>The column names; null before <see cref="WriteHeader"/> if the file is new.</summary>
    public IReadOnlyList<string>? Header { get; private set; }

    /// <summary>
    /// Formats a value as a single line. A spreadsheet would run text such as =1+1 as a formula, also after a semicolon
    /// if it separates columns there. With a line break in a value, a partial record could look complete.
    /// </summary>
    public static string EscapeFormula(string? value)
    {
        var line = TerminalText.ToSingleLine(value);
        var escaped = Formula.Replace(line, "${start}'${formula}");
        return line.Length > 0 && char.IsControl(value![0]) && escaped[0] != '\'' ? "'" + escaped : escaped;
    }

    /// <summary>Writes the column names of a new file.</summary>
    public void WriteHeader(IReadOnlyList<string> names)
    {
        this.Append([.. names]);
        this.Header = names;
    }

    /// <summary>Adds a record. Returns false if it is too long.</summary>
    public bool Append(params string?[] fields)
    {
        if (!this.canWrite)
        {
            return true;
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

        if (line.Length > MaxLineBytes)
        {
            return false;
        }

        // Some systems let a file be deleted while it is open. Its further records would be lost.
        if (!File.Exists(this.Path))
        {
            throw this.Error("it was deleted or moved during the run.");
        }

        var end = this.stream!.Seek(0, SeekOrigin.End);
        try
        {
            line.WriteTo(this.stream);
            this.stream.Flush();
            return true;
        }
        catch (IOException e)
        {
            this.RemovePartialLine(end);
            throw this.Error($"it cannot be written: {e.Message}", e);
        }
    }

    public void Dispose() => this.stream?.Dispose();

    // Where locks are advisory, .NET takes an exclusive one for None only. On Windows others may read meanwhile.
    private static FileStream OpenStream(string path, bool canWrite)
    {
        var share = Environment.OSVersion.Platform == PlatformID.Win32NT ? FileShare.Read : FileShare.None;
        return canWrite
            ? new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 1)
            : new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
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
        }
    }

    /// <summary>Returns the position after the last line break, where a partial line begins, if there is one.</summary>
    private long FindEnd()
    {
        var length = this.stream!.CanSeek ? this.stream.Length : throw this.Error("it is a pipe or a device.");
        for (var end = length; end > Math.Max(0, length - MaxLineBytes); end--)
        {
            this.stream.Position = end - 1;
            if (this.stream.ReadByte() == '\n')
            {
                return end;
            }
        }

        return length <= MaxLineBytes ? 0 : throw this.Error("its last line is too long.");
    }

    private void ReadRecords(long end, Action<string[]> onRecord, CancellationToken cancellationToken)
    {
        var options = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = MaxLineBytes,
        };
        this.stream!.Position = 0;
        try
        {
            using var reader = CsvReader.Create(this.stream, options, leaveOpen: true);
            this.CheckHeader(reader, isPartial: end == 0);
            while (reader.Read() && reader.ByteOffset < end)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = Math.Min(reader.FieldCount, this.columns.Length);
                onRecord([.. Enumerable.Range(0, count).Select(reader.GetString)]);
            }
        }
        catch (CsvFormatException e)
        {
            throw this.Error("one of its lines is too long.", e);
        }
    }

    private void CheckHeader(CsvReader reader, bool isPartial)
    {
        var header = string.Join(",", this.columns);
        var first = reader.Read() ? Encoding.UTF8.GetString(reader.RawRecord.ToArray()) : null;
        var isOk = first is null ? this.stream!.Length == 0
            : (isPartial && header.StartsWith(first, StringComparison.Ordinal))
                || first == header || first.StartsWith(header + ",", StringComparison.Ordinal);
        if (!isOk)
        {
            throw this.Error($"it is not a {this.kind}: its first line does not begin with '{header}'. "
                + "Specify a new file.");
        }

        if (first is not null && !isPartial)
        {
            this.Header = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
        }
    }

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

    private Track123Exception Error(string reason, Exception? inner = null) =>
        new(Track123ErrorKind.InvalidRequest, $"The {this.kind} '{this.Path}': {reason}", inner);
}
