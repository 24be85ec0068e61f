namespace Track123.Http;

/// <summary>
/// A moment that all processes of this user on this machine keep in one small file, by the clock that counts since the machine was started. A
/// process that holds the file can be killed at any time: the system lets go of it.
/// </summary>
internal sealed class SharedMoment(string path)
{
    /// <summary>
    /// No moment lies further ahead than this of when it is written. One that was written earlier says nothing: its clock may have begun anew with
    /// the machine.
    /// </summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>
    /// Puts a later moment in place of the one there, or leaves it; false if another process has it in hand. Where the file can't be had at all,
    /// the moment is told as null: the caller is alone.
    /// </summary>
    /// <param name="change">From the present moment, 0 where there is none, to the one that takes its place.</param>
    public bool TryChange(Func<long?, long> change)
    {
        var isChanged = false;
        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            var bytes = new byte[sizeof(long)];
            var present = file.Read(bytes, 0, bytes.Length) == bytes.Length && IsFresh(path) ? BitConverter.ToInt64(bytes, 0) : 0;
            isChanged = true;
            var changed = change(present);
            if (changed != present)
            {
                file.Position = 0;
                file.Write(BitConverter.GetBytes(changed), 0, bytes.Length);
            }

            return true;
        }
        catch (IOException e) when (!isChanged && IsInUse(e))
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // On a full disk the file opens and can't be written: the turn is taken then, and only the others do not hear of it.
            if (!isChanged)
            {
                change(null);
            }

            return true;
        }
    }

    /// <summary>The moment of that name; null where this user has no folder for it.</summary>
    /// <param name="name">A file's name.</param>
    public static SharedMoment? Of(string name)
    {
        try
        {
            var own = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
            if (own.Length == 0)
            {
                return null;
            }

            // Each machine has its own clock; a home may be on several.
            var folder = Directory.CreateDirectory(Path.Combine(own, "Track123", "pace", Environment.MachineName));
            foreach (var old in folder.EnumerateFiles().Where(f => DateTime.UtcNow - f.LastWriteTimeUtc > KeptFor))
            {
                old.Delete();
            }

            return new(Path.Combine(folder.FullName, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException or System.Security.SecurityException)
        {
            return null;
        }
    }

    private static bool IsFresh(string path) => (DateTime.UtcNow - File.GetLastWriteTimeUtc(path)).Duration() < Farthest;

    // Sharing and lock violation on Windows (32, 33), EWOULDBLOCK elsewhere (11 on Linux, 35 on macOS).
    private static bool IsInUse(IOException e) => (e.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
