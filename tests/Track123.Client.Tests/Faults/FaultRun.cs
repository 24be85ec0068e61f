using System.Diagnostics;
using System.Globalization;
using Track123.Testing;

namespace Track123.Client.Tests.Faults;

/// <summary>
/// Registers rows through the real client and real sockets on a server that injects faults, and compares the results
/// with the server's ledger.
/// </summary>
internal sealed class FaultRun
{
    public required int Seed { get; init; }

    public required IReadOnlyList<ParcelRow> Rows { get; init; }

    public double Rate { get; init; } = 0.2;

    public IReadOnlyList<FaultKind> Kinds { get; init; } = FaultKinds.Temporary;

    public int BatchSize { get; init; } = 100;

    public int Credits { get; init; } = 10_000_000;

    /// <summary>The index of the first request whose key is rejected; null for none.</summary>
    public int? KeyExpiresAt { get; init; }

    /// <summary>The number of outcomes after which the run is stopped; null to complete it.</summary>
    public int? StopAfter { get; init; }

    /// <summary>Whether failed rows are sent again, as a user would do, until none is left.</summary>
    public bool ResendsFailedRows { get; init; }

    /// <summary>
    /// Creates rows like those of users: most are new, some are duplicates, invalid, blank or rejected by the service.
    /// </summary>
    public static IReadOnlyList<ParcelRow> MakeRows(int count, int seed)
    {
        var random = new Random(seed);
        var rows = new List<ParcelRow>(count);
        for (var i = 0; i < count; i++)
        {
            var number = random.Next(100) switch
            {
                < 3 when i > 0 => rows[random.Next(i)].TrackingNumber,
                3 => "",
                4 => string.Create(CultureInfo.InvariantCulture, $"SBREJECT{i}"),
                5 => string.Create(CultureInfo.InvariantCulture, $"SBPOSTAL{i}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"SBTRANSIT{i:d7}"),
            };
            rows.Add(new ParcelRow { Row = i + 1, TrackingNumber = number, OrderNumber = random.Next(3) == 0 ? $"SO-{i}" : null });
        }

        return rows;
    }

    public async Task<FaultReport> RunAsync()
    {
        await using var server = await TestServer.StartAsync(new()
        {
            Latency = TimeSpan.Zero,
            Jitter = TimeSpan.Zero,
            RequestsPerSecond = null,
            Credits = this.Credits,
            Recording = Recording.CountsOnly,
            KeepsLedger = true,
        });
        var mix = new FaultMix(this.Seed, this.Rate, this.Kinds);
        if (this.KeyExpiresAt is { } from)
        {
            server.Script("track/import", r => r.Index >= from ? new Fault { Status = 401, Body = """{"code":"A0230","msg":"token expired"}""" } : null);
        }

        server.Script("track/import", mix);
        using var client = new Track123Client(
            new ConnectionOptions
            {
                ApiKey = TestServerOptions.DefaultApiKey,
                BaseUri = server.BaseUri,
                RequestsPerSecond = 100_000,

                // 100 ms of real time: long enough that a busy machine does not cause timeouts of its own.
                OperationTimeout = TimeSpan.FromSeconds(10),
            },
            new FastClock(100));

        // Connected now: a fault may refuse new connections.
        using var control = new HttpClient();
        await CallAsync(server, control, 1);
        var watch = Stopwatch.StartNew();
        var log = new Log();
        var outcomes = await this.RegisterAsync(client, log, this.Rows);
        var runs = 1;
        if (this.StopAfter is null)
        {
            var open = outcomes.Where(o => o.Status == RegistrationStatus.Failed).ToList();
            var final = outcomes.ToDictionary(o => o.Row);
            for (; this.ResendsFailedRows && open.Count > 0 && runs < 500; runs++)
            {
                var retried = await this.RegisterAsync(client, log, [.. open.Select(o => o.Source)]);
                retried.ForEach(o => final[o.Row] = o);
                open = [.. retried.Where(o => o.Status == RegistrationStatus.Failed)];
            }

            outcomes = [.. outcomes.Select(o => final[o.Row])];
        }

        var afterStop = this.StopAfter is null ? 0 : await CountLateRequestsAsync(server, control);
        return new(this, server, mix, outcomes)
        {
            Runs = runs,
            Elapsed = watch.Elapsed,
            RequestsAfterStop = afterStop,
            KeyInLog = log.All.Contains(TestServerOptions.DefaultApiKey[..8], StringComparison.Ordinal),
        };
    }

    // A request sent before the stop may arrive later, especially on a busy machine. Requests sent after it would not end
    // within these calls.
    private static async Task<int> CountLateRequestsAsync(TestServer server, HttpClient control)
    {
        var received = -1;
        for (var i = 0; i < 50 && received != server.Requests.Received; i++)
        {
            received = server.Requests.Received;
            await CallAsync(server, control, 20);
        }

        await CallAsync(server, control, 100);
        return server.Requests.Received - received;
    }

    // Calls of the control endpoints are not counted.
    private static async Task CallAsync(TestServer server, HttpClient control, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await control.GetStringAsync(new Uri(server.BaseUri, "/_test/counts"));
        }
    }

    private async Task<List<RegistrationResult>> RegisterAsync(Track123Client client, Log log, IReadOnlyList<ParcelRow> rows)
    {
        using var stop = new CancellationTokenSource();
        using var run = client.Begin(ParcelOperations.Register, log, stop.Token, this.BatchSize);
        var outcomes = new List<RegistrationResult>(rows.Count);
        try
        {
            foreach (var row in rows)
            {
                run.Add(row);
                if (run.IsBatchFull)
                {
                    await run.SendAsync(stop.Token);
                }

                Take();
            }

            do
            {
                await run.SendAsync(stop.Token);
                while (await run.WhenReadyAsync(stop.Token))
                {
                    Take();
                }
            }
            while (run.Waiting.Count > 0);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        return outcomes;

        void Take()
        {
            stop.Token.ThrowIfCancellationRequested();
            while (run.TryTake(out var ready))
            {
                outcomes.Add(ready!);
                if (outcomes.Count >= this.StopAfter)
                {
                    stop.Cancel();
                    return;
                }
            }
        }
    }
}
