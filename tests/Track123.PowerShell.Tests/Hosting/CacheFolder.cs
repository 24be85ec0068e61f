using System.Runtime.CompilerServices;

namespace Track123.PowerShell.Tests.Hosting;

/// <summary>Redirects the carrier cache of tests to a temporary folder.</summary>
internal static class CacheFolder
{
    public static string Path { get; } = Directory.CreateTempSubdirectory("track123-cache-").FullName;

    /// <summary>The lists in the cache.</summary>
    public static string[] Files => Directory.Exists(Lists) ? Directory.GetFiles(Lists) : [];

    private static string Lists => System.IO.Path.Combine(Path, "Track123");

    public static void Empty()
    {
        if (Directory.Exists(Lists))
        {
            Directory.Delete(Lists, recursive: true);
        }
    }

    /// <summary>Sets the environment of this process and of the processes it starts.</summary>
    [ModuleInitializer]
    internal static void Use()
    {
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", Path);
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path, recursive: true);
    }
}
