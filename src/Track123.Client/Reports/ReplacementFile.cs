namespace Track123.Reports;

/// <summary>
/// A file that takes its place all at once. Until then it is a temporary one in the same folder, with another for the data that is gathered first.
/// </summary>
internal sealed class ReplacementFile : IDisposable
{
    private string path;
    private readonly string temporary;
    private readonly TrackingReportOptions options;
    private readonly FileStream? data;
    private readonly FileStream? page;

    public ReplacementFile(string path, TrackingReportOptions options)
    {
        (this.path, this.options, this.temporary) = (path, options, "");
        this.Do(() =>
        {
            this.path = Follow(path);
            this.Check();
        });
        this.temporary = Path.Combine(
            Path.GetDirectoryName(this.path)!, $".{Path.GetFileName(this.path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            (this.page, this.data) = this.Open();
        }
        catch
        {
            this.Dispose();
            throw;
        }
    }

    /// <summary>What is gathered first.</summary>
    public Stream Data => this.data!;

    /// <summary>The file itself.</summary>
    public Stream Page => this.page!;

    /// <summary>Does something with the files, and says which one it is about if it fails.</summary>
    /// <exception cref="Track123Exception">It failed.</exception>
    public void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw this.Wrong(e.Message, e);
        }
    }

    /// <summary>Adds the data gathered to the file.</summary>
    public void AppendData()
    {
        this.data!.Position = 0;
        this.data.CopyTo(this.page!);
    }

    /// <summary>Closes the file, with all of it on the disk, and puts it in its place.</summary>
    public void TakePlace() => this.Do(() =>
    {
        this.page!.Flush(flushToDisk: true);
        this.page.Dispose();

        // Again: it may have come meanwhile.
        this.Check();
        if (!File.Exists(this.path))
        {
            File.Move(this.temporary, this.path);
            return;
        }

        var attributes = File.GetAttributes(this.path);
        if (attributes.HasFlag(FileAttributes.ReadOnly))
            File.SetAttributes(this.path, attributes & ~FileAttributes.ReadOnly);

        try
        {
            File.Replace(this.temporary, this.path, destinationBackupFileName: null);
        }
        catch
        {
            File.SetAttributes(this.path, attributes);
            throw;
        }
    });

    /// <inheritdoc />
    public void Dispose()
    {
        this.page?.Dispose();
        this.data?.Dispose();
        try
        {
            File.Delete(this.temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // It stays; what went wrong before is what is to be told.
        }
    }

    private (FileStream Page, FileStream Data) Open()
    {
        (FileStream Page, FileStream Data) files = default;
        this.Do(() =>
        {
            var first = new FileStream(this.temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            try
            {
#if NET
                // On Windows the replacing keeps the file's permissions; elsewhere a file that only its owner may read would become one for all.
                if (!OperatingSystem.IsWindows() && File.Exists(this.path))
                    File.SetUnixFileMode(this.temporary, File.GetUnixFileMode(this.path) | UnixFileMode.UserWrite);
#endif
                files = (first, new(
                    this.temporary + "2", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose));
            }
            catch
            {
                first.Dispose();
                throw;
            }
        });
        return files;
    }

    // What takes a link's place would leave the file it leads to as it was.
    private static string Follow(string path)
    {
#if NET
        return new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;
#else
        return path;
#endif
    }

    private void Check()
    {
        if (Directory.Exists(this.path))
            throw this.Wrong("it is a folder.");

        if (!Directory.Exists(Path.GetDirectoryName(this.path)))
            throw this.Wrong("its folder is not there.");

        if (!File.Exists(this.path))
            return;

        if (this.options.KeepExisting)
            throw this.Wrong("it is there already.");

        if (!this.options.ReplaceReadOnly && File.GetAttributes(this.path).HasFlag(FileAttributes.ReadOnly))
            throw this.Wrong("it is write-protected.");
    }

    private Track123Exception Wrong(string what, Exception? inner = null) =>
        new(Track123ErrorKind.InvalidRequest, $"The report '{this.path}': {what}", inner);
}
