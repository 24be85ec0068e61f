using System.Security;
using System.Security.Cryptography;
using System.Text;
using Track123.Common;

namespace Track123.Http;

/// <summary>
/// The earliest time of the next request to an endpoint, shared by all processes of this user on this machine in one
/// small file. It is a timestamp of the clock that starts with the machine. If a process is killed, the system closes
/// the file. Other users can't open it, because a lock would delay the requests.
/// </summary>
internal sealed class SharedSendSchedule(string path, TimeProvider clock)
{
    private const string SaltFile = "salt";

    // How far ahead a time may be when it is written. An older file is ignored: the machine may have been restarted.
    private static readonly TimeSpan MaxLookahead = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan MaxFileAge = TimeSpan.FromDays(1);

    /// <summary>Opens the schedule of an account's endpoint; null if this user has no folder for it.</summary>
    public static SharedSendSchedule? Open(string identity, TimeProvider clock)
    {
        var root = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);

        // Each machine has its own clock, and several may share a home folder.
        return root.Length == 0
            ? null
            : Open(Path.Combine(root, "Track123", "pace", Environment.MachineName), identity, clock);
    }

    /// <summary>Opens a schedule in this folder; null if it belongs to another user or can't be created.</summary>
    public static SharedSendSchedule? Open(string folderPath, string identity, TimeProvider clock)
    {
        try
        {
            var folder = CreatePrivateFolder(folderPath);
            foreach (var old in folder.EnumerateFiles().Where(
                f => f.Name != SaltFile && DateTime.UtcNow - f.LastWriteTimeUtc > MaxFileAge))
            {
                old.Delete();
            }

            return new(Path.Combine(folder.FullName, GetName(identity, folder.FullName)), clock);
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
            using var file = OpenFile(path);
            var stored = this.Read(file);
            slot = slot with { Due = Math.Max(slot.Due, stored) };
            if (slot.Next != stored)
            {
                file.Position = 0;
                file.Write(BitConverter.GetBytes(slot.Next), 0, sizeof(long));
            }

            return true;
        }
        catch (IOException e) when (e.IsInUse())
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Without a file, or on a full disk, each process has its own schedule.
            return true;
        }
    }

    private static DirectoryInfo CreatePrivateFolder(string path)
    {
        var folder = Directory.CreateDirectory(path);
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows())
        {
            // Fails if the folder belongs to another user.
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
#endif
        return folder;
    }

    // The salt keeps a reader of the folder from checking whether a guessed key was used here.
    private static string GetName(string identity, string folder)
    {
        var path = Path.Combine(folder, SaltFile);
        if (!File.Exists(path))
        {
            var salt = new byte[32];
            using var random = RandomNumberGenerator.Create();
            random.GetBytes(salt);
            var temporary = $"{path}.{Guid.NewGuid():N}";
            File.WriteAllBytes(temporary, salt);
            try
            {
                File.Move(temporary, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process was faster.
                File.Delete(temporary);
            }
        }

        using var hmac = new HMACSHA256(File.ReadAllBytes(path));
        return Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(identity))).Replace('/', '_');
    }

    private static FileStream OpenFile(string path)
    {
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows())
        {
            return new(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 1,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
#endif
        return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
    }

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
