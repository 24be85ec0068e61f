using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Track123.Commands;

/// <summary>A carrier as the cache keeps it.</summary>
internal sealed record CachedCarrier(string Code, string Name, string NameChinese);

/// <summary>
/// The last list of carriers of one service, on disk and the user's own, so that Tab and carriers given by name need no network. It says which
/// carriers there are and nothing about the account; the key is not in it. What is older than seven days, torn or of another form counts as none.
/// </summary>
internal sealed class CarrierCache
{
    private const string Form = "track123-carriers 1";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly string? file;

    private CarrierCache(string? file) => this.file = file;

    /// <summary>The cache of what a connection reaches; with none, of what the environment variables or else the documented address name.</summary>
    public static CarrierCache Of(Connection? connection, CarrierType type)
    {
        try
        {
            var place = connection is { IsSandbox: true } ? "sandbox" : Hash(connection?.BaseUri ?? CurrentConnection.AddressFromEnvironment());
            return new(Folder is { } folder ? Path.Combine(folder, $"carriers-{place}-{type.ToString().ToLowerInvariant()}.txt") : null);
        }
        catch (Exception e) when (e is Track123Exception or ArgumentException)
        {
            // No usable address, or a folder that is no path.
            return new(file: null);
        }
    }

    /// <summary>The carriers; null if there is no list that can be used.</summary>
    public IReadOnlyList<CachedCarrier>? Read(DateTimeOffset now)
    {
        try
        {
            if (this.file is null || !File.Exists(this.file))
                return null;

            var lines = File.ReadAllLines(this.file, Encoding.UTF8);
            return lines.Length > 0 && IsGood(lines[0], lines.Length - 1, now) ? ReadCarriers(lines) : null;
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            return null;
        }
    }

    /// <summary>Keeps a list in place of the last one; false if the disk does not take it.</summary>
    public bool Write(IReadOnlyList<Carrier> carriers, DateTimeOffset now)
    {
        if (this.file is null)
            return false;

        var text = new StringBuilder();
        var written = now.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);
        text.Append(Form).Append('\t').Append(written).Append('\t').Append(carriers.Count.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var carrier in carriers)
        {
            text.Append(Clean(carrier.CarrierCode)).Append('\t').Append(Clean(carrier.Name)).Append('\t').Append(Clean(carrier.NameChinese)).Append('\n');
        }

        // Another process may read or write it at the same moment, so it appears whole or not at all.
        var fresh = $"{this.file}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(this.file)!);
            File.WriteAllText(fresh, text.ToString());
            if (File.Exists(this.file))
                File.Replace(fresh, this.file, destinationBackupFileName: null);
            else
                File.Move(fresh, this.file);

            return true;
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            TryDelete(fresh);
            return false;
        }
    }

    private static string? Folder
    {
        get
        {
            if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } said && Path.IsPathRooted(said))
                return Path.Combine(said, "Track123");

            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
                return Below(Environment.SpecialFolder.LocalApplicationData, "");

            return RuntimeInformation.IsOSPlatform(OSPlatform.OSX)
                ? Below(Environment.SpecialFolder.UserProfile, "Library/Caches")
                : Below(Environment.SpecialFolder.UserProfile, ".cache");
        }
    }

    private static string? Below(Environment.SpecialFolder known, string way) =>
        Environment.GetFolderPath(known) is { Length: > 0 } folder ? Path.Combine(folder, way, "Track123") : null;

    private static string Hash(Uri address)
    {
        var place = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(place.ToLowerInvariant()));
        return BitConverter.ToString(hash, 0, 8).Replace("-", "").ToLowerInvariant();
    }

    private static bool IsGood(string header, int count, DateTimeOffset now)
    {
        var parts = header.Split('\t');
        return parts.Length == 3 && parts[0] == Form
            && DateTimeOffset.TryParse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var written)
            && (now - written).Duration() < Lifetime
            && parts[2] == count.ToString(CultureInfo.InvariantCulture);
    }

    private static List<CachedCarrier>? ReadCarriers(string[] lines)
    {
        var carriers = new List<CachedCarrier>(lines.Length - 1);
        for (var i = 1; i < lines.Length; i++)
        {
            var parts = lines[i].Split('\t');
            if (parts.Length != 3)
                return null;

            if (parts[0].Length > 0)
                carriers.Add(new(parts[0], parts[1], parts[2]));
        }

        return carriers;
    }

    // What the service sends is shown in a terminal and kept in lines.
    private static string Clean(string? text) => new([.. (text ?? "").Select(c => char.IsControl(c) ? ' ' : c)]);

    private static bool IsOfDisk(Exception e) =>
        e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            // The folder that refused it may keep it too.
        }
    }
}
