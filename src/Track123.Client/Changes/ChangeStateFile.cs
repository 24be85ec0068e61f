using System.Text.Json;
using Track123.Common;

namespace Track123.Changes;

/// <summary>
/// The file with the state of the last successful run. <see cref="Write"/> writes the next state to a temporary file,
/// and <see cref="Commit"/> replaces the file. Until then it does not change. A second file with the extension
/// <c>.lock</c> is locked meanwhile, by a lock that the operating system releases when the process ends.
/// </summary>
internal sealed class ChangeStateFile : IDisposable
{
    private const int BufferSize = 1 << 16;
    private const int Taken = -1;

    private readonly MemoryStream buffer = new();
    private readonly Utf8JsonWriter writer;
    private readonly ChangeFilter filter;

    // The start of each parcel's line in the file, or Taken, by a hash of its key. Objects for all parcels of a large
    // account would need several times the memory.
    private readonly Dictionary<ulong, int> lines = [];
    private byte[] content = [];
    private FileStream? locked;
    private AtomicFile? next;
    private int written;

    private ChangeStateFile(string path, ChangeFilter filter)
    {
        (this.Path, this.filter) = (AtomicFile.ResolveLink(path), filter);
        this.writer = StateLine.CreateWriter(this.buffer);
    }

    public string Path { get; }

    /// <summary>The account of the file; null if the connection has no name.</summary>
    public string? Account => this.filter.Account;

    /// <summary>True if there was no run before.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Locks and reads the file, and creates the temporary file for the next state.</summary>
    /// <exception cref="Track123Exception">
    /// Another run uses the file, it is damaged or from a newer version, it belongs to another filter, or a file can't
    /// be opened.
    /// </exception>
    public static ChangeStateFile Open(string path, ChangeFilter filter, CancellationToken cancellationToken)
    {
        ChangeStateFile? file = null;
        try
        {
            file = new ChangeStateFile(path, filter);
            file.Lock();
            file.IsNew = !File.Exists(file.Path);
            if (!file.IsNew)
            {
                file.Read(cancellationToken);
            }

            file.next = new AtomicFile(file.Path, isPrivate: true);
            StateLine.WriteHeader(file.writer, filter);
            file.EndLine();
            return file;
        }
        catch (Exception e) when (e.IsFileError())
        {
            file?.Dispose();
            throw new Track123Exception(
                Track123ErrorKind.InvalidRequest, $"The state file '{path}' can't be opened: {e.Message}", e);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Finds the state of a parcel at the last run. Each parcel can be taken once.</summary>
    /// <param name="key">The key of the parcel.</param>
    /// <param name="parcel">The state of the parcel; null if it is new.</param>
    /// <returns>False if the parcel was taken before.</returns>
    public bool TryTake(string key, out KnownParcel? parcel)
    {
        var hash = Hash(key);
        var isKnown = this.lines.TryGetValue(hash, out var start);
        parcel = isKnown && start != Taken ? this.ReadParcel(start) : null;
        this.lines[hash] = Taken;
        return !isKnown || start != Taken;
    }

    /// <summary>Returns the parcels of the last run that were not taken.</summary>
    public IEnumerable<KnownParcel> FindRemaining() =>
        this.lines.Values.Where(start => start != Taken).Select(this.ReadParcel);

    /// <summary>Adds a parcel to the next state.</summary>
    /// <exception cref="Track123Exception">The temporary file can't be written.</exception>
    public void Write(KnownParcel parcel)
    {
        this.written++;
        StateLine.Write(this.writer, parcel);
        this.EndLine();
        if (this.buffer.Length > BufferSize)
        {
            this.Do(this.Flush);
        }
    }

    /// <summary>Replaces the file by the next state.</summary>
    /// <exception cref="Track123Exception">The file can't be written.</exception>
    public void Commit()
    {
        StateLine.WriteCount(this.writer, this.written);
        this.EndLine();
        this.Do(() =>
        {
            this.Flush();
            this.next!.Commit();
        });
    }

    /// <summary>Deletes the temporary file, if it has not replaced the other, and releases the lock.</summary>
    public void Dispose()
    {
        this.writer.Dispose();
        this.next?.Dispose();
        this.locked?.Dispose();
    }

    // FNV-1a with 64 bits, so that two of 100,000 keys have the same hash with a probability of 3 in 10 billion.
    private static ulong Hash(string key)
    {
        var hash = 14695981039346656037;
        foreach (var c in key)
        {
            hash = unchecked((hash ^ c) * 1099511628211);
        }

        return hash;
    }

    private static string DescribeAccount(string? name) =>
        name is null ? "a connection without a name" : $"the connection '{name}'";

    private void Lock()
    {
        if (Directory.Exists(this.Path))
        {
            throw new IOException("It is a folder.");
        }

        try
        {
            // The lock file stays: a process that deletes it could delete the lock of the next process.
            this.locked = new(this.Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e) when (e.IsInUse())
        {
            throw new Track123Exception(
                Track123ErrorKind.StateInUse, $"Another run uses the state file '{this.Path}'.", e);
        }
    }

    private void Read(CancellationToken cancellationToken)
    {
        this.content = File.ReadAllBytes(this.Path);
        var lineNumber = 1;
        try
        {
            var end = this.FindEnd(0);
            this.CheckHeader(this.content.AsMemory(0, end));
            while (end < this.content.Length)
            {
                lineNumber++;
                cancellationToken.ThrowIfCancellationRequested();
                var start = end;
                end = this.FindEnd(start);
                var (key, count) = StateLine.Check(this.content.AsSpan(start, end - start));
                if (key is not null)
                {
                    this.lines.Add(Hash(key), start);
                }
                else if (count == this.lines.Count && end == this.content.Length)
                {
                    return;
                }
                else
                {
                    throw new JsonException();
                }
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException
            or ArgumentException)
        {
            throw this.Invalid($"it is damaged in line {lineNumber}, or it is not a state file.", e);
        }

        throw this.Invalid("it is damaged: its end is missing.");
    }

    private KnownParcel ReadParcel(int start)
    {
        try
        {
            return StateLine.Read(this.content.AsSpan(start, this.FindEnd(start) - start));
        }
        catch (InvalidOperationException e)
        {
            throw this.Invalid("it is damaged: a text is not valid UTF-8.", e);
        }
    }

    // The end of a line is after its line break.
    private int FindEnd(int start)
    {
        var length = this.content.AsSpan(start).IndexOf((byte)'\n');
        return length < 0 ? this.content.Length : start + length + 1;
    }

    private void CheckHeader(ReadOnlyMemory<byte> line)
    {
        var (version, createdAfter, createdBefore, account) = StateLine.ReadHeader(line);
        if (version > StateLine.Version)
        {
            throw new Track123Exception(
                Track123ErrorKind.StateInvalid,
                $"The state file '{this.Path}' was written by a newer version of this module. Update the module, or "
                + "use another state file.");
        }

        // With another account, all known parcels would be gone.
        if (!string.Equals(account, this.filter.Account, StringComparison.OrdinalIgnoreCase))
        {
            throw new Track123Exception(
                Track123ErrorKind.InvalidRequest,
                $"The state file '{this.Path}' was written with {DescribeAccount(account)}, but this run uses "
                + $"{DescribeAccount(this.filter.Account)}. Use the same connection, or another state file for each "
                + "account.");
        }

        if (createdAfter != this.filter.CreatedAfterText || createdBefore != this.filter.CreatedBeforeText)
        {
            throw new Track123Exception(
                Track123ErrorKind.InvalidRequest,
                $"The state file '{this.Path}' was written {ChangeFilter.Describe(createdAfter, createdBefore)}, but "
                + "this run is "
                + $"{ChangeFilter.Describe(this.filter.CreatedAfterText, this.filter.CreatedBeforeText)}. Use the same "
                + "parameters, or another state file for each period.");
        }
    }

    private Track123Exception Invalid(string reason, Exception? inner = null) => new(
        Track123ErrorKind.StateInvalid,
        $"The state file '{this.Path}' can't be read: {reason} Restore it from a backup, or delete it to start again.",
        inner);

    private void EndLine()
    {
        this.writer.Flush();
        this.writer.Reset();
        this.buffer.WriteByte((byte)'\n');
    }

    private void Flush()
    {
        this.buffer.WriteTo(this.next!.Stream);
        this.buffer.SetLength(0);
    }

    private void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e.IsFileError())
        {
            throw new Track123Exception(
                Track123ErrorKind.InvalidRequest,
                $"The state file '{this.Path}' can't be written: {e.Message} The next run reports the same changes.",
                e);
        }
    }
}
