using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Work;

namespace Track123.Benchmarks.Scenarios;

/// <summary>The cost of comparing an account without changes with the state of the last run.</summary>
internal sealed class Changes : IScenario
{
    public string Name => "changes";

    public string Title => "known parcels with 20 events each, compared with the last run; floor: the same query alone";

    public async Task<IReadOnlyList<Figure>> RunAsync(Settings settings)
    {
        var parcels = Math.Max(100, settings.RowsOr(100_000, quick: 10_000) / 100 * 100);
        var folder = Directory.CreateTempSubdirectory("changes ");
        try
        {
            var state = new FileInfo(Path.Combine(folder.FullName, "state.jsonl"));
            var (first, next) = (Compare(parcels, state), Compare(parcels, state));
            await first.RunAsync(1, JobKind.Changes);
            await next.RunAsync(settings.RunsOr(5), JobKind.Changes, JobKind.Query);
            state.Refresh();
            return
            [
                new($"{parcels} parcels, elapsed", "s", next.Wall(JobKind.Changes))
                {
                    Floor = next.Wall(JobKind.Query),
                    Goal = 1.1,
                },
                new($"{parcels} parcels, processor", "s", next.Cpu(JobKind.Changes))
                {
                    Floor = next.Cpu(JobKind.Query),
                },
                new($"{parcels} parcels, peak memory", "MiB", next.Memory(JobKind.Changes))
                {
                    Floor = next.Memory(JobKind.Query),
                },
                new($"{parcels} parcels, state file", "MB", new([state.Length / 1e6])) { Goal = parcels * 200 / 1e6 },
                new("first run, elapsed", "s", first.Wall(JobKind.Changes)),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JobComparison Compare(int parcels, FileInfo state) =>
        new(() => Query.StartServerAsync(parcels), parcels) { StatePath = state.FullName };
}
