using System.Reflection;

namespace Track123.Benchmarks.Processes;

/// <summary>The paths of the built programs and the module.</summary>
internal static class Places
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release. The other programs use the same configuration.</summary>
    public static string Configuration { get; } =
        typeof(Places).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "";

    /// <summary>The module's folder; null if it is not built.</summary>
    public static string? Module
    {
        get
        {
            var folder = Path.Combine(Root, "out", "Track123");
            return File.Exists(Path.Combine(folder, "Track123.psd1")) ? folder : null;
        }
    }

    public static string TestServer => Program("tests", "Track123.TestServer");

    public static string Shell => Program("src", "Track123.Shell");

    /// <summary>The <c>pwsh</c> on the PATH; null if there is none.</summary>
    public static string? Pwsh
    {
        get
        {
            var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
            var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
            return folders.Where(f => f.Length > 0).Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
        }
    }

    public static string Script(string name) =>
        Path.Combine(Root, "tests", "Track123.Benchmarks", "Scripts", name);

    private static string Program(string above, string name)
    {
        var path = Path.Combine(Root, above, name, "bin", Configuration, "net10.0", name + ".dll");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is not built.");
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Track123.PowerShell.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))
                ?? throw new InvalidOperationException("The program is not in the repository.");
        }

        return folder;
    }
}
