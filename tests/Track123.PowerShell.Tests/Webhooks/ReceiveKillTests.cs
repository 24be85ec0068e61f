using System.Diagnostics;
using Track123.PowerShell.Tests.Hosting;
using Xunit.Abstractions;

namespace Track123.PowerShell.Tests.Webhooks;

/// <summary>A receiver in a process of its own that writes what it gets to a file, killed while many send to it, and started again.</summary>
public sealed class ReceiveKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Count = 10_000;
    private const int Kills = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("killed ").FullName;

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    [Fact]
    public void What_was_not_handed_on_was_not_acknowledged_whenever_it_is_killed()
    {
        var port = Storm.FreePort();
        var file = Path.Combine(this.folder, "received.txt");
        var random = new Random(Environment.TickCount);
        using var first = Start(port, file);
        using var storm = new Storm(Storm.Address(port), Webhook.Key, Count, senders: 16, faults: "plain");
        var receiver = first;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = Lines(file).Count;
            Server.WaitUntil(() => Lines(file).Count > before + random.Next(50, 1000));
            receiver.Kill();
            receiver.WaitForExit();
            output.WriteLine($"Killed with {Lines(file).Count} handed on.");
            receiver = Start(port, file);
        }

        var result = storm.Result;
        receiver.Kill();
        receiver.WaitForExit();
        receiver.Dispose();

        // A line that was torn is of a notification that was not acknowledged: it is there again.
        var received = Lines(file);
        var missing = result.Ledger.Where(l => l.Acknowledged is not null).Select(l => l.Number).Except(received, StringComparer.Ordinal).ToList();
        output.WriteLine($"{result.Ledger.Count(l => l.Acknowledged is not null)} acknowledged, {received.Count} handed on, "
            + $"{received.Count - received.Distinct(StringComparer.Ordinal).Count()} of them again after a kill, {missing.Count} missing, "
            + $"{result.Statuses.GetValueOrDefault("0")} requests without answer.");
        Assert.Empty(missing);
        Assert.Equal(Count, result.Ledger.Count(l => l.Acknowledged is not null));
        Assert.True(result.Statuses.GetValueOrDefault("0") > 0, "No kill met a request.");
    }

    private static List<string> Lines(string file)
    {
        if (!File.Exists(file))
            return [];

        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static Process Start(int port, string file)
    {
        var script = $"$f = [IO.File]::Open('{file}', 'Append', 'Write', 'ReadWrite');"
            + $" Receive-Track123Webhook -Port {port} -Key {Webhook.Key} | ForEach-Object {{"
            + " $b = [Text.Encoding]::ASCII.GetBytes($_.TrackingNumber + [char]10); $f.Write($b, 0, $b.Length); $f.Flush() }";
        var process = Process.Start(new ProcessStartInfo("dotnet", [ShellRun.Program, "-c", script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        Storm.WaitForListener(port);
        return process;
    }
}
