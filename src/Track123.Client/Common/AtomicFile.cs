using System.Text;

namespace Track123.Common;

/// <summary>
/// A file that appears or changes all at once: it is written as a temporary file in the same folder, and
/// <see cref="Commit"/> puts that in its place.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;

    /// <summary>Creates the temporary file.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="isPrivate">Whether only its owner may read the file, if it is new. Windows ignores it.</param>
    /// <exception cref="IOException">It can't be created.</exception>
    public AtomicFile(string path, bool isPrivate = false)
    {
        this.path = path;
        this.stream = CreateTemporary(path);
        try
        {
            SetUnixFileMode(path, this.stream.Name, isPrivate);
        }
        catch
        {
            this.Dispose();
            throw;
        }
    }

    /// <summary>The stream to write the content to.</summary>
    public Stream Stream => this.stream;

    /// <summary>Writes text as UTF-8 to a file that appears or changes all at once.</summary>
    /// <exception cref="IOException">The file can't be written or replaced.</exception>
    public static void WriteAllText(string path, string text)
    {
        using var file = new AtomicFile(path);
        var bytes = Encoding.UTF8.GetBytes(text);
        file.stream.Write(bytes, 0, bytes.Length);
        file.Commit();
    }

    /// <summary>
    /// Creates a file with a unique name in the folder of another file. The name is short, because the length of a path
    /// is limited.
    /// </summary>
    public static FileStream CreateTemporary(string path, FileOptions options = FileOptions.None)
    {
        var name = $".{Path.GetFileNameWithoutExtension(Path.GetRandomFileName())}.tmp";
        path = Path.Combine(Path.GetDirectoryName(path)!, name);
        return new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, options);
    }

    /// <summary>Returns the path a link leads to; replacing the link itself would leave that file as it was.</summary>
    public static string ResolveLink(string path)
    {
#if NET
        return new FileInfo(path) is { LinkTarget: not null } link
            ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName
            : path;
#else
        return path;
#endif
    }

    /// <summary>Flushes the content to the disk and puts the file in its place.</summary>
    /// <exception cref="IOException">The file can't be written or replaced.</exception>
    public void Commit()
    {
        this.stream.Flush(flushToDisk: true);
        this.stream.Dispose();
        if (!File.Exists(this.path))
        {
            File.Move(this.stream.Name, this.path);
            return;
        }

        var attributes = File.GetAttributes(this.path);
        try
        {
            File.SetAttributes(this.path, attributes & ~FileAttributes.ReadOnly);

            // A network share may allow its users to change files but not permissions.
            File.Replace(
                this.stream.Name, this.path, destinationBackupFileName: null, ignoreMetadataErrors: true);
        }
        catch
        {
            File.SetAttributes(this.path, attributes);
            throw;
        }
    }

    /// <summary>Deletes the temporary file, if it is still there.</summary>
    public void Dispose()
    {
        this.stream.Dispose();
        try
        {
            File.Delete(this.stream.Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays; an earlier error is the one to report.
        }
    }

    // On Windows File.Replace keeps permissions. Elsewhere a file only its owner may read would become one for all.
    private static void SetUnixFileMode(string from, string to, bool isPrivate)
    {
#if NET
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (File.Exists(from))
        {
            File.SetUnixFileMode(to, File.GetUnixFileMode(from) | UnixFileMode.UserWrite);
        }
        else if (isPrivate)
        {
            File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
#endif
    }
}
