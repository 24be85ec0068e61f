using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;

namespace Track123.Benchmarks.Scenarios;

/// <summary>The number of requests for the first parcel of a long query.</summary>
internal sealed class FirstTracking : IScenario
{
    private const string Script = "Get-FirstTracking.ps1";

    public string Name => "first";

    public string Title =>
        "requests made by Get-Track123Tracking | Select-Object -FirstTracking 1 on a query of 1,000 pages";

    public async Task<IReadOnlyList<Figure>> RunAsync(Settings settings)
    {
        var module = Places.Module ?? throw new InvalidOperationException("out/Track123 is not built.");
        List<Figure> figures =
        [
            await CountAsync("in Track123.Shell", server => ChildProcess.ShellAsync(Script, Arguments(server, module))),
        ];
        if (Places.Pwsh is { } pwsh)
        {
            figures.Add(await CountAsync(
                "in pwsh",
                server => ChildProcess.PwshAsync(pwsh, Script, Arguments(server, module))));
        }

        return figures;
    }

    private static string[] Arguments(ServerProcess server, string module) =>
        ["-Module", module, "-Address", server.Address.AbsoluteUri, "-Key", server.Key];

    private static async Task<Figure> CountAsync(string name, Func<ServerProcess, Task<string>> run)
    {
        using var server = await Query.StartServerAsync(100_000);
        var number = await run(server);
        return number == "CANNED0000000001"
            ? new Figure(name, "requests", new([(await server.CountAsync()).Received])) { Goal = 1 }
            : throw new InvalidOperationException($"The script printed '{number}'.");
    }
}
