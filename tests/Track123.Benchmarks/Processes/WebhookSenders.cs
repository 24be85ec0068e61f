using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Track123.Benchmarks.Processes;

/// <summary>Many webhook senders in a separate process.</summary>
internal static class WebhookSenders
{
    public const string Key = "benchmark-key-0123456789abcdef";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(4);

    /// <summary>Sends until every valid notification is acknowledged.</summary>
    public static async Task<StormResult> SendAsync(int port, int first, int count, int senders, bool withFaults)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                Places.TestServer, "webhooks", $"http://127.0.0.1:{port}/", Key, FormattableString.Invariant($"{first}+{count}"),
                senders.ToString(CultureInfo.InvariantCulture), withFaults ? "faults" : "plain",
            ])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        using var cancellation = new CancellationTokenSource(Timeout);
        try
        {
            var text = await process.StandardOutput.ReadToEndAsync(cancellation.Token);
            return JsonSerializer.Deserialize(text, StormJson.Default.StormResult)!;
        }
        catch (OperationCanceledException error)
        {
            process.Kill();
            throw new TimeoutException("The senders did not end in time.", error);
        }
    }
}

/// <summary>A line of the senders' ledger. Times are ticks of one monotonic clock.</summary>
internal sealed record LedgerLine(string Number, long Sent, long? Acknowledged);

/// <summary>The counts and the ledger that the sender process returns.</summary>
internal sealed record StormResult(List<LedgerLine> Ledger, Dictionary<string, int> Statuses, int Misjudged, int Requests, double Seconds)
{
    public double Rate => this.Requests / this.Seconds;
}

[JsonSerializable(typeof(StormResult))]
internal sealed partial class StormJson : JsonSerializerContext;
