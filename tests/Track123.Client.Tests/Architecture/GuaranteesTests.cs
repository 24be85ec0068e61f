using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Track123.Client.Tests.Architecture;

/// <summary>The page docs/guarantees.md names the tests that hold each guarantee.</summary>
public sealed partial class GuaranteesTests
{
    [Fact]
    public void Every_test_that_the_page_names_exists()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../.."));
        var tests = Directory.EnumerateFiles(Path.Combine(root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "tests"), "*Properties.cs", SearchOption.AllDirectories))
            .SelectMany(file => TestName().Matches(File.ReadAllText(file)).Select(m => m.Groups["name"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var named = NamedTest().Matches(File.ReadAllText(Path.Combine(root, "docs/guarantees.md")))
            .Select(m => m.Groups["name"].Value).ToList();
        Assert.True(named.Count > 20);
        Assert.Equal([], named.Where(n => !tests.Contains(n)));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(
        @"public (?:async Task|void) (?<name>\w+)\(", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"`(?<name>[A-Z]\w*_\w+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedTest();
}
