using System.Diagnostics;
using System.Text.Json;
using Track123.Benchmarks.Work;

namespace Track123.Benchmarks.Processes;

/// <summary>Starts this program or another one and reads its output. A timeout limits each process.</summary>
internal static class ChildProcess
{
    public const string Verb = "work";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>Runs a job in a new process of this program.</summary>
    /// <param name="job">The job.</param>
    /// <param name="dataFolder">
    /// The local application data folder of the process, on Linux. A process with another folder does not see the
    /// schedule of this machine's other processes, as if it ran on another machine. Null for the user's.
    /// </param>
    public static async Task<JobResult> WorkAsync(Job job, string? dataFolder = null)
    {
        var self = Environment.ProcessPath!;
        var assembly = Path.Combine(AppContext.BaseDirectory, "Track123.Benchmarks.dll");
        var isHost = Path.GetFileNameWithoutExtension(self).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] before = isHost ? [assembly] : [];
        var text = await ReadAsync(
            self, [.. before, Verb, JsonSerializer.Serialize(job, JobJson.Default.Job)], dataFolder);
        return JsonSerializer.Deserialize(LastLine(text), JobJson.Default.JobResult)!;
    }

    /// <summary>Runs a script in Track123.Shell and returns the last line it prints.</summary>
    public static async Task<string> ShellAsync(string script, params string[] arguments) =>
        LastLine(await ReadAsync("dotnet", [Places.Shell, Places.Script(script), .. arguments]));

    /// <summary>Runs a script in PowerShell and returns the last line it prints.</summary>
    public static async Task<string> PwshAsync(string pwsh, string script, params string[] arguments) =>
        LastLine(await ReadAsync(
            pwsh, ["-NoLogo", "-NoProfile", "-NonInteractive", "-File", Places.Script(script), .. arguments]));

    private static async Task<string> ReadAsync(string program, string[] arguments, string? dataFolder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (dataFolder is not null)
        {
            start.Environment["XDG_DATA_HOME"] = dataFolder;
            start.Environment["XDG_CACHE_HOME"] = dataFolder;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var cancellation = new CancellationTokenSource(Timeout);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellation.Token);
            var text = await process.StandardOutput.ReadToEndAsync(cancellation.Token);
            await process.WaitForExitAsync(cancellation.Token);
            return process.ExitCode == 0
                ? text
                : throw new InvalidOperationException(
                    $"{Path.GetFileName(program)} ended with {process.ExitCode}. {await errors} {text}".TrimEnd());
        }
        catch (OperationCanceledException error)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{Path.GetFileName(program)} did not end within {Timeout.TotalMinutes} minutes.", error);
        }
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last]
            ? last
            : throw new InvalidOperationException("The program printed nothing.");
}
