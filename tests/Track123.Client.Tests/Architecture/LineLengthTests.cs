namespace Track123.Client.Tests.Architecture;

/// <summary>No analyzer checks the length of lines, so this test does.</summary>
public sealed class LineLengthTests
{
    private const int MaxColumns = 120;

    [Fact]
    public void Lines_of_source_code_have_at_most_120_columns()
    {
        var source = Path.Combine(FindRoot(), "src");
        var files = Directory.GetFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToList();
        Assert.True(files.Count > 100);

        // A link can't be wrapped.
        var tooLong = files.SelectMany(f => File.ReadLines(f)
            .Select((line, index) => (Line: line, Place: $"{Path.GetRelativePath(source, f)}:{index + 1}"))
            .Where(l => l.Line.Length > MaxColumns && !l.Line.Contains("https://", StringComparison.Ordinal))
            .Select(l => l.Place));
        Assert.Equal([], tooLong);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Track123.PowerShell.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository's root was not found.");
        }

        return folder.FullName;
    }
}
