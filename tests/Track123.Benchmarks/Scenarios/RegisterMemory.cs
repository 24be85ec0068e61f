using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Work;

namespace Track123.Benchmarks.Scenarios;

/// <summary>The memory use of many rows compared with few.</summary>
internal sealed class RegisterMemory : IScenario
{
    public string Name => "register-memory";

    public string Title => "peak memory of a process that streams many rows; floor: of one that streams few";

    public async Task<IReadOnlyList<Figure>> RunAsync(Settings settings)
    {
        var many = settings.RowsOr(1_000_000, quick: 200_000);
        var few = Math.Min(50_000, many / 4);
        var (large, small) = (Compare(many), Compare(few));
        for (var i = 0; i < settings.RunsOr(3); i++)
        {
            await large.RunAsync(1, JobKind.Register);
            await small.RunAsync(1, JobKind.Register);
        }

        return
        [
            new($"{many} rows to {few}", "MiB", large.Memory(JobKind.Register))
            {
                Floor = small.Memory(JobKind.Register),
                Goal = 1.2,
            },
        ];
    }

    private static JobComparison Compare(int rows) => new(() => ServerProcess.StartFreeAsync(), rows);
}
