using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Work;

namespace Track123.Benchmarks.Scenarios;

/// <summary>Two processes on one key, which share the rate limit through a file.</summary>
internal sealed class RegisterProcesses : IScenario
{
    private const double Ceiling = 100 * LimitedRuns.RequestsPerSecond;

    public string Name => "register-processes";

    public string Title =>
        "two processes on one key, each with half of the rows; floor: the rows a second the limit allows";

    public async Task<IReadOnlyList<Figure>> RunAsync(Settings settings)
    {
        var rows = settings.RowsOr(20_000, quick: 4_000);
        var runs = new LimitedRuns(rows);
        var (together, evenness) = (new List<double>(), new List<double>());
        for (var i = 0; i < settings.RunsOr(3); i++)
        {
            await runs.MeasureAsync(async server =>
            {
                var jobs = new[] { 0, rows / 2 }.Select(first => ChildProcess.WorkAsync(
                    new Job(JobKind.Register, server.Address, server.Key, rows / 2) { First = first, UsesRateLimit = true }));
                var results = await Task.WhenAll(jobs);
                var seconds = (results.Max(r => r.Ended) - results.Min(r => r.Began)).TotalSeconds;
                together.Add(rows / seconds);
                evenness.Add(results.Min(r => r.Seconds) / results.Max(r => r.Seconds));
                return (seconds, results.Sum(r => r.Items));
            });
        }

        return
        [
            new("two processes together", "rows/s", new(together))
            {
                Floor = new(together.Select(_ => Ceiling)),
                Goal = 0.95,
                IsAtLeast = true,
            },
            new("the faster one's time to the slower's", "", new(evenness)),
            .. runs.RateLimitErrors("two processes", hasGoal: false),
        ];
    }
}
