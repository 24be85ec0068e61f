using System.Diagnostics;
using System.Text.Json;

namespace Track123.Benchmarks.Work;

/// <summary>Runs one job in this process and prints its result.</summary>
internal static class Worker
{
    public static async Task<int> RunAsync(string text)
    {
        var job = JsonSerializer.Deserialize(text, JobJson.Default.Job)!;
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var began = DateTimeOffset.UtcNow;
        var watch = Stopwatch.StartNew();
        var tally = job.Kind switch
        {
            JobKind.Register => await ClientWork.RegisterAsync(job),
            JobKind.RegisterFloor => await FloorWork.RegisterAsync(job),
            JobKind.Query => await ClientWork.QueryAsync(job, readsEvents: false),
            JobKind.QueryEvents => await ClientWork.QueryAsync(job, readsEvents: true),
            JobKind.Changes => await ClientWork.ReadChangesAsync(job),
            _ => await FloorWork.QueryAsync(job),
        };
        var ended = began + watch.Elapsed;
        process.Refresh();
        var spent = (process.TotalProcessorTime - cpu).TotalSeconds;
        var compiled = System.Runtime.JitInfo.GetCompilationTime().TotalSeconds;
        var result = new JobResult(
            began, ended, spent, compiled, Peak(process), tally.Items, tally.Failed, tally.Events);
        Console.WriteLine(JsonSerializer.Serialize(result, JobJson.Default.JobResult));
        return 0;
    }

    private static long Peak(Process process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return process.PeakWorkingSet64;
        }

        // VmHWM:     54321 kB
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kilobytes, System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }
}

/// <summary>The counts of the work done so far. Not thread-safe.</summary>
internal sealed class Tally
{
    public int Items { get; set; }

    public int Failed { get; set; }

    public long Events { get; set; }
}
