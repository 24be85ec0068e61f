using System.Globalization;
using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;

namespace Track123.Benchmarks.Scenarios;

/// <summary>Measures Import-Module.</summary>
internal sealed class Import : IScenario
{
    private const string FloorManifest = """
        @{
            RootModule        = 'Floor.dll'
            ModuleVersion     = '1.0.0'
            GUID              = '6f0c8a52-3d7e-4b61-9a44-0c7f2a1d5e90'
            FormatsToProcess  = @(FORMATS)
            FunctionsToExport = @()
            CmdletsToExport   = @('Get-Floor')
            VariablesToExport = @()
            AliasesToExport   = @()
        }
        """;

    // The first file with views that a session loads costs most of the time, whatever its size.
    private const string FloorView = """
        <Configuration><ViewDefinitions><View>
          <Name>Floor</Name><ViewSelectedBy><TypeName>Floor</TypeName></ViewSelectedBy>
          <TableControl>
            <TableHeaders><TableColumnHeader /></TableHeaders>
            <TableRowEntries><TableRowEntry><TableColumnItems>
              <TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem>
            </TableColumnItems></TableRowEntry></TableRowEntries>
          </TableControl>
        </View></ViewDefinitions></Configuration>
        """;

    public string Name => "import";

    public string Title => "Import-Module in a fresh pwsh; floor: a binary module with one cmdlet";

    public async Task<IReadOnlyList<Figure>> RunAsync(Settings settings)
    {
        var pwsh = Places.Pwsh ?? throw new InvalidOperationException("there is no pwsh on the PATH.");
        var module = Places.Module ?? throw new InvalidOperationException("out/Track123 is not built.");
        var folder = Directory.CreateTempSubdirectory("track123-floor-");
        try
        {
            var manifest = Path.Combine(folder.FullName, "Floor.psd1");
            await File.WriteAllTextAsync(manifest, FloorManifest.Replace("FORMATS", "", StringComparison.Ordinal));
            var withView = Path.Combine(folder.FullName, "FloorWithView.psd1");
            await File.WriteAllTextAsync(withView, FloorManifest.Replace("FORMATS", "'Floor.Format.ps1xml'", StringComparison.Ordinal));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Floor.Format.ps1xml"), FloorView);
            await ChildProcess.PwshAsync(pwsh, "New-FloorModule.ps1", "-Path", Path.Combine(folder.FullName, "Floor.dll"));
            var (own, floor, floorWithView) = (new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i < settings.RunsOr(15); i++)
            {
                own.Add(await MeasureAsync(pwsh, Path.Combine(module, "Track123.psd1")));
                floor.Add(await MeasureAsync(pwsh, manifest));
                floorWithView.Add(await MeasureAsync(pwsh, withView));
            }

            return
            [
                new("Import-Module Track123", "ms", new(own)) { Floor = new(floor), Goal = 1.15 },
                new("the same, floor with one view", "ms", new(own)) { Floor = new(floorWithView), Goal = 1.15 },
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(string pwsh, string manifest) => double.Parse(
        await ChildProcess.PwshAsync(pwsh, "Measure-Import.ps1", "-Path", manifest), CultureInfo.InvariantCulture);
}
