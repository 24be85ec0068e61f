using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Work;

namespace Track123.Benchmarks.Scenarios;

/// <summary>Runs jobs alternately (A B A B), each in its own process with its own server.</summary>
internal sealed class JobComparison(Func<Task<ServerProcess>> start, int items)
{
    private readonly Dictionary<JobKind, List<JobResult>> results = [];

    /// <summary>The state file of the jobs.</summary>
    public string? StatePath { get; init; }

    public async Task RunAsync(int runs, params JobKind[] kinds)
    {
        for (var i = 0; i < runs; i++)
        {
            foreach (var kind in kinds)
            {
                await this.RunAsync(kind);
            }
        }
    }

    public Samples Cpu(JobKind kind) => new(this.results[kind].Select(r => r.CpuSeconds));

    public Samples Compiling(JobKind kind) => new(this.results[kind].Select(r => r.CompileSeconds));

    public Samples Wall(JobKind kind) => new(this.results[kind].Select(r => r.Seconds));

    public Samples Memory(JobKind kind) => new(this.results[kind].Select(r => r.PeakBytes / 1024.0 / 1024.0));

    private async Task RunAsync(JobKind kind)
    {
        using var server = await start();
        var job = new Job(kind, server.Address, server.Key, items) { StatePath = this.StatePath };
        var result = await ChildProcess.WorkAsync(job);
        if (result.Items != items)
        {
            throw new InvalidOperationException($"{kind}: {result.Items} of {items} were done, {result.Failed} failed.");
        }

        if (!this.results.TryGetValue(kind, out var all))
        {
            this.results.Add(kind, all = []);
        }

        all.Add(result);
    }
}
