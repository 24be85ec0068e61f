using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Work;

namespace Track123.Benchmarks.Scenarios;

/// <summary>One client at the rate limit.</summary>
internal sealed class RegisterLimited : IScenario
{
    public string Name => "register-limited";

    public string Title => "one client at 5 requests a second, answers after 0.5 s; floor: what the limit itself takes";

    public static async Task<(double Seconds, int Registered)> RegisterAsync(
        ServerProcess server, int rows, int clients)
    {
        var job = new Job(JobKind.Register, server.Address, server.Key, rows) { Clients = clients, UsesRateLimit = true };
        var result = await ChildProcess.WorkAsync(job);
        return (result.Seconds, result.Items);
    }

    public async Task<IReadOnlyList<Figure>> RunAsync(Settings settings)
    {
        var rows = settings.RowsOr(20_000, quick: 2_000);
        var runs = new LimitedRuns(rows);
        for (var i = 0; i < settings.RunsOr(3); i++)
        {
            await runs.MeasureAsync(server => RegisterAsync(server, rows, clients: 1));
        }

        return [runs.Elapsed($"{rows} rows", goal: 1.03), .. runs.RateLimitErrors("one client", hasGoal: true)];
    }
}
