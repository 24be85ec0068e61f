using System.Diagnostics;
using System.IO.Compression;
using System.Management.Automation.Language;
using System.Xml.Linq;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Module;

/// <summary>The package as <c>dotnet pack src/Track123.Package</c> makes it.</summary>
public sealed class PackageTests : IDisposable
{
    // Each library and no more: a package that comes, goes or is renamed must be seen here.
    private const string Libraries8 = """
        CsvHelper Microsoft.Extensions.Configuration Microsoft.Extensions.Configuration.Abstractions
        Microsoft.Extensions.Configuration.Binder Microsoft.Extensions.DependencyInjection
        Microsoft.Extensions.DependencyInjection.Abstractions Microsoft.Extensions.Diagnostics
        Microsoft.Extensions.Diagnostics.Abstractions Microsoft.Extensions.Http Microsoft.Extensions.Logging
        Microsoft.Extensions.Logging.Abstractions Microsoft.Extensions.Options
        Microsoft.Extensions.Options.ConfigurationExtensions Microsoft.Extensions.Primitives Polly.Core
        Track123.Client Track123.Sandbox
        """;

    private const string LibrariesFramework = """
        CsvHelper Microsoft.Bcl.AsyncInterfaces Microsoft.Bcl.TimeProvider Microsoft.Extensions.Configuration.Abstractions
        Microsoft.Extensions.DependencyInjection Microsoft.Extensions.DependencyInjection.Abstractions
        Microsoft.Extensions.Http Microsoft.Extensions.Logging Microsoft.Extensions.Logging.Abstractions
        Microsoft.Extensions.Options Microsoft.Extensions.Primitives Polly.Core System.Buffers
        System.ComponentModel.Annotations System.Diagnostics.DiagnosticSource System.Memory System.Numerics.Vectors
        System.Runtime.CompilerServices.Unsafe System.Text.Encodings.Web System.Text.Json
        System.Threading.Tasks.Extensions Track123.Client Track123.Sandbox
        """;

    // What NuGet adds for itself; PowerShell takes it off when it installs.
    private static readonly string[] Wrapping =
        ["Track123.nuspec", "[Content_Types].xml", "_rels/.rels", "package/services/metadata/core-properties/nuget.psmdcp"];

    private static readonly string[] Notices =
        File.Exists(Path.Combine(Places.Root, "src/Track123.PowerShell/ThirdPartyNotices.targets")) ? ["THIRD-PARTY-NOTICES.txt"] : [];

    private readonly string folder = Directory.CreateTempSubdirectory("track123-package-").FullName;

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    [Fact]
    public async Task Holds_the_module_and_nothing_else()
    {
        using var package = await ZipFile.OpenReadAsync(await this.PackAsync("a"));
        var written = Directory.GetFiles(Path.Combine(Places.Root, "module"), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Path.Combine(Places.Root, "module"), f).Replace('\\', '/'));
        string[] expected =
        [
            .. written,
            "LICENSE",
            .. Notices,
            "Track123.PowerShell.dll",
            .. Names(Libraries8).Select(n => $"lib/net8.0/{n}.dll"),
            .. Names(LibrariesFramework).Select(n => $"lib/netstandard2.0/{n}.dll"),
            .. Wrapping,
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), package.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        foreach (var entry in package.Entries.Where(e => !Wrapping.Contains(e.FullName)))
        {
            await using var packed = await entry.OpenAsync();
            using var bytes = new MemoryStream();
            await packed.CopyToAsync(bytes);
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Places.Module, entry.FullName)), bytes.ToArray());
        }
    }

    [Fact]
    public async Task Two_packs_give_the_same_bytes()
    {
        var first = await File.ReadAllBytesAsync(await this.PackAsync("a"));

        // A zip counts time in steps of two seconds.
        File.SetLastWriteTimeUtc(Path.Combine(Places.Module, "LICENSE"), DateTime.UtcNow.AddSeconds(4));
        Assert.Equal(first, await File.ReadAllBytesAsync(await this.PackAsync("b")));
    }

    [Fact]
    public async Task Says_to_the_Gallery_what_the_manifest_says()
    {
        using var package = await ZipFile.OpenReadAsync(await this.PackAsync("a"));
        await using var nuspec = await package.GetEntry("Track123.nuspec")!.OpenAsync();
        var said = (await XDocument.LoadAsync(nuspec, LoadOptions.None, default)).Descendants()
            .GroupBy(e => e.Name.LocalName).ToDictionary(g => g.Key, g => g.First().Value.Trim());
        var manifest = Manifest();
        var data = (System.Collections.Hashtable)((System.Collections.Hashtable)manifest["PrivateData"]!)["PSData"]!;
        Assert.Equal("Track123", said["id"]);
        Assert.Equal(manifest["ModuleVersion"], said["version"]);
        Assert.Equal(manifest["Author"], said["authors"]);
        Assert.Equal(manifest["Description"], said["description"]);
        Assert.Equal(data["ReleaseNotes"], said["releaseNotes"]);
        Assert.Equal("MIT", said["license"]);
        Assert.DoesNotContain("dependencies", said.Keys);
        var cmdlets = ((object[])manifest["CmdletsToExport"]!).Cast<string>();
        Assert.Equal(
            ((object[])data["Tags"]!).Cast<string>().Append("PSModule").Append("PSIncludes_Cmdlet")
                .Concat(cmdlets.SelectMany(c => new[] { "PSCmdlet_" + c, "PSCommand_" + c })).Order(StringComparer.Ordinal),
            said["tags"].Split(' ').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void One_version_is_in_manifest_and_assemblies()
    {
        var version = Version.Parse((string)Manifest()["ModuleVersion"]!);
        foreach (var file in Directory.GetFiles(Places.Module, "Track123.*.dll", SearchOption.AllDirectories))
        {
            using var assembly = new Metadata(file);
            Assert.Equal(new Version(version.Major, version.Minor, version.Build, 0), assembly.Reader.GetAssemblyDefinition().Version);
            Assert.Equal(version.ToString(), FileVersionInfo.GetVersionInfo(file).ProductVersion);
        }
    }

    [Fact]
    public async Task Signs_what_is_ours_and_leaves_the_build_alone()
    {
        // A command that signs by making a file longer.
        var before = await File.ReadAllBytesAsync(Places.Cmdlets);
        var command = OperatingSystem.IsWindows()
            ? "powershell -NoProfile -Command \"$args | ForEach-Object { Add-Content $_ signed }\""
            : "sh -c 'for f; do printf signed >>$f; done' sign";
        using var package = await ZipFile.OpenReadAsync(await this.PackAsync("signed", command));
        var longer = package.Entries.Where(e => !Wrapping.Contains(e.FullName))
            .Where(e => e.Length > new FileInfo(Path.Combine(Places.Module, e.FullName)).Length).Select(e => e.FullName);
        Assert.Equal(
            [
                "Track123.Format.ps1xml", "Track123.PowerShell.dll", "Track123.psd1", "lib/net8.0/Track123.Client.dll", "lib/net8.0/Track123.Sandbox.dll",
                "lib/netstandard2.0/Track123.Client.dll", "lib/netstandard2.0/Track123.Sandbox.dll",
            ],
            longer.Order(StringComparer.Ordinal));
        Assert.Equal(before, await File.ReadAllBytesAsync(Places.Cmdlets));
    }

    private static string[] Names(string list) => list.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static System.Collections.Hashtable Manifest()
    {
        var ast = Parser.ParseFile(Path.Combine(Places.Module, "Track123.psd1"), out _, out var errors);
        Assert.Empty(errors);
        return (System.Collections.Hashtable)ast.Find(node => node is HashtableAst, searchNestedScriptBlocks: false)!.SafeGetValue();
    }

    private async Task<string> PackAsync(string name, string signCommand = "")
    {
        // The intermediate folder is shared: these tests are one class, so they run one after another.
        var to = Path.Combine(this.folder, name);
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Places.Root, RedirectStandardOutput = true, UseShellExecute = false };
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        foreach (var argument in (string[])["pack", "src/Track123.Package", "--no-build", "-c", configuration, "-o", to, "-p:Sbom=false", "-nodeReuse:false"])
            start.ArgumentList.Add(argument);
        start.Environment["TRACK123_SIGN_COMMAND"] = signCommand;
        start.Environment.Remove("MSBuildSDKsPath");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        return Assert.Single(Directory.GetFiles(to, "*.nupkg"));
    }
}
