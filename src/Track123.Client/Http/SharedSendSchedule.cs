namespace Track123.Http;

/// <summary>
/// The earliest time of the next request to an endpoint, shared by all processes of this user on this machine in one small file. Times are
/// timestamps of the clock that starts with the machine. If a process that has the file open is killed, the system closes the file.
/// </summary>
internal sealed class SharedSendSchedule(string path, TimeProvider clock)
{
    /// <summary>
    /// No time is further ahead than this when it is written. A time that was written earlier is ignored: the machine may have been restarted.
    /// </summary>
    private static readonly TimeSpan MaxLookahead = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan MaxFileAge = TimeSpan.FromDays(1);

    /// <summary>Opens the schedule of that name; null if this user has no folder for it.</summary>
    public static SharedSendSchedule? Open(string name, TimeProvider clock)
    {
        try
        {
            var root = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
            if (root.Length == 0)
            {
                return null;
            }

            // Each machine has its own clock, and several may share a home folder.
            var folder = Directory.CreateDirectory(Path.Combine(root, "Track123", "pace", Environment.MachineName));
            foreach (var old in folder.EnumerateFiles().Where(f => DateTime.UtcNow - f.LastWriteTimeUtc > MaxFileAge))
            {
                old.Delete();
            }

            return new(Path.Combine(folder.FullName, name), clock);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException or System.Security.SecurityException)
        {
            return null;
        }
    }

    /// <summary>Requests a slot that no other process has. If the file can't be used, only the caller's own schedule counts.</summary>
    /// <param name="now">The time now.</param>
    /// <param name="due">The earliest time by the caller's own schedule.</param>
    /// <param name="interval">The interval between two requests.</param>
    /// <param name="slack">The time by which a request may follow a late one too soon.</param>
    /// <param name="slot">The slot.</param>
    /// <returns>False if another process is using the file at the moment.</returns>
    public bool TryRequest(long now, long due, long interval, long slack, out SendSlot slot)
    {
        slot = SendSlot.Request(now, due, interval, slack);
        try
        {
            using var file = this.OpenFile();
            var stored = this.Read(file);
            slot = SendSlot.Request(now, Math.Max(due, stored), interval, slack);
            Write(file, stored, slot.Next);
            return true;
        }
        catch (IOException e) when (IsInUse(e))
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // On a full disk the file opens but can't be written: the slot is taken, and the other processes do not know.
            return true;
        }
    }

    /// <summary>Lets no process send before a time. If the file can't be used now, they learn of it with this process's next request.</summary>
    public void DelayUntil(long time)
    {
        try
        {
            using var file = this.OpenFile();
            var stored = this.Read(file);
            Write(file, stored, Math.Max(stored, time));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
        }
    }

    private static void Write(FileStream file, long stored, long time)
    {
        if (time != stored)
        {
            file.Position = 0;
            file.Write(BitConverter.GetBytes(time), 0, sizeof(long));
        }
    }

    // Sharing and lock violation on Windows (32, 33), EWOULDBLOCK elsewhere (11 on Linux, 35 on macOS).
    private static bool IsInUse(IOException e) => (e.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

    private FileStream OpenFile() => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

    /// <summary>Reads the stored time; 0 if there is none that counts.</summary>
    private long Read(FileStream file)
    {
        var bytes = new byte[sizeof(long)];
        if (file.Read(bytes, 0, bytes.Length) < bytes.Length || (DateTime.UtcNow - File.GetLastWriteTimeUtc(path)).Duration() >= MaxLookahead)
        {
            return 0;
        }

        var stored = BitConverter.ToInt64(bytes, 0);
        var latest = clock.GetTimestamp() + (long)(MaxLookahead.TotalSeconds * clock.TimestampFrequency);
        return stored < latest ? stored : 0;
    }
}
