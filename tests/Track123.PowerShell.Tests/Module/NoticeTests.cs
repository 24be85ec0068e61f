using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Module;

public sealed class NoticeTests
{
    [Fact]
    public void Every_library_shipped_has_its_notice()
    {
        var notices = File.ReadAllText(Path.Combine(Places.Module, "THIRD-PARTY-NOTICES.txt"));
        var shipped = Directory.GetFiles(Path.Combine(Places.Module, "lib"), "*.dll", SearchOption.AllDirectories)
            .Select(f => Path.GetFileName(f)).Where(f => !f.StartsWith("Track123.", StringComparison.Ordinal)).Distinct().ToList();
        Assert.NotEmpty(shipped);
        Assert.All(shipped, f => Assert.Matches($@"files: .*\b{System.Text.RegularExpressions.Regex.Escape(f)}", notices));
        var named = notices.Split('\n').Where(l => l.StartsWith("  files:", StringComparison.Ordinal))
            .SelectMany(l => l["  files:".Length..].Split(',', StringSplitOptions.TrimEntries));
        Assert.Empty(named.Except(shipped));
        Assert.DoesNotContain("licence:   \n", notices, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_files_name_no_source() => Assert.All(
        Directory.GetFiles(Places.Root, "packages.lock.json", SearchOption.AllDirectories),
        f => Assert.DoesNotContain("://", File.ReadAllText(f), StringComparison.Ordinal));
}
