using System.Security;

namespace Track123.Http;

/// <summary>
/// The earliest time of the next request to an endpoint, shared by all processes of this user on this machine in one
/// small file. It is a timestamp of the clock that starts with the machine. If a process is killed, the system closes
/// the file.
/// </summary>
internal sealed class SharedSendSchedule(string path, TimeProvider clock)
{
    // How far ahead a time may be when it is written. An older file is ignored: the machine may have been restarted.
    private static readonly TimeSpan MaxLookahead = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan MaxFileAge = TimeSpan.FromDays(1);

    /// <summary>Opens the schedule of that name; null if this user has no folder for it.</summary>
    public static SharedSendSchedule? Open(string name, TimeProvider clock)
    {
        try
        {
            var root = Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException
            or SecurityException)
        {
            return null;
        }
    }

    /// <summary>Moves a slot behind those of the other processes, and stores the time of the next one.</summary>
    /// <returns>False if another process is using the file at the moment.</returns>
    public bool TryUpdate(ref SendSlot slot)
    {
        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            var stored = this.Read(file);
            slot = slot with { Due = Math.Max(slot.Due, stored) };
            if (slot.Next != stored)
            {
                file.Position = 0;
                file.Write(BitConverter.GetBytes(slot.Next), 0, sizeof(long));
            }

            return true;
        }
        catch (IOException e) when (IsInUse(e))
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Without a file, or on a full disk, each process has its own schedule.
            return true;
        }
    }

    // Sharing and lock violation on Windows (32, 33), EWOULDBLOCK elsewhere (11 on Linux, 35 on macOS).
    private static bool IsInUse(IOException e) => (e.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

    /// <summary>Reads the stored time; 0 if there is none that counts.</summary>
    private long Read(FileStream file)
    {
        var bytes = new byte[sizeof(long)];
        var age = (DateTime.UtcNow - File.GetLastWriteTimeUtc(path)).Duration();
        if (file.Read(bytes, 0, bytes.Length) < bytes.Length || age >= MaxLookahead)
        {
            return 0;
        }

        var stored = BitConverter.ToInt64(bytes, 0);
        var latest = clock.GetTimestamp() + (long)(MaxLookahead.TotalSeconds * clock.TimestampFrequency);
        return stored < latest ? stored : 0;
    }
}

/// <summary>A request's place in the schedule, in timestamps.</summary>
/// <param name="Now">The time now.</param>
/// <param name="Due">The earliest time to send the request.</param>
/// <param name="Interval">The interval between two requests.</param>
/// <param name="Slack">The time by which a request may be early after a late one.</param>
internal sealed record SendSlot(long Now, long Due, long Interval, long Slack)
{
    /// <summary>True if the request may be sent now.</summary>
    public bool IsDue => this.Now >= this.Due;

    /// <summary>The earliest time of the next attempt: of this request, or of the next one.</summary>
    // Counted from when it was due, so that timers that fire a little late do not add up.
    public long Next => this.IsDue ? Math.Max(this.Due, this.Now - this.Slack) + this.Interval : this.Due;
}
