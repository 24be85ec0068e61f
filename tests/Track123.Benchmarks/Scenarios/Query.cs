using System.Globalization;
using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Work;

namespace Track123.Benchmarks.Scenarios;

/// <summary>The cost of reading an account.</summary>
internal sealed class Query : IScenario
{
    public const int EventsPerParcel = 20;

    public string Name => "query";

    public string Title => "parcels with 20 events each, every field read; floor: HttpClient and source-generated JSON";

    public static Task<ServerProcess> StartServerAsync(int parcels) => ServerProcess.StartFreeAsync(
        "--canned-query",
        parcels.ToString(CultureInfo.InvariantCulture),
        "--events",
        EventsPerParcel.ToString(CultureInfo.InvariantCulture));

    public async Task<IReadOnlyList<Figure>> RunAsync(Settings settings)
    {
        // Both sizes are complete pages.
        var many = Math.Max(2_000, settings.RowsOr(100_000, quick: 10_000) / 2_000 * 2_000);
        var few = many / 20;
        var (large, small) = (Compare(many), Compare(few));
        for (var i = 0; i < settings.RunsOr(5); i++)
        {
            await large.RunAsync(1, JobKind.Query, JobKind.QueryFloor, JobKind.QueryEvents);
            await small.RunAsync(1, JobKind.Query);
        }

        return
        [
            new($"{many} parcels, processor", "s", large.Cpu(JobKind.Query))
            {
                Floor = large.Cpu(JobKind.QueryFloor),
                Goal = 1.5,
            },
            new($"{many} parcels, elapsed", "s", large.Wall(JobKind.Query)) { Floor = large.Wall(JobKind.QueryFloor) },
            new($"{many} parcels, both legs merged, processor", "s", large.Cpu(JobKind.QueryEvents))
            {
                Floor = large.Cpu(JobKind.QueryFloor),
            },
            new($"{many} parcels, peak memory", "MiB", large.Memory(JobKind.Query))
            {
                Floor = large.Memory(JobKind.QueryFloor),
            },
            new($"{many} parcels to {few}, peak memory", "MiB", large.Memory(JobKind.Query))
            {
                Floor = small.Memory(JobKind.Query),
                Goal = 1.2,
            },
        ];
    }

    private static JobComparison Compare(int parcels) => new(() => StartServerAsync(parcels), parcels);
}
