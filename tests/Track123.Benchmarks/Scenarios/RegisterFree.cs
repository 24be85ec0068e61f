using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Work;

namespace Track123.Benchmarks.Scenarios;

/// <summary>The cost of a registration without rate limit and latency.</summary>
internal sealed class RegisterFree : IScenario
{
    public string Name => "register-free";

    public string Title =>
        "no limit, no latency; floor: HttpClient and source-generated JSON, same batches, same overlap";

    public async Task<IReadOnlyList<Figure>> RunAsync(Settings settings)
    {
        var rows = settings.RowsOr(200_000, quick: 20_000);
        var comparison = new JobComparison(() => ServerProcess.StartFreeAsync(), rows);
        await comparison.RunAsync(settings.RunsOr(5), JobKind.Register, JobKind.RegisterFloor);
        return
        [
            new($"{rows} rows, processor", "s", comparison.Cpu(JobKind.Register))
            {
                Floor = comparison.Cpu(JobKind.RegisterFloor),
                Goal = 2.0,
            },
            new($"{rows} rows, compiling", "s", comparison.Compiling(JobKind.Register))
            {
                Floor = comparison.Compiling(JobKind.RegisterFloor),
            },
            new($"{rows} rows, elapsed", "s", comparison.Wall(JobKind.Register))
            {
                Floor = comparison.Wall(JobKind.RegisterFloor),
            },
            new($"{rows} rows, peak memory", "MiB", comparison.Memory(JobKind.Register))
            {
                Floor = comparison.Memory(JobKind.RegisterFloor),
            },
        ];
    }
}
