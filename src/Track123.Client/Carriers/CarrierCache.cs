using System.Globalization;
using System.Runtime.InteropServices;
using Track123.Common;

namespace Track123.Carriers;

/// <summary>A carrier in the cache.</summary>
internal sealed record CachedCarrier(string Code, string Name, string NameChinese)
{
    public static CachedCarrier From(Carrier carrier) =>
        new(carrier.CarrierCode, carrier.Name, carrier.NameChinese ?? "");
}

/// <summary>
/// Caches the carrier list of one service in a file of the user, so that completion and carrier names need no network.
/// The file contains neither the key nor account data. A list is ignored if it is damaged, older than seven days, or in
/// another format.
/// </summary>
/// <param name="path">The path of the file; null to cache nothing.</param>
internal sealed class CarrierCache(string? path)
{
    private const string Format = "track123-carriers 1";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Returns the cache of a service.</summary>
    /// <param name="address">The service's address; null for a sandbox. All sandboxes have the same list.</param>
    /// <param name="type">The type of the carriers.</param>
    public static CarrierCache For(Uri? address, CarrierType type)
    {
        var service = address is null ? "sandbox" : Hash(address);
        var name = $"carriers-{service}-{type.ToString().ToLowerInvariant()}.txt";
        return new(FindFolder() is { } folder ? Path.Combine(folder, "Track123", name) : null);
    }

    /// <summary>Reads the carriers; null if there is no usable list.</summary>
    public IReadOnlyList<CachedCarrier>? Read(DateTimeOffset now)
    {
        try
        {
            return path is not null && File.Exists(path) ? Parse(File.ReadAllLines(path), now) : null;
        }
        catch (Exception e) when (e.IsFileError())
        {
            return null;
        }
    }

    /// <summary>Replaces the list. Returns false if the file can't be written.</summary>
    public bool Write(IEnumerable<Carrier> carriers, DateTimeOffset now)
    {
        if (path is null)
        {
            return false;
        }

        var lines = carriers.Select(c => JoinLine(c.CarrierCode, c.Name, c.NameChinese)).ToList();
        var header = JoinLine(Format, now.UtcDateTime.ToString("o", CultureInfo.InvariantCulture), Text(lines.Count));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // Another process may read or write the file at the same time.
            AtomicFile.WriteAllText(path, header + string.Concat(lines));
            return true;
        }
        catch (Exception e) when (e.IsFileError())
        {
            return false;
        }
    }

    private static List<CachedCarrier>? Parse(string[] lines, DateTimeOffset now)
    {
        var rows = lines.Select(line => line.Split('\t')).ToList();
        var isUsable = rows.Count > 0 && rows[0][0] == Format && rows.TrueForAll(row => row.Length == 3)
            && rows[0][2] == Text(rows.Count - 1)
            && DateTimeOffset.TryParse(rows[0][1], CultureInfo.InvariantCulture, DateTimeStyles.None, out var written)
            && (now - written).Duration() < Lifetime;
        return isUsable
            ? [.. rows.Skip(1).Where(row => row[0].Length > 0).Select(row => new CachedCarrier(row[0], row[1], row[2]))]
            : null;
    }

    private static string JoinLine(params string?[] values) =>
        string.Join("\t", values.Select(TerminalText.ToSingleLine)) + "\n";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? FindFolder()
    {
        // A Windows path without a drive, or without a folder after it, depends on the current folder.
        var isWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } folder
            && Path.GetPathRoot(folder)!.Length >= (isWindows ? @"C:\".Length : "/".Length))
        {
            return folder;
        }

        var subfolder = isWindows ? "" : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "Library/Caches" : ".cache";
        var root = Environment.GetFolderPath(
            isWindows ? Environment.SpecialFolder.LocalApplicationData : Environment.SpecialFolder.UserProfile);
        return root.Length > 0 ? Path.Combine(root, subfolder) : null;
    }

    private static string Hash(Uri address)
    {
        var place = address.GetLeftPart(UriPartial.Path).TrimEnd('/').ToLowerInvariant();
        return BitConverter.ToString(Sha256.Hash(place), 0, 8).Replace("-", "").ToLowerInvariant();
    }
}
