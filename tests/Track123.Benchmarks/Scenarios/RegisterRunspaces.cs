using System.Globalization;
using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;

namespace Track123.Benchmarks.Scenarios;

/// <summary>Several connections of one process, which must share one rate limiter.</summary>
internal sealed class RegisterRunspaces : IScenario
{
    private const int Parallel = 4;

    public string Name => "register-runspaces";

    public string Title =>
        "the same rows split among 4 clients, and 4 runspaces, of one process on one key; same floor";

    public async Task<IReadOnlyList<Figure>> RunAsync(Settings settings)
    {
        var rows = settings.RowsOr(20_000, quick: 2_000);
        var clients = new LimitedRuns(rows);
        var runspaces = new LimitedRuns(rows);
        for (var i = 0; i < settings.RunsOr(3); i++)
        {
            await clients.MeasureAsync(server => RegisterLimited.RegisterAsync(server, rows, Parallel));
            if (Places.Module is { } module)
            {
                await runspaces.MeasureAsync(server => HostAsync(server, module, rows));
            }
        }

        List<Figure> figures = [clients.Elapsed($"{rows} rows, 4 clients", 1.03), .. clients.RateLimitErrors("4 clients", true)];
        if (Places.Module is null)
        {
            Console.WriteLine("Runspaces were skipped because out/Track123 is not built.");
        }
        else
        {
            figures.AddRange([runspaces.Elapsed($"{rows} rows, 4 runspaces", 1.03), .. runspaces.RateLimitErrors("4 runspaces", true)]);
        }

        return figures;
    }

    private static async Task<(double Seconds, int Registered)> HostAsync(ServerProcess server, string module, int rows)
    {
        var line = await ChildProcess.ShellAsync(
            "Register-InRunspaces.ps1",
            "-Module",
            module,
            "-Address",
            server.Address.AbsoluteUri,
            "-Key",
            server.Key,
            "-Rows",
            rows.ToString(CultureInfo.InvariantCulture),
            "-Runspaces",
            Parallel.ToString(CultureInfo.InvariantCulture));
        return line.Split(' ') is [var seconds, var registered]
            ? (double.Parse(seconds, CultureInfo.InvariantCulture), int.Parse(registered, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The script printed '{line}'.");
    }
}
