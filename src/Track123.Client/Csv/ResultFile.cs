using Track123.Parcels;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;

namespace Track123;

/// <summary>
/// The outcomes of a registration as a CSV file, a line each, from which a later run knows what it need not do again. A line is with the system
/// before <see cref="Add"/> returns, so only the last one can be torn when the process is killed; the next run takes that away.
/// </summary>
/// <remarks>
/// Final are Registered and AlreadyRegistered for that number and carrier, and Rejected for a row that says exactly the same: it would be
/// rejected again. Text that a spreadsheet would run as a formula has an apostrophe before it. Everything wrong with the file is a
/// <see cref="Track123Exception"/> of kind <see cref="Track123ErrorKind.InvalidRequest"/>.
/// </remarks>
internal sealed class ResultFile : IDisposable
{
    private const int StatusColumn = 5;
    private const int KeyColumn = 10;
    private const int LongestLine = 1 << 20;

    private static readonly string[] Columns =
        ["Row", "Line", "TrackingNumber", "CarrierCode", "OrderNumber", "Status", "Reason", "ErrorCode", "TraceId", "Time", "Key"];

    private static readonly byte[] Header = Encoding.UTF8.GetBytes(string.Join(",", Columns) + "\r\n");

    private readonly TimeProvider clock;
    private readonly FileStream? stream;
    private readonly bool isWritten;
    private readonly MemoryStream text = new();
    private readonly CsvWriter line;
    private readonly SHA256 hash = SHA256.Create();
    private FinishedRows finished = new([]);

    private ResultFile(string path, FileStream? stream, bool isWritten, TimeProvider clock)
    {
        (this.Path, this.stream, this.isWritten, this.clock) = (path, stream, isWritten, clock);
        this.line = CsvWriter.Create(this.text, new CsvWriterOptions(), leaveOpen: true);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>True if the last line was torn, and has been taken away.</summary>
    public bool WasTorn { get; private set; }

    /// <summary>Opens a file for one run alone, making it if it is not there, and reads what is finished.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="Track123Exception">It is in use, is no result file, or can't be written.</exception>
    public static ResultFile Open(string path, CancellationToken cancellationToken) =>
        Open(path, isWritten: true, TimeProvider.System, cancellationToken);

    /// <summary>Reads what is finished and leaves the file as it is, even if it is not there.</summary>
    /// <inheritdoc cref="Open(string, CancellationToken)"/>
    public static ResultFile Peek(string path, CancellationToken cancellationToken) =>
        Open(path, isWritten: false, TimeProvider.System, cancellationToken);

    internal static ResultFile Open(string path, bool isWritten, TimeProvider clock, CancellationToken cancellationToken)
    {
        ResultFile? file = null;
        try
        {
            if (Directory.Exists(path))
            {
                throw Wrong(path, "it is a folder.");
            }

            file = new(path, isWritten || File.Exists(path) ? OpenStream(path, isWritten) : null, isWritten, clock);
            file.CheckAndRepair();
            file.ReadFinished(cancellationToken);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            file?.Dispose();
            throw Wrong(path, $"it cannot be opened: {e.Message} Only one run at a time may write to it.", e);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>True if the row has a final outcome in the file: leave it out. Each outcome answers for one row.</summary>
    public bool IsFinished(ParcelRow row)
    {
        var key = RowKey.Of(row, this.hash);
        return this.finished.TryTake(key.Parcel) || this.finished.TryTake(key.Content);
    }

    /// <summary>Adds an outcome, and returns when the system has it.</summary>
    /// <exception cref="Track123Exception">It can't be written, as on a full disk.</exception>
    public void Add(RegistrationResult result)
    {
        if (!this.isWritten)
        {
            return;
        }

        this.line.WriteField(result.Row.ToString(CultureInfo.InvariantCulture));
        this.line.WriteField(result.Line?.ToString(CultureInfo.InvariantCulture));
        this.line.WriteField(Harmless(result.TrackingNumber));
        this.line.WriteField(Harmless(result.CarrierCode));
        this.line.WriteField(Harmless(result.OrderNumber));
        this.line.WriteField(result.Status.ToString());
        this.line.WriteField(Harmless(result.Reason));
        this.line.WriteField(Harmless(result.ErrorCode));
        this.line.WriteField(Harmless(result.TraceId));
        this.line.WriteField(this.clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        this.line.WriteField(RowKey.Of(result.Source, this.hash).ToString());
        this.line.EndRecord();
        this.line.Flush();
        this.Append(this.text.GetBuffer(), (int)this.text.Length);
        this.text.SetLength(0);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        this.line.Dispose();
        this.text.Dispose();
        this.hash.Dispose();
        this.stream?.Dispose();
    }

    // Where locks are only advice, .NET takes one that shuts others out for None alone; on Windows others may read meanwhile.
    private static FileStream OpenStream(string path, bool isWritten) => isWritten
        ? new(
            path,
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            Environment.OSVersion.Platform == PlatformID.Win32NT ? FileShare.Read : FileShare.None,
            bufferSize: 1)
        : new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    private static Track123Exception Wrong(string path, string what, Exception? inner = null) =>
        new(Track123ErrorKind.InvalidRequest, $"The result file '{path}': {what}", inner);

    /// <summary>
    /// The text as it can stand in the file. A line break within a value would make one outcome of several lines, and then a torn one could not be
    /// told from a whole one.
    /// </summary>
    private static string? Harmless(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return value;
        }

        var isFormula = value![0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' || char.IsControl(value[0]);
        var clean = value.Any(char.IsControl) ? new string([.. value.Select(c => char.IsControl(c) ? ' ' : c)]) : value;
        return isFormula ? "'" + clean : clean;
    }

    private void CheckAndRepair()
    {
        if (this.stream is null)
        {
            return;
        }

        if (!this.stream.CanSeek)
        {
            throw Wrong(this.Path, "it is a pipe or a device.");
        }

        var start = new byte[Header.Length + 3];
        var length = this.ReadAt(0, start);
        var mark = length >= 3 && start[0] == 0xef && start[1] == 0xbb && start[2] == 0xbf ? 3 : 0;
        var compared = Math.Min(length - mark, Header.Length);
        var end = this.EndOfLastLine();
        if (!IsHeader(start, mark, compared, isWhole: end > 0))
        {
            throw Wrong(this.Path, $"it is no result file: its first line is not '{string.Join(",", Columns)}'. Name a file that is not there yet.");
        }

        this.WasTorn = end < this.stream.Length;
        if (!this.isWritten)
        {
            return;
        }

        this.stream.SetLength(end);
        this.stream.Position = end;
        if (end == 0)
        {
            this.Append(Header, Header.Length);
        }
    }

    // An editor may have saved it with line ends of its own.
    private static bool IsHeader(byte[] text, int start, int length, bool isWhole)
    {
        for (var i = 0; i < length; i++)
        {
            if (text[start + i] != Header[i])
            {
                return isWhole && i == Header.Length - 2 && text[start + i] == '\n';
            }
        }

        return !isWhole || length == Header.Length;
    }

    private long EndOfLastLine()
    {
        var block = new byte[4096];
        for (var start = this.stream!.Length; start > 0;)
        {
            var length = (int)Math.Min(block.Length, start);
            start -= length;
            var read = this.ReadAt(start, block, length);
            var found = Array.LastIndexOf(block, (byte)'\n', read - 1, read);
            if (found >= 0)
            {
                return start + found + 1;
            }
        }

        return 0;
    }

    private int ReadAt(long position, byte[] bytes, int? atMost = null)
    {
        this.stream!.Position = position;
        var length = 0;
        for (int read; (read = this.stream.Read(bytes, length, (atMost ?? bytes.Length) - length)) > 0;)
        {
            length += read;
        }

        return length;
    }

    private void ReadFinished(CancellationToken cancellationToken)
    {
        if (this.stream is null)
        {
            return;
        }

        var options = new CsvReaderOptions { Separator = ',', HasHeader = false, AllowLineBreaksInQuotes = false, MaxRecordSize = LongestLine };
        var keys = new List<ulong>();
        this.stream.Position = 0;
        try
        {
            using var reader = CsvReader.Create(this.stream, options, leaveOpen: true);
            for (var row = 0; reader.Read(); row++)
            {
                if (row % 1024 == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                if (reader.FieldCount > KeyColumn && FinalKey(reader.GetString(StatusColumn), reader.GetString(KeyColumn)) is { } key)
                {
                    keys.Add(key);
                }
            }
        }
        catch (CsvFormatException e)
        {
            throw Wrong(this.Path, "one of its lines is too long to be an outcome.", e);
        }

        this.finished = new(keys);
        this.stream.Position = this.stream.Length;
    }

    // A line that is not understood finishes nothing: its row is sent again, which does no harm.
    private static ulong? FinalKey(string status, string key) => status switch
    {
        nameof(RegistrationStatus.Registered) or nameof(RegistrationStatus.AlreadyRegistered) => RowKey.Read(key)?.Parcel,
        nameof(RegistrationStatus.Rejected) => RowKey.Read(key)?.Content,
        _ => null,
    };

    private void Append(byte[] bytes, int length)
    {
        var before = this.stream!.Length;
        try
        {
            this.stream.Write(bytes, 0, length);
            this.stream.Flush();
        }
        catch (IOException e)
        {
            // What may have been written of the line is no line; if it can't be taken away now, the next run does it.
            try
            {
                this.stream.SetLength(before);
            }
            catch (IOException)
            {
            }

            throw Wrong(this.Path, $"it cannot be written: {e.Message}", e);
        }
    }
}
