using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Work;

namespace Track123.Benchmarks.Scenarios;

/// <summary>
/// Two machines on one key: two processes that do not see each other's schedule, with and without shares of the limit.
/// </summary>
internal sealed class RegisterMachines : IScenario
{
    private const double Ceiling = 100 * LimitedRuns.RequestsPerSecond;

    public string Name => "register-machines";

    public string Title => "two machines on one key; floor: the rows a second the limit allows";

    public async Task<IReadOnlyList<Figure>> RunAsync(Settings settings)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new InvalidOperationException("A second machine can be simulated only on Linux.");
        }

        return
        [
            .. await MeasureAsync(settings, "two machines without shares", share: 1, otherShare: 1, goal: null),
            .. await MeasureAsync(settings, "two machines, shares 0.5 and 0.5", share: 0.5, otherShare: 0.5, goal: null),
            .. await MeasureAsync(settings, "two machines, shares 0.6 and 0.4", share: 0.6, otherShare: 0.4, goal: 0.95),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(
        Settings settings, string name, double share, double otherShare, double? goal)
    {
        var rows = settings.RowsOr(20_000, quick: 4_000);
        var part = (int)(rows * share / (share + otherShare));
        var runs = new LimitedRuns(rows);
        var together = new List<double>();
        for (var i = 0; i < settings.RunsOr(3); i++)
        {
            await runs.MeasureAsync(async server =>
            {
                var folders = new[] { CreateFolder(), CreateFolder() };
                try
                {
                    var results = await Task.WhenAll(
                        RegisterAsync(server, first: 0, part, share, folders[0]),
                        RegisterAsync(server, first: part, rows - part, otherShare, folders[1]));
                    var seconds = (results.Max(r => r.Ended) - results.Min(r => r.Began)).TotalSeconds;
                    together.Add(rows / seconds);
                    return (seconds, results.Sum(r => r.Items));
                }
                finally
                {
                    Array.ForEach(folders, folder => Directory.Delete(folder, recursive: true));
                }
            });
        }

        return
        [
            new(name, "rows/s", new(together))
            {
                Floor = new(together.Select(_ => Ceiling)),
                Goal = goal,
                IsAtLeast = true,
            },
            .. runs.RateLimitErrors(name, hasGoal: goal is not null),
        ];
    }

    private static string CreateFolder() => Directory.CreateTempSubdirectory("track123-machine-").FullName;

    private static Task<JobResult> RegisterAsync(
        ServerProcess server, int first, int rows, double share, string folder) => ChildProcess.WorkAsync(
            new Job(JobKind.Register, server.Address, server.Key, rows)
            {
                First = first,
                UsesRateLimit = true,
                RateShare = share,
            },
            folder);
}
