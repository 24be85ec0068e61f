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
    public void Windows_PowerShell_finds_every_library() => Assert.Equal([], Missing("netstandard2.0", IsInNetFramework));

    [Fact]
    public void PowerShell_7_4_finds_every_library() => Assert.Equal([], Missing("net8.0", IsInNet8));

    [Fact]
    public void No_library_that_the_host_brings_is_shipped_for_PowerShell_7() => Assert.DoesNotContain(
        Directory.GetFiles(Path.Combine(Places.Module, "lib", "net8.0")).Select(Path.GetFileName),
        name => name!.StartsWith("System.", StringComparison.Ordinal));

    // Every reference of every library must be answered by a file beside it, in at least its version where versions
    // count, or by the framework.
    private static List<string> Missing(string folder, Func<string, Version, bool> isInFramework)
    {
        var missing = new List<string>();
        var files = Directory.GetFiles(Path.Combine(Places.Module, "lib", folder), "*.dll");
        var there = files.ToDictionary(f => Path.GetFileNameWithoutExtension(f)!, VersionOf, StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            using var library = new Metadata(file);
            foreach (var (name, version) in library.References)
            {
                if (there.TryGetValue(name, out var shipped) ? shipped < version : !isInFramework(name, version))
                    missing.Add($"{Path.GetFileName(file)} needs {name} {version}{(shipped is null ? "" : $", there is {shipped}")}");
            }
        }

        return missing;
    }

    private static Version VersionOf(string file)
    {
        using var library = new Metadata(file);
        return library.Reader.GetAssemblyDefinition().Version;
    }

    // .NET Framework 4.7.2: its own assemblies, all of version 4.0.0.0, and netstandard 2.0.
    private static bool IsInNetFramework(string name, Version version) => name switch
    {
        "netstandard" => version == new Version(2, 0, 0, 0),
        "mscorlib" or "System" or "System.Core" or "System.Configuration" or "System.Xml" or "System.Data" or "System.Net.Http"
            or "System.Numerics" or "System.ComponentModel.DataAnnotations" or "System.Runtime.Serialization"
            or "System.IO.Compression" or "Microsoft.CSharp" => version <= new Version(4, 2, 0, 0),
        _ => false,
    };

    // .NET 8, whose assemblies have its version; the two that PowerShell 7.4 adds are not ours to count on.
    private static bool IsInNet8(string name, Version version) =>
        version <= new Version(8, 0, 0, 0)
        && (name is "netstandard" or "mscorlib" or "Microsoft.CSharp" || name.StartsWith("System.", StringComparison.Ordinal))
        && File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
