using FsCheck.Fluent;
using Track123.Client.Tests.Faults;
using Track123.Testing;
using Xunit.Abstractions;

namespace Track123.Client.Tests.Properties;

/// <summary>Registrations and queries with random rows, faults and seeds.</summary>
public sealed class FaultProperties(ITestOutputHelper output)
{
    private static readonly FaultKind[] QueryFaults =
        [.. FaultKinds.Temporary.Except([FaultKind.RowsFewer, FaultKind.RowsMore, FaultKind.IndexMissing, FaultKind.IndexWrong, FaultKind.RowsReordered])];

    [Fact]
    public void Results_are_in_input_order_and_agree_with_the_ledger() => Property.Check(
        output,
        from seed in Gen.Choose(0, int.MaxValue)
        from rows in Gen.Choose(1, 60)
        from batch in Gen.Choose(1, 20)
        from rate in Gen.Choose(0, 50)
        from kinds in Gen.ArrayOf(Gen.Elements(FaultKinds.All.ToArray()))
        select (Seed: seed, Rows: rows, Batch: batch, Rate: rate, Kinds: string.Join(',', kinds)),
        one =>
        {
            var kinds = one.Kinds.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<FaultKind>).ToArray();
            var report = Run(new FaultRun
            {
                Seed = one.Seed,
                Rows = FaultRun.MakeRows(one.Rows, one.Seed),
                BatchSize = one.Batch,
                Rate = one.Rate / 100.0,
                Kinds = kinds,
            });
            Assert.Equal([], report.FindContradictions());
        });

    [Fact]
    public void No_request_is_sent_after_a_stop() => Property.Check(
        output,
        from seed in Gen.Choose(0, int.MaxValue)
        from rows in Gen.Choose(2, 60)
        from stop in Gen.Choose(1, rows)
        select (Seed: seed, Rows: rows, Stop: stop),
        one => Assert.Equal([], Run(new FaultRun
        {
            Seed = one.Seed,
            Rows = FaultRun.MakeRows(one.Rows, one.Seed),
            BatchSize = 3,
            StopAfter = one.Stop,
        }).FindContradictions()));

    [Fact]
    public void Query_returns_each_record_once() => Property.Check(
        output,
        from seed in Gen.Choose(0, int.MaxValue)
        from parcels in Gen.Choose(0, 40)
        from page in Gen.Choose(1, 15)
        select (Seed: seed, Parcels: parcels, Page: page),
        one => QueryAsync(one.Seed, one.Parcels, one.Page).WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult());

    private static FaultReport Run(FaultRun run) =>
        run.RunAsync().WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();

    private static async Task QueryAsync(int seed, int parcels, int page)
    {
        await using var server = await TestServer.StartAsync(new() { Latency = TimeSpan.Zero, Jitter = TimeSpan.Zero, RequestsPerSecond = null });
        using var client = new Track123Client(
            new ConnectionOptions
            {
                ApiKey = TestServerOptions.DefaultApiKey,
                BaseUri = server.BaseUri,
                RequestsPerSecond = 100_000,
                OperationTimeout = TimeSpan.FromSeconds(1),
                MaximumRetryCount = 12,
            },
            new FastClock(100));
        string[] numbers = [.. Enumerable.Range(0, parcels).Select(i => $"SBTRANSIT{i:d4}")];
        using (var run = client.Begin(ParcelOperations.Register, new Log(), default))
        {
            foreach (var number in numbers)
            {
                run.Add(new() { TrackingNumber = number });
            }

            await run.SendAsync(default);
            while (await run.WhenReadyAsync(default))
            {
                while (run.TryTake(out _))
                {
                }
            }
        }

        server.Script("track/query", new FaultMix(seed, 0.3, QueryFaults));
        var pager = client.BeginQuery(null, null, new Log(), default, page);
        var got = new List<string>();
        try
        {
            while (await pager.ReadPageAsync() is { Accepted.Content: var records })
            {
                got.AddRange(records.Select(r => r.TrackingNumber));
            }
        }
        catch (Track123Exception e) when (e.Kind is not Track123ErrorKind.InvalidRequest || e.HttpStatus == 413)
        {
            // The query failed, but the records returned before are correct.
            Assert.Equal(got.Count, got.Distinct(StringComparer.Ordinal).Count());
            Assert.All(got, n => Assert.Contains(n, numbers));
            return;
        }

        Assert.Equal(numbers, got.Order(StringComparer.Ordinal));
    }
}
