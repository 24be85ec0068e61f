using System.Diagnostics;
using Track123.PowerShell.Tests.Hosting;
using Xunit.Abstractions;

namespace Track123.PowerShell.Tests.Webhooks;

/// <summary>
/// A receiver in a separate process that writes notifications to a file. It is killed and restarted while many senders
/// send.
/// </summary>
public sealed class ReceiveKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Count = 10_000;
    private const int Kills = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("killed ").FullName;

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    [Fact]
    public void Killed_receiver_has_output_every_acknowledged_notification()
    {
        var port = Port.FindFree();
        var file = Path.Combine(this.folder, "received.txt");
        var random = new Random(Environment.TickCount);
        var receiver = Start(port, file);
        using var storm = new Storm(Port.Address(port), Webhook.Key, Count, senders: 16, faults: "plain");
        for (var kill = 1; kill <= Kills; kill++)
        {
            // The receiver prints a line for each notification that it has written to the file.
            for (var more = random.Next(50, 1000); more > 0; more--)
            {
                Assert.NotNull(receiver.StandardOutput.ReadLine());
            }

            Kill(receiver);
            output.WriteLine($"Killed with {Lines(file).Count} written.");
            receiver = Start(port, file);
        }

        _ = receiver.StandardOutput.ReadToEndAsync();
        var result = storm.Result;
        Kill(receiver);

        // A notification whose line is incomplete was not acknowledged, so it was sent again.
        var received = Lines(file);
        var missing = result.Ledger.Where(l => l.Acknowledged is not null).Select(l => l.Number).Except(received, StringComparer.Ordinal).ToList();
        output.WriteLine($"{result.Ledger.Count(l => l.Acknowledged is not null)} acknowledged, {received.Count} written, "
            + $"{received.Count - received.Distinct(StringComparer.Ordinal).Count()} of them again after a kill, {missing.Count} missing, "
            + $"{result.Statuses.GetValueOrDefault("0")} requests without answer.");
        Assert.Empty(missing);
        Assert.Equal(Count, result.Ledger.Count(l => l.Acknowledged is not null));
        Assert.True(result.Statuses.GetValueOrDefault("0") > 0, "No kill met a request.");
    }

    private static List<string> Lines(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static Process Start(int port, string file)
    {
        var script = $"$f = [IO.File]::Open('{file}', 'Append', 'Write', 'ReadWrite');"
            + $" Receive-Track123Webhook -Port {port} -Key {Webhook.Key} -Verbose 4>&1 | ForEach-Object {{"
            + " if ($_.TrackingNumber) {"
            + " $b = [Text.Encoding]::ASCII.GetBytes($_.TrackingNumber + [char]10); $f.Write($b, 0, $b.Length); $f.Flush() };"
            + " [Console]::WriteLine(\"$_\") }";
        var process = DotNetProcess.Start(Places.Shell, "-c", script);
        process.StandardInput.Close();
        _ = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains("Listening on", StringComparison.Ordinal))
            {
                return process;
            }
        }

        throw new InvalidOperationException("The receiver did not start.");
    }

    private static void Kill(Process receiver)
    {
        receiver.Kill();
        receiver.WaitForExit();
        receiver.Dispose();
    }
}
