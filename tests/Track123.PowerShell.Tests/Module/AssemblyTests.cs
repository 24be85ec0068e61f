using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Module;

public sealed class AssemblyTests
{
    private static readonly string[] Packages = ["System.Text.Json", "Microsoft.Extensions", "Microsoft.Bcl", "Polly", "CsvHelper"];

    [Fact]
    public void Cmdlet_assembly_references_only_PowerShell_and_the_client_library()
    {
        using var cmdlets = new Metadata(Places.Cmdlets);
        Assert.Equal(
            ["System.Management.Automation", "Track123.Client", "netstandard"],
            cmdlets.References.Select(r => r.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Public_signatures_of_the_cmdlets_use_no_library_type()
    {
        using var cmdlets = new Metadata(Places.Cmdlets);
        Assert.DoesNotContain(
            cmdlets.TypesInPublicSignatures(),
            type => Packages.Append("System.Net.Http").Any(p => type.Contains(p, StringComparison.Ordinal)));
    }

    [Fact]
    public void Both_builds_of_the_client_library_have_the_same_public_API()
    {
        using var core = new Metadata(Places.Client("net8.0"));
        using var framework = new Metadata(Places.Client("netstandard2.0"));
        Assert.Equal(
            framework.PublicSurface().Order(StringComparer.Ordinal),
            core.PublicSurface().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public void Public_API_of_the_client_library_uses_no_package_type(string framework)
    {
        using var client = new Metadata(Places.Client(framework));
        Assert.DoesNotContain(
            client.TypesInPublicSignatures(),
            type => Packages.Any(p => type.Contains(p, StringComparison.Ordinal)));
    }

    [Fact]
    public void Libraries_of_PowerShell_7_are_not_shipped_for_it() => Assert.DoesNotContain(
        Directory.GetFiles(Path.Combine(Places.Module, "lib", "net8.0")).Select(Path.GetFileName),
        name => name!.StartsWith("System.", StringComparison.Ordinal));
}
