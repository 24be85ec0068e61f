using System.Diagnostics;
using System.IO.Compression;
using System.Management.Automation.Language;
using System.Text.Json;
using System.Xml.Linq;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Module;

/// <summary>The package as <c>dotnet pack src/Track123.Package</c> makes it.</summary>
public sealed class PackageTests : IDisposable
{
    // Each file and each library, and no more: what comes, goes or is renamed must be seen here, and be meant for users. Of the help
    // only the form is said, see Topics.
    private const string Written =
        "CHANGELOG.md LICENSE THIRD-PARTY-NOTICES.txt Track123.Format.ps1xml Track123.PowerShell.dll Track123.psd1 en-US/Track123.PowerShell.dll-Help.xml";

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

    private readonly string folder = Directory.CreateTempSubdirectory("track123-package-").FullName;

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    [Fact]
    public async Task Holds_the_module_and_nothing_else()
    {
        using var package = await ZipFile.OpenReadAsync(await this.PackAsync("a"));
        string[] expected =
        [
            .. Names(Written),
            .. Topics(),
            .. Names(Libraries8).Select(n => $"lib/net8.0/{n}.dll"),
            .. Names(LibrariesFramework).Select(n => $"lib/netstandard2.0/{n}.dll"),
            .. Wrapping,
        ];
        var packed = package.Entries.Select(e => e.FullName).ToList();
        var extra = packed.Except(expected);
        var missing = expected.Except(packed);
        Assert.True(
            packed.Count == expected.Length && !extra.Any() && !missing.Any(),
            $"The package has too much: [{string.Join(' ', extra)}], and lacks: [{string.Join(' ', missing)}]. "
            + $"Where that is meant, change the lists in {nameof(PackageTests)}: Written and Topics for what is ours, Libraries… for what lies in lib.");
        foreach (var entry in package.Entries.Where(e => !Wrapping.Contains(e.FullName)))
        {
            await using var content = await entry.OpenAsync();
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes);
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

    // A compiler that serves several builds remembers what generators gave it, so each gets one of its own.
    [Fact]
    public async Task Two_compilations_give_the_same_bytes()
    {
        var compiled = new List<byte[]>();
        foreach (var name in (string[])["first", "second"])
        {
            var to = Path.Combine(this.folder, name);
            await RunAsync(
                "", "build", "src/Track123.Client", "--no-restore", "-f", "netstandard2.0", $"-p:IntermediateOutputPath={to}/obj/", $"-p:OutDir={to}/",
                "-p:DebugType=none", "-p:RunAnalyzers=false", "-p:UseSharedCompilation=false");
            compiled.Add(await File.ReadAllBytesAsync(Path.Combine(to, "Track123.Client.dll")));
        }

        Assert.Equal(compiled[0], compiled[1]);
    }

    [Fact]
    public async Task Lists_beside_it_each_package_that_ships()
    {
        var beside = Path.GetDirectoryName(await this.PackAsync("listed", sbom: true))!;
        var text = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(beside, "*.cdx.json")));
        using var list = JsonDocument.Parse(text);
        var listed = list.RootElement.GetProperty("components").EnumerateArray()
            .Select(c => $"{c.GetProperty("name").GetString()} {c.GetProperty("version").GetString()}");
        var notices = await File.ReadAllLinesAsync(Path.Combine(Places.Module, "THIRD-PARTY-NOTICES.txt"));
        var noticed = notices.Zip(notices.Skip(1)).Where(l => l.Second.StartsWith("  files:", StringComparison.Ordinal)).Select(l => l.First);
        Assert.Equal(noticed.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("timestamp", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Places.Root, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_installed_without_PowerShell()
    {
        await RunAsync(
            "", "build", "src/Track123.Package", "--no-restore", "-c", Configuration, "-t:InstallModule", $"-p:InstallFolder={this.folder}", "-p:BuildProjectReferences=false");
        var version = Path.Combine(this.folder, "Track123", (string)Manifest()["ModuleVersion"]!);
        string[] Files(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];
        Assert.Equal(Files(Places.Module), Files(version));
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
        Assert.Equal(PackageVersion(manifest), said["version"]);
        Assert.Equal(manifest["Author"], said["authors"]);
        Assert.Equal(manifest["Description"], said["description"]);
        Assert.Equal(data["ReleaseNotes"], said["releaseNotes"]);
        Assert.Equal("MIT", said["license"]);
        Assert.DoesNotContain("dependencies", said.Keys);
        if (Configuration == "Release")
            Assert.DoesNotContain("repository", said.Keys);
        var cmdlets = ((object[])manifest["CmdletsToExport"]!).Cast<string>();
        Assert.Equal(
            ((object[])data["Tags"]!).Cast<string>().Append("PSModule").Append("PSIncludes_Cmdlet")
                .Concat(cmdlets.SelectMany(c => new[] { "PSCmdlet_" + c, "PSCommand_" + c })).Order(StringComparer.Ordinal),
            said["tags"].Split(' ').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Is_a_preview_where_the_manifest_says_so()
    {
        var manifest = Path.Combine(this.folder, "Track123.psd1");
        var text = await File.ReadAllTextAsync(Path.Combine(Places.Module, "Track123.psd1"));
        await File.WriteAllTextAsync(
            manifest, text.Replace("'See CHANGELOG.md.'", "'It''s new.'\n            Prerelease = 'beta1'", StringComparison.Ordinal));
        var file = await this.PackAsync("preview", "", sbom: false, $"-p:ModuleManifest={manifest}");
        Assert.Equal($"Track123.{Manifest()["ModuleVersion"]}-beta1.nupkg", Path.GetFileName(file));
        using var package = await ZipFile.OpenReadAsync(file);
        await using var nuspec = await package.GetEntry("Track123.nuspec")!.OpenAsync();
        var said = await XDocument.LoadAsync(nuspec, LoadOptions.None, default);
        Assert.Equal("It's new.", said.Descendants().Single(e => e.Name.LocalName == "releaseNotes").Value);
    }

    [Fact]
    public async Task One_version_is_in_manifest_assemblies_package_and_user_agent()
    {
        var text = (string)Manifest()["ModuleVersion"]!;
        var version = Version.Parse(text);
        var files = Directory.GetFiles(Places.Module, "Track123.*.dll", SearchOption.AllDirectories);
        Assert.Equal(5, files.Length);
        foreach (var file in files)
        {
            using var assembly = new Metadata(file);
            var said = FileVersionInfo.GetVersionInfo(file);
            Assert.Equal(new Version(version.Major, version.Minor, version.Build, 0), assembly.Reader.GetAssemblyDefinition().Version);
            Assert.Equal(text, said.ProductVersion);
            Assert.Equal(text + ".0", said.FileVersion);
        }

        // The Gallery reads the .nuspec, of which another test says that it has the manifest's version; people read the name.
        Assert.Equal($"Track123.{PackageVersion(Manifest())}.nupkg", Path.GetFileName(await this.PackAsync("named")));

        using var server = new Server();
        using var session = new Session();
        var module = session.Run(
            $"Connect-Track123 -ApiKey {server.Key} -BaseUri {server.Address} -NoVerify; $null = Get-Track123Carrier; (Get-Module Track123).Version").Clean();
        Assert.Equal(text, module.Output.Single().ToString());
        Assert.All(server.Requests, r => Assert.StartsWith($"Track123.PowerShell/{text} ", r.Headers["User-Agent"], StringComparison.Ordinal));
        Assert.NotEmpty(server.Requests);
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

    // Each about_ topic in the sources, which Get-Help finds by this form of name alone.
    private static IEnumerable<string> Topics() =>
        Directory.GetFiles(Path.Combine(Places.Root, "module/en-US"), "about_Track123*.help.txt").Select(f => "en-US/" + Path.GetFileName(f));

    private static System.Collections.Hashtable Manifest()
    {
        var ast = Parser.ParseFile(Path.Combine(Places.Module, "Track123.psd1"), out _, out var errors);
        Assert.Empty(errors);
        return (System.Collections.Hashtable)ast.Find(node => node is HashtableAst, searchNestedScriptBlocks: false)!.SafeGetValue();
    }

    private static string PackageVersion(System.Collections.Hashtable manifest)
    {
        var data = (System.Collections.Hashtable)((System.Collections.Hashtable)manifest["PrivateData"]!)["PSData"]!;
        return data["Prerelease"] is string preview ? $"{manifest["ModuleVersion"]}-{preview.TrimStart('-')}" : (string)manifest["ModuleVersion"]!;
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    // The intermediate folder is shared: these tests are one class, so they run one after another.
    private async Task<string> PackAsync(string name, string signCommand = "", bool sbom = false, params string[] more)
    {
        var to = Path.Combine(this.folder, name);
        await RunAsync(
            signCommand,
            ["pack", "src/Track123.Package", "--no-build", "-c", Configuration, "-o", to, $"-p:Sbom={(sbom ? "true" : "false")}", .. more]);
        return Assert.Single(Directory.GetFiles(to, "*.nupkg"));
    }

    private static async Task RunAsync(string signCommand, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Places.Root, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add("-nodeReuse:false");
        start.Environment["TRACK123_SIGN_COMMAND"] = signCommand;
        start.Environment.Remove("MSBuildSDKsPath");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }
}
