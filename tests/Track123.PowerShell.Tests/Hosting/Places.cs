namespace Track123.PowerShell.Tests.Hosting;

/// <summary>Where the built things lie.</summary>
internal static class Places
{
    public static string Root { get; } = FindRoot();

    public static string Module => Path.Combine(Root, "out", "Track123");

    public static string Cmdlets => Path.Combine(Module, "Track123.PowerShell.dll");

    public static string Client(string framework) => Path.Combine(Module, "lib", framework, "Track123.Client.dll");

    /// <summary>The test server, of the same configuration as this test.</summary>
    public static string TestServer
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            return Path.Combine(Root, "tests", "Track123.TestServer", "bin", configuration, "net10.0", "Track123.TestServer.dll");
        }
    }

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
