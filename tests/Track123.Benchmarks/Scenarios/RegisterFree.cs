using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Work;

namespace Track123.Benchmarks.Scenarios;

/// <summary>What a registration costs when nothing has to be waited for.</summary>
internal sealed class RegisterFree : IScenario
{
    public string Name => "register-free";

    public string Title => "no limit, no latency; floor: HttpClient and source-generated JSON, same batches, same overlap";

    public async Task<IReadOnlyList<Figure>> RunAsync(Settings settings)
    {
        var rows = settings.RowsOr(200_000, quick: 20_000);
        var contest = new Contest(() => ServerProcess.StartFreeAsync(), rows);
        await contest.RunAsync(settings.RunsOr(5), JobKind.Register, JobKind.RegisterFloor);
        return
        [
            new($"{rows} rows, processor", "s", contest.Cpu(JobKind.Register))
            {
                Floor = contest.Cpu(JobKind.RegisterFloor),
                Goal = 2.0,
            },
            new($"{rows} rows, compiling", "s", contest.Compiling(JobKind.Register))
            {
                Floor = contest.Compiling(JobKind.RegisterFloor),
            },
            new($"{rows} rows, elapsed", "s", contest.Wall(JobKind.Register))
            {
                Floor = contest.Wall(JobKind.RegisterFloor),
            },
            new($"{rows} rows, peak memory", "MiB", contest.Memory(JobKind.Register))
            {
                Floor = contest.Memory(JobKind.RegisterFloor),
            },
        ];
    }
}
