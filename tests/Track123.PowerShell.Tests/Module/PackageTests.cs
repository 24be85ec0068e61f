using System.Diagnostics;
using System.IO.Compression;
using System.Management.Automation.Language;
using System.Text.Json;
using System.Xml.Linq;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Module;

/// <summary>Tests the package that <c>dotnet pack src/Track123.Package</c> creates.</summary>
public sealed class PackageTests : IDisposable
{
    // The exact files and libraries of the package: every added, removed or renamed file must be changed here on
    // purpose. The about topics are listed by Topics.
    private const string Written =
        $"CHANGELOG.md LICENSE THIRD-PARTY-NOTICES.txt Track123.Format.ps1xml Track123.PowerShell.dll Track123.psd1 {HelpFile}";

    private const string Libraries8 = """
        CsvHelper Microsoft.Extensions.Configuration Microsoft.Extensions.Configuration.Abstractions
        Microsoft.Extensions.Configuration.Binder Microsoft.Extensions.DependencyInjection
        Microsoft.Extensions.DependencyInjection.Abstractions Microsoft.Extensions.Diagnostics
        Microsoft.Extensions.Diagnostics.Abstractions Microsoft.Extensions.Http Microsoft.Extensions.Logging
        Microsoft.Extensions.Logging.Abstractions Microsoft.Extensions.Options
        Microsoft.Extensions.Options.ConfigurationExtensions Microsoft.Extensions.Primitives Polly.Core
        Track123.Client Track123.Loader Track123.Sandbox
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

    private const string HelpFile = "en-US/Track123.PowerShell.dll-Help.xml";

    // Files that NuGet adds and PowerShell removes on installation.
    private static readonly string[] NuGetFiles =
        ["Track123.nuspec", "[Content_Types].xml", "_rels/.rels", "package/services/metadata/core-properties/nuget.psmdcp"];

    private readonly string folder = Directory.CreateTempSubdirectory("track123-package-").FullName;

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    [Fact]
    public async Task Package_contains_exactly_the_files_of_the_module()
    {
        using var package = await ZipFile.OpenReadAsync(await this.PackAsync("a"));
        string[] expected =
        [
            .. Names(Written),
            .. Topics(),
            .. Names(Libraries8).Select(n => $"lib/net8.0/{n}.dll"),
            .. Names(LibrariesFramework).Select(n => $"lib/netstandard2.0/{n}.dll"),
            .. NuGetFiles,
        ];
        var packed = package.Entries.Select(e => e.FullName).ToList();
        var extra = packed.Except(expected);
        var missing = expected.Except(packed);
        Assert.True(
            packed.Count == expected.Length && !extra.Any() && !missing.Any(),
            $"Unexpected files in the package: [{string.Join(' ', extra)}]. Missing files: [{string.Join(' ', missing)}]. "
            + $"If this is intended, change the lists in {nameof(PackageTests)}: Written and Topics for our own files, Libraries… for the lib folder.");
        foreach (var entry in package.Entries.Where(e => !NuGetFiles.Contains(e.FullName)))
        {
            await using var content = await entry.OpenAsync();
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes);
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Places.Module, entry.FullName)), bytes.ToArray());
        }
    }

    [Fact]
    public async Task Packing_twice_creates_identical_packages()
    {
        var first = await File.ReadAllBytesAsync(await this.PackAsync("a"));

        // Times in a zip file have a resolution of two seconds.
        File.SetLastWriteTimeUtc(Path.Combine(Places.Module, "LICENSE"), DateTime.UtcNow.AddSeconds(4));
        Assert.Equal(first, await File.ReadAllBytesAsync(await this.PackAsync("b")));
    }

    // A shared compiler process caches generated sources, so each build uses its own process.
    [Fact]
    public async Task Compiling_twice_creates_identical_assemblies()
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
    public async Task Bill_of_materials_lists_each_shipped_package()
    {
        var packageFolder = Path.GetDirectoryName(await this.PackAsync("listed", sbom: true))!;
        var text = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(packageFolder, "*.cdx.json")));
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
    public async Task InstallModule_target_installs_the_module_without_PowerShell()
    {
        await RunAsync(
            "", "build", "src/Track123.Package", "--no-restore", "-c", Configuration, "-t:InstallModule", $"-p:InstallFolder={this.folder}", "-p:BuildProjectReferences=false");
        var version = Path.Combine(this.folder, "Track123", (string)Manifest()["ModuleVersion"]!);
        string[] Files(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];
        Assert.Equal(Files(Places.Module), Files(version));
    }

    [Fact]
    public async Task Package_metadata_matches_the_manifest()
    {
        using var package = await ZipFile.OpenReadAsync(await this.PackAsync("a"));
        await using var nuspec = await package.GetEntry("Track123.nuspec")!.OpenAsync();
        var metadata = (await XDocument.LoadAsync(nuspec, LoadOptions.None, default)).Descendants()
            .GroupBy(e => e.Name.LocalName).ToDictionary(g => g.Key, g => g.First().Value.Trim());
        var manifest = Manifest();
        var data = (System.Collections.Hashtable)((System.Collections.Hashtable)manifest["PrivateData"]!)["PSData"]!;
        Assert.Equal("Track123", metadata["id"]);
        Assert.Equal(PackageVersion(manifest), metadata["version"]);
        Assert.Equal(manifest["Author"], metadata["authors"]);
        Assert.Equal(manifest["Description"], metadata["description"]);
        Assert.Equal(data["ReleaseNotes"], metadata["releaseNotes"]);
        Assert.Equal("MIT", metadata["license"]);
        Assert.DoesNotContain("dependencies", metadata.Keys);
        if (Configuration == "Release")
        {
            Assert.DoesNotContain("repository", metadata.Keys);
        }

        var cmdlets = ((object[])manifest["CmdletsToExport"]!).Cast<string>();
        Assert.Equal(
            ((object[])data["Tags"]!).Cast<string>().Append("PSModule").Append("PSIncludes_Cmdlet")
                .Concat(cmdlets.SelectMany(c => new[] { "PSCmdlet_" + c, "PSCommand_" + c })).Order(StringComparer.Ordinal),
            metadata["tags"].Split(' ').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Package_has_the_address_of_the_project_only_if_it_is_set()
    {
        const string uri = "https://example.com/track123/track123-powershell";
        await using var bare = await ZipFile.OpenReadAsync(await this.PackAsync("bare"));
        Assert.DoesNotContain("LicenseUri =", await ReadAsync(bare, "Track123.psd1"), StringComparison.Ordinal);
        Assert.All(UrisOf(await ReadAsync(bare, HelpFile)), Assert.Empty);

        await using var linked = await ZipFile.OpenReadAsync(await this.PackAsync("linked", more: $"-p:ProjectUri={uri}"));
        var version = PackageVersion(Manifest());
        var ast = Parser.ParseInput(await ReadAsync(linked, "Track123.psd1"), out _, out var errors);
        Assert.Empty(errors);
        var manifest = (System.Collections.Hashtable)ast.Find(node => node is HashtableAst, searchNestedScriptBlocks: false)!.SafeGetValue();
        var data = (System.Collections.Hashtable)((System.Collections.Hashtable)manifest["PrivateData"]!)["PSData"]!;
        Assert.Equal(
            [uri, $"{uri}/blob/v{version}/LICENSE", $"{uri}/raw/v{version}/docs/images/icon.png"],
            [data["ProjectUri"], data["LicenseUri"], data["IconUri"]]);
        var nuspec = await ReadAsync(linked, "Track123.nuspec");
        Assert.Contains($"<projectUrl>{uri}</projectUrl>", nuspec, StringComparison.Ordinal);
        Assert.Contains($"<iconUrl>{uri}/raw/v{version}/docs/images/icon.png</iconUrl>", nuspec, StringComparison.Ordinal);
        Assert.Equal(
            ((object[])Manifest()["CmdletsToExport"]!).Select(c => $"{uri}/blob/v{version}/docs/help/{c}.md").Order(StringComparer.Ordinal),
            UrisOf(await ReadAsync(linked, HelpFile)).Order(StringComparer.Ordinal));
        Assert.All(
            UrisOf(await ReadAsync(linked, HelpFile)).Append(data["LicenseUri"]).Append(data["IconUri"]),
            link => Assert.True(File.Exists(Path.Combine(Places.Root, ((string)link!).Split($"v{version}/")[1])), $"{link}"));

        static async Task<string> ReadAsync(ZipArchive package, string name)
        {
            await using var stream = await package.GetEntry(name)!.OpenAsync();
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync();
        }

        // The first link is the one of Get-Help -Online.
        static IEnumerable<string> UrisOf(string help) => XDocument.Parse(help).Descendants()
            .Where(e => e.Name.LocalName == "relatedLinks")
            .Select(links => links.Descendants().First(e => e.Name.LocalName == "uri").Value);
    }

    [Fact]
    public async Task Package_is_a_prerelease_if_the_manifest_has_one()
    {
        var manifest = Path.Combine(this.folder, "Track123.psd1");
        var text = await File.ReadAllTextAsync(Path.Combine(Places.Module, "Track123.psd1"));
        await File.WriteAllTextAsync(
            manifest, text.Replace("'See CHANGELOG.md.'", "'It''s new.'\n            Prerelease = 'beta1'", StringComparison.Ordinal));
        var file = await this.PackAsync("preview", "", sbom: false, $"-p:ModuleManifest={manifest}");
        Assert.Equal($"Track123.{Manifest()["ModuleVersion"]}-beta1.nupkg", Path.GetFileName(file));
        using var package = await ZipFile.OpenReadAsync(file);
        await using var nuspec = await package.GetEntry("Track123.nuspec")!.OpenAsync();
        var metadata = await XDocument.LoadAsync(nuspec, LoadOptions.None, default);
        Assert.Equal("It's new.", metadata.Descendants().Single(e => e.Name.LocalName == "releaseNotes").Value);
    }

    [Fact]
    public async Task Manifest_assemblies_package_and_user_agent_have_the_same_version()
    {
        var text = (string)Manifest()["ModuleVersion"]!;
        var version = Version.Parse(text);
        var files = Directory.GetFiles(Places.Module, "Track123.*.dll", SearchOption.AllDirectories);
        Assert.Equal(6, files.Length);
        foreach (var file in files)
        {
            using var assembly = new Metadata(file);
            var metadata = FileVersionInfo.GetVersionInfo(file);
            Assert.Equal(new Version(version.Major, version.Minor, version.Build, 0), assembly.Reader.GetAssemblyDefinition().Version);
            Assert.Equal(text, metadata.ProductVersion);
            Assert.Equal(text + ".0", metadata.FileVersion);
        }

        // Another test compares the .nuspec version, which the Gallery reads; this one checks the file name.
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
    public async Task Only_our_files_are_signed_and_only_in_the_package()
    {
        // This command "signs" a file by appending text.
        var before = await File.ReadAllBytesAsync(Places.Cmdlets);
        var command = OperatingSystem.IsWindows()
            ? "powershell -NoProfile -Command \"$args | ForEach-Object { Add-Content $_ signed }\""
            : "sh -c 'for f; do printf signed >>$f; done' sign";
        using var package = await ZipFile.OpenReadAsync(await this.PackAsync("signed", command));
        var longer = package.Entries.Where(e => !NuGetFiles.Contains(e.FullName))
            .Where(e => e.Length > new FileInfo(Path.Combine(Places.Module, e.FullName)).Length).Select(e => e.FullName);
        Assert.Equal(
            [
                "Track123.Format.ps1xml", "Track123.PowerShell.dll", "Track123.psd1", "lib/net8.0/Track123.Client.dll", "lib/net8.0/Track123.Loader.dll", "lib/net8.0/Track123.Sandbox.dll",
                "lib/netstandard2.0/Track123.Client.dll", "lib/netstandard2.0/Track123.Sandbox.dll",
            ],
            longer.Order(StringComparer.Ordinal));
        Assert.Equal(before, await File.ReadAllBytesAsync(Places.Cmdlets));
    }

    private static string[] Names(string list) =>
        list.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    // The about_ topics in the sources. Get-Help finds them only by this form of name.
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

    private static async Task RunAsync(string signCommand, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Places.Root, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add("-nodeReuse:false");
        start.Environment["TRACK123_SIGN_COMMAND"] = signCommand;
        start.Environment.Remove("MSBuildSDKsPath");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }

    // The tests share the intermediate folder. They are in one class, so they run sequentially.
    private async Task<string> PackAsync(string name, string signCommand = "", bool sbom = false, params string[] more)
    {
        var to = Path.Combine(this.folder, name);
        await RunAsync(
            signCommand,
            ["pack", "src/Track123.Package", "--no-build", "-c", Configuration, "-o", to, $"-p:Sbom={(sbom ? "true" : "false")}", .. more]);
        return Assert.Single(Directory.GetFiles(to, "*.nupkg"));
    }
}
