using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Module;

public sealed class AssemblyTests
{
    private static readonly string[] Packages = ["System.Text.Json", "Microsoft.Extensions", "Microsoft.Bcl", "Polly", "CsvHelper"];

    [Fact]
    public void Cmdlets_refer_to_PowerShell_and_the_library_alone()
    {
        using var cmdlets = new Metadata(Places.Cmdlets);
        Assert.Equal(
            ["System.Management.Automation", "System.Runtime.Loader", "Track123.Client", "netstandard"],
            cmdlets.References.Select(r => r.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_public_signature_of_the_cmdlets_names_a_library()
    {
        using var cmdlets = new Metadata(Places.Cmdlets);
        Assert.DoesNotContain(
            cmdlets.TypesInPublicSignatures(),
            type => Packages.Append("System.Net.Http").Any(p => type.Contains(p, StringComparison.Ordinal)));
    }

    [Fact]
    public void Both_builds_of_the_library_have_the_same_public_surface()
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
    public void Public_surface_of_the_library_names_no_package(string framework)
    {
        using var client = new Metadata(Places.Client(framework));
        Assert.DoesNotContain(
            client.TypesInPublicSignatures(),
            type => Packages.Any(p => type.Contains(p, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_library_that_the_host_brings_is_shipped_for_PowerShell_7() => Assert.DoesNotContain(
        Directory.GetFiles(Path.Combine(Places.Module, "lib", "net8.0")).Select(Path.GetFileName),
        name => name!.StartsWith("System.", StringComparison.Ordinal));
}
