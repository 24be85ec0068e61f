using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Module;

/// <summary>Resolves every reference of every shipped assembly as each edition of PowerShell does.</summary>
public sealed class AssemblyBindingTests : IDisposable
{
    // The assemblies that Windows PowerShell 5.1 on .NET Framework 4.7.2 has for the netstandard2.0 folder; the last is
    // also shipped in the higher version that is required.
    private static readonly FrozenDictionary<string, Version> WindowsPowerShell = new Dictionary<string, Version>(StringComparer.Ordinal)
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["System.Management.Automation"] = new(3, 0, 0, 0),
        ["System.ComponentModel.Annotations"] = new(4, 0, 10, 0),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // The assemblies that PowerShell 7.4 on .NET 8 has for the net8.0 folder.
    private static readonly FrozenDictionary<string, Version> PowerShell74 =
        """
        System.Collections System.Collections.Concurrent System.ComponentModel System.ComponentModel.Annotations
        System.ComponentModel.TypeConverter System.Console System.Data.Common System.Diagnostics.DiagnosticSource
        System.Diagnostics.Tracing System.Linq System.Linq.Expressions System.Memory System.Net.Http System.Net.Primitives
        System.Net.Requests System.Net.Security System.Net.ServicePoint System.Net.Sockets System.Net.WebProxy
        System.Reflection.Emit.ILGeneration System.Reflection.Emit.Lightweight System.Reflection.Primitives System.Runtime
        System.Runtime.InteropServices System.Runtime.Intrinsics System.Runtime.Loader System.Runtime.Numerics
        System.Security.Cryptography System.Text.Encoding.CodePages System.Text.Encoding.Extensions
        System.Text.Encodings.Web System.Text.Json System.Text.RegularExpressions System.Threading
        System.Threading.ThreadPool
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(name => name, _ => new Version(8, 0, 0, 0), StringComparer.Ordinal)
        .Append(new("netstandard", new(2, 1, 0, 0)))
        .Append(new("System.Management.Automation", new(7, 4, 0, 500)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string folder = Directory.CreateTempSubdirectory("track123-").FullName;

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    [Fact]
    public void Windows_PowerShell_resolves_every_reference() =>
        Assert.Equal([], new AssemblyBinding(WindowsPowerShell, ModuleTable("netstandard2.0")).FindErrors([.. Libraries("netstandard2.0"), Places.Cmdlets]));

    [Fact]
    public void PowerShell_7_4_resolves_every_reference() =>
        Assert.Equal([], new AssemblyBinding(PowerShell74, ModuleTable("net8.0")).FindErrors([.. Libraries("net8.0"), Places.Cmdlets]));

    [Theory]
    [InlineData("netstandard2.0")]
    [InlineData("net8.0")]
    public void Table_of_the_module_has_exactly_the_shipped_libraries(string framework) => Assert.Equal(
        Libraries(framework).Select(Path.GetFullPath).Order(StringComparer.Ordinal),
        ModuleTable(framework).Values.Select(Path.GetFullPath).Order(StringComparer.Ordinal));

    [Fact]
    public void References_to_other_versions_are_resolved_only_by_the_table()
    {
        var table = ModuleTable("netstandard2.0");
        var mismatched = Libraries("netstandard2.0").SelectMany(MismatchesOf).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(mismatched);
        foreach (var name in mismatched)
        {
            var without = table.Where(t => t.Key != name).ToDictionary(StringComparer.OrdinalIgnoreCase);
            Assert.Contains(
                new AssemblyBinding(WindowsPowerShell, without).FindErrors(Libraries("netstandard2.0")),
                fault => fault.Contains($"needs {name} ", StringComparison.Ordinal));
        }

        IEnumerable<string> MismatchesOf(string file)
        {
            using var library = new Metadata(file);
            return [.. library.References.Where(r => table.TryGetValue(r.Name!, out var f) && VersionOf(f) != r.Version).Select(r => r.Name!)];
        }
    }

    [Theory]
    [InlineData("gone", "Track123.Client needs Polly.Core 8.0.0.0: not found")]
    [InlineData("older", "Track123.Client needs Polly.Core 8.0.0.0: the table has version 7.9.0.0")]
    [InlineData("unsigned", "Track123.Client needs Polly.Core 8.0.0.0: the table has one signed by ")]
    [InlineData("renamed", "Polly.Core is Polly inside")]
    [InlineData("unknown", "Other needs System.Drawing 4.0.0.0: not found")]
    [InlineData("newer", "Other needs netstandard 2.1.0.0: the host has 2.0.0.0")]
    [InlineData("hidden", "Other needs System.ComponentModel.Annotations 4.0.0.0: the host's 4.0.10.0 would be loaded instead of the module's")]
    public void Inconsistent_folder_is_reported(string damage, string fault)
    {
        foreach (var file in Libraries("netstandard2.0"))
        {
            File.Copy(file, Path.Combine(this.folder, Path.GetFileName(file)));
        }

        var polly = Path.Combine(this.folder, "Polly.Core.dll");
        var other = Path.Combine(this.folder, "Other.dll");
        File.Delete(damage is "gone" or "older" or "unsigned" or "renamed" ? polly : other);
        switch (damage)
        {
            case "older":
                Write(polly, "Polly.Core", new(7, 9, 0, 0));
                break;
            case "unsigned":
                Write(polly, "Polly.Core", new(8, 0, 0, 0));
                break;
            case "renamed":
                Write(polly, "Polly", new(8, 0, 0, 0));
                break;
            case "unknown":
                Write(other, "Other", new(1, 0, 0, 0), "System.Drawing", new(4, 0, 0, 0));
                break;
            case "newer":
                Write(other, "Other", new(1, 0, 0, 0), "netstandard", new(2, 1, 0, 0));
                break;
            case "hidden":
                Write(other, "Other", new(1, 0, 0, 0), "System.ComponentModel.Annotations", new(4, 0, 0, 0));
                break;
        }

        var files = Directory.GetFiles(this.folder);
        var table = files.ToDictionary(f => Path.GetFileNameWithoutExtension(f), StringComparer.OrdinalIgnoreCase);
        Assert.Contains(fault, new AssemblyBinding(WindowsPowerShell, table).FindErrors(files));
    }

    private static string[] Libraries(string framework) =>
        Directory.GetFiles(Path.Combine(Places.Module, "lib", framework));

    // Reads the table from the module itself.
    private static Dictionary<string, string> ModuleTable(string framework)
    {
        using var session = new Session();
        var cmdlets = AppDomain.CurrentDomain.GetAssemblies().Single(a => a.GetName().Name == "Track123.PowerShell");
        var read = cmdlets.GetType("Track123.Commands.AssemblyResolver", throwOnError: true)!.GetMethod("GetFiles", [typeof(string)])!;
        return (Dictionary<string, string>)read.Invoke(null, [framework])!;
    }

    private static Version VersionOf(string file)
    {
        using var library = new Metadata(file);
        return library.Name.Version!;
    }

    private static void Write(string file, string name, Version version, string? wanted = null, Version? wantedVersion = null)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(
            0, metadata.GetOrAddString(name + ".dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(
            metadata.GetOrAddString(name), version, default, default, default, AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        if (wanted is not null)
        {
            metadata.AddAssemblyReference(
                metadata.GetOrAddString(wanted), wantedVersion!, default, default, default, default);
        }

        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(image);
        File.WriteAllBytes(file, image.ToArray());
    }
}
