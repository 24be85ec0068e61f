namespace Track123.PowerShell.Tests.Hosting;

/// <summary>The paths of the built programs and the module.</summary>
internal static class Places
{
    public static string Root { get; } = FindRoot();

    public static string Module => Path.Combine(Root, "out", "Track123");

    public static string Cmdlets => Path.Combine(Module, "Track123.PowerShell.dll");

    public static string TestServer => Program("tests", "Track123.TestServer");

    public static string Shell => Program("src", "Track123.Shell");

    public static string Client(string framework) => Path.Combine(Module, "lib", framework, "Track123.Client.dll");

    // Built in the same configuration as these tests, which are in bin/<configuration>/<framework>.
    private static string Program(string folder, string name) => Path.Combine(
        Root, folder, name, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", name + ".dll");

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Track123.PowerShell.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new DirectoryNotFoundException("The repository's root.");
        }

        return folder;
    }
}
