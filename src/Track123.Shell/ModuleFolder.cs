namespace Track123.Shell;

/// <summary>Finds the built module.</summary>
internal static class ModuleFolder
{
    public const string NotFound = "The module is not built: there is no out/Track123 beside or above this program. Run 'dotnet build' in the repository.";

    /// <summary>The folder <c>out/Track123</c>, looked for from the program upwards; null if there is none.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var module = Path.Combine(folder.FullName, "out", "Track123");
            if (File.Exists(Path.Combine(module, "Track123.psd1")))
            {
                return module;
            }
        }

        return null;
    }
}
