using System.Text.RegularExpressions;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Module;

public sealed class ThirdPartyNoticeTests
{
    [Fact]
    public void Every_shipped_library_has_a_notice()
    {
        var notices = File.ReadAllText(Path.Combine(Places.Module, "THIRD-PARTY-NOTICES.txt"));
        var shipped = Directory.GetFiles(Path.Combine(Places.Module, "lib"), "*.dll", SearchOption.AllDirectories)
            .Select(f => Path.GetFileName(f)).Where(f => !f.StartsWith("Track123.", StringComparison.Ordinal)).Distinct().ToList();
        Assert.NotEmpty(shipped);
        Assert.All(shipped, f => Assert.Matches($@"files: .*\b{Regex.Escape(f)}", notices));
        var named = notices.Split('\n').Where(l => l.StartsWith("  files:", StringComparison.Ordinal))
            .SelectMany(l => l["  files:".Length..].Split(',', StringSplitOptions.TrimEntries));
        Assert.Empty(named.Except(shipped));
        Assert.DoesNotContain("license:   \n", notices, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_license_and_notice_text_is_included_once()
    {
        var notices = File.ReadAllText(Path.Combine(Places.Module, "THIRD-PARTY-NOTICES.txt"));
        foreach (var kind in (string[])["license", "notice"])
        {
            var parts = Regex.Split(notices, $@"\n----- {kind} text \d+ -----\n", RegexOptions.NonBacktracking).Skip(1)
                .Select(p => p.Split("\n----- ")[0].Trim()).ToList();
            Assert.All(parts, p => Assert.InRange(p.Length, 200, int.MaxValue));
            Assert.Equal(parts.Distinct(), parts);
            var named = Regex.Matches(notices, $@"(?m)^  {kind}s?: .*{kind} text (\d+)$", RegexOptions.NonBacktracking)
                .Select(m => m.Groups[1].Value).ToList();
            Assert.Equal(parts.Select((_, i) => $"{i + 1}").Order(StringComparer.Ordinal), named.Distinct().Order(StringComparer.Ordinal));
            if (kind == "license")
            {
                Assert.Equal(
                    named.Count, notices.Split('\n').Count(l => l.StartsWith("  files:", StringComparison.Ordinal)));
            }
        }

        // The package has only the name of its license.
        Assert.Contains("Microsoft Public License (MS-PL)", notices, StringComparison.Ordinal);

        // The package contains notices of its own.
        Assert.Matches(@"System\.Text\.Json [\d.]+\n(  .*\n)+  notices: ", notices);
        Assert.Contains("License notice for Json.NET", notices, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_files_contain_no_source_address() => Assert.All(
        Directory.GetFiles(Places.Root, "packages.lock.json", SearchOption.AllDirectories),
        f => Assert.DoesNotContain("://", File.ReadAllText(f), StringComparison.Ordinal));
}
