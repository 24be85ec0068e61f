using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Module;

/// <summary>Every reference of every shipped assembly, followed as each edition follows it.</summary>
public sealed class BindingTests : IDisposable
{
    // What the netstandard2.0 folder may count on in Windows PowerShell 5.1 over .NET Framework 4.7.2; the last is
    // also shipped, and must be, in a higher version.
    private static readonly FrozenDictionary<string, Version> WindowsPowerShell = new Dictionary<string, Version>(StringComparer.Ordinal)
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["System.Management.Automation"] = new(3, 0, 0, 0),
        ["System.ComponentModel.Annotations"] = new(4, 0, 10, 0),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // What the net8.0 folder may count on in PowerShell 7.4 over .NET 8.
    private static readonly FrozenDictionary<string, Version> PowerShell74 =
        """
        System.Collections System.Collections.Concurrent System.ComponentModel System.ComponentModel.Annotations
        System.ComponentModel.TypeConverter System.Console System.Data.Common System.Diagnostics.DiagnosticSource
        System.Diagnostics.Tracing System.Linq System.Linq.Expressions System.Memory System.Net.Http System.Net.Primitives
        System.Net.Requests System.Net.Security System.Net.ServicePoint System.Net.Sockets System.Net.WebProxy
        System.Reflection.Emit.ILGeneration System.Reflection.Emit.Lightweight System.Reflection.Primitives System.Runtime
        System.Runtime.InteropServices System.Runtime.Intrinsics System.Runtime.Loader System.Runtime.Numerics
        System.Security.Cryptography System.Text.Encoding.Extensions System.Text.Encodings.Web System.Text.Json
        System.Text.RegularExpressions System.Threading System.Threading.ThreadPool
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(name => name, _ => new Version(8, 0, 0, 0), StringComparer.Ordinal)
        .Append(new("netstandard", new(2, 1, 0, 0)))
        .Append(new("System.Management.Automation", new(7, 4, 0, 500)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string folder = Directory.CreateTempSubdirectory("track123-").FullName;

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    [Fact]
    public void Windows_PowerShell_finds_every_library() =>
        Assert.Equal([], new Binding(WindowsPowerShell, ModuleTable("netstandard2.0")).Faults(Libraries("netstandard2.0")));

    [Fact]
    public void PowerShell_7_4_finds_every_library() =>
        Assert.Equal([], new Binding(PowerShell74, ModuleTable("net8.0")).Faults([.. Libraries("net8.0"), Places.Cmdlets]));

    [Theory]
    [InlineData("netstandard2.0")]
    [InlineData("net8.0")]
    public void The_table_of_the_module_has_each_library_and_nothing_else(string framework) => Assert.Equal(
        Libraries(framework).Select(Path.GetFullPath).Order(StringComparer.Ordinal),
        ModuleTable(framework).Values.Select(Path.GetFullPath).Order(StringComparer.Ordinal));

    [Fact]
    public void Cmdlets_need_of_Windows_PowerShell_only_what_it_has()
    {
        // Of .NET's loader, which .NET Framework lacks, only the one class knows that is left alone there.
        Assert.Equal(
            ["Track123.PowerShell needs System.Runtime.Loader 4.0.0.0: nobody has it"],
            new Binding(WindowsPowerShell, ModuleTable("netstandard2.0")).Faults([Places.Cmdlets]));
        using var cmdlets = new Metadata(Places.Cmdlets);
        Assert.Equal(
            ["Track123.Commands.ModuleLoadContext"],
            cmdlets.TypesThatName("System.Runtime.Loader").Select(t => t.Split('+')[0]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void References_to_other_versions_are_answered_by_the_table_alone()
    {
        var table = ModuleTable("netstandard2.0");
        var skewed = Libraries("netstandard2.0").SelectMany(SkewsOf).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(skewed);
        foreach (var name in skewed)
        {
            var without = table.Where(t => t.Key != name).ToDictionary(StringComparer.OrdinalIgnoreCase);
            Assert.Contains(
                new Binding(WindowsPowerShell, without).Faults(Libraries("netstandard2.0")),
                fault => fault.Contains($"needs {name} ", StringComparison.Ordinal));
        }

        IEnumerable<string> SkewsOf(string file)
        {
            using var library = new Metadata(file);
            return [.. library.References.Where(r => table.TryGetValue(r.Name!, out var f) && VersionOf(f) != r.Version).Select(r => r.Name!)];
        }
    }

    [Theory]
    [InlineData("gone", "Track123.Client needs Polly.Core 8.0.0.0: nobody has it")]
    [InlineData("older", "Track123.Client needs Polly.Core 8.0.0.0: there is 7.9.0.0")]
    [InlineData("unsigned", "Track123.Client needs Polly.Core 8.0.0.0: there is one signed by ")]
    [InlineData("renamed", "Polly.Core is Polly inside")]
    [InlineData("unknown", "Other needs System.Drawing 4.0.0.0: nobody has it")]
    [InlineData("newer", "Other needs netstandard 2.1.0.0: the host has 2.0.0.0")]
    [InlineData("hidden", "Other needs System.ComponentModel.Annotations 4.0.0.0: the host's 4.0.10.0 would hide the module's")]
    public void A_folder_that_does_not_hold_together_is_noticed(string damage, string fault)
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
        Assert.Contains(fault, new Binding(WindowsPowerShell, table).Faults(files));
    }

    private static string[] Libraries(string framework) => Directory.GetFiles(Path.Combine(Places.Module, "lib", framework));

    // The table itself, not a copy of its rule.
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
        metadata.AddModule(0, metadata.GetOrAddString(name + ".dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(metadata.GetOrAddString(name), version, default, default, default, AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        if (wanted is not null)
            metadata.AddAssemblyReference(metadata.GetOrAddString(wanted), wantedVersion!, default, default, default, default);

        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(image);
        File.WriteAllBytes(file, image.ToArray());
    }
}
