using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Work;

namespace Track123.Benchmarks.Scenarios;

/// <summary>The cost of receiving webhooks, and whether sender and receiver agree.</summary>
internal sealed class Webhooks : IScenario
{
    private const int Senders = 32;

    public string Name => "webhooks";

    public string Title =>
        "Receive-Track123Webhook with 32 senders; floor: an HttpListener that only reads and answers 200";

    public async Task<IReadOnlyList<Figure>> RunAsync(Settings settings)
    {
        var count = settings.RowsOr(20_000, quick: 2_000);
        var (plain, plainFloor, mixed, mixedFloor) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (lost, twice, disordered, misjudged) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < settings.RunsOr(5); i++)
        {
            plain.Add((await ReceiveAsync(count, withFaults: false)).Result.Rate);
            plainFloor.Add(await MeasureFloorAsync(count, withFaults: false));
            var (result, received) = await ReceiveAsync(count, withFaults: true);
            mixed.Add(result.Rate);
            mixedFloor.Add(await MeasureFloorAsync(count, withFaults: true));
            lost.Add(result.Ledger.Where(l => l.Acknowledged is not null).Select(l => l.Number).Except(received, StringComparer.Ordinal).Count());
            twice.Add(received.Count - received.Distinct(StringComparer.Ordinal).Count());
            disordered.Add(CountDisordered(result, received));
            misjudged.Add(result.Misjudged);
        }

        return
        [
            new($"{count} valid notifications", "requests/s", new(plain)) { Floor = new(plainFloor), Goal = 0.5, IsAtLeast = true },
            new("with wrong signatures, repeats, garbage, disconnects", "requests/s", new(mixed))
            {
                Floor = new(mixedFloor),
                Goal = 0.5,
                IsAtLeast = true,
            },
            new("acknowledged and not received", "notifications", new(lost)) { Goal = 0 },
            new("received more than once", "notifications", new(twice)) { Goal = 0 },
            new("received after one that was sent once they were acknowledged", "notifications", new(disordered)) { Goal = 0 },
            new("answered otherwise than they had to be", "requests", new(misjudged)) { Goal = 0 },
        ];
    }

    private static async Task<(StormResult Result, List<string> Received)> ReceiveAsync(int count, bool withFaults)
    {
        var folder = Directory.CreateTempSubdirectory("track123-webhooks-");
        try
        {
            var module = Places.Module ?? throw new InvalidOperationException("out/Track123 is not built.");
            var file = Path.Combine(folder.FullName, "received.txt");
            var port = FreePort();
            string[] arguments =
            [
                Places.Shell, Places.Script("Receive-Webhooks.ps1"), "-Module", module,
                "-Port", port.ToString(CultureInfo.InvariantCulture), "-Key", WebhookSenders.Key, "-Path", file,
            ];
            var result = await SendToAsync("dotnet", arguments, port, count, withFaults);
            return (result, [.. await File.ReadAllLinesAsync(file)]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> MeasureFloorAsync(int count, bool withFaults)
    {
        var port = FreePort();
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Track123.Benchmarks.dll"), FloorListener.Verb, port.ToString(CultureInfo.InvariantCulture),
        ];
        return (await SendToAsync("dotnet", arguments, port, count, withFaults)).Rate;
    }

    private static async Task<StormResult> SendToAsync(string program, string[] arguments, int port, int count, bool withFaults)
    {
        using var receiver = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            await WaitForListenerAsync(receiver, port);

            // A warm-up excludes the cost of JIT compilation.
            await WebhookSenders.SendAsync(port, first: count, 500, Senders, withFaults: false);
            return await WebhookSenders.SendAsync(port, first: 0, count, Senders, withFaults);
        }
        finally
        {
            receiver.Kill();
            await receiver.WaitForExitAsync();
        }
    }

    private static int CountDisordered(StormResult result, List<string> received)
    {
        var place = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < received.Count; i++)
        {
            place.TryAdd(received[i], i);
        }

        var byAnswer = result.Ledger.Where(l => l.Acknowledged is not null).OrderBy(l => l.Acknowledged).ToList();
        var (answered, last, count) = (0, -1, 0);
        foreach (var line in result.Ledger.OrderBy(l => l.Sent))
        {
            for (; answered < byAnswer.Count && byAnswer[answered].Acknowledged < line.Sent; answered++)
            {
                last = Math.Max(last, place.GetValueOrDefault(byAnswer[answered].Number, -1));
            }

            count += place.TryGetValue(line.Number, out var at) && at <= last ? 1 : 0;
        }

        return count;
    }

    private static async Task WaitForListenerAsync(Process receiver, int port)
    {
        for (var i = 0; i < 300 && !receiver.HasExited; i++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("the receiver did not start to listen.");
    }

    private static int FreePort()
    {
        // Below the ephemeral ports. On an ephemeral port, a connection attempt could connect to itself.
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // The port is in use.
            }
        }
    }
}
