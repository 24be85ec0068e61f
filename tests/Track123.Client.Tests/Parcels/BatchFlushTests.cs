using System.Text.Json;

namespace Track123.Client.Tests.Parcels;

/// <summary>How big batches are, and when one leaves that is not full.</summary>
public sealed class BatchFlushTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ScriptedService service = new(RegistrationRunTests.AcceptAll);

    [Fact]
    public async Task Batch_size_is_what_is_asked_for_and_never_more_than_the_service_takes()
    {
        using var client = this.service.Connect();
        foreach (var (asked, sent) in new[] { (7, new[] { 7, 7, 6 }), (1000, [20]) })
        {
            this.service.Requests.Clear();
            using var run = client.Begin(ParcelOperations.Register, new Log(), default, asked);
            Assert.Equal(20, (await this.service.Drive(run, Rows(20, $"S{asked}-"))).Count);
            Assert.Equal(sent, this.Sent());
        }
    }

    [Fact]
    public void Row_that_has_waited_long_enough_leaves_without_the_driver()
    {
        using var client = this.service.Connect();
        using var run = Begin(client);
        Add(run, 3, "A");
        this.service.Clock.Advance(Interval - TimeSpan.FromMilliseconds(1));
        Assert.Empty(this.service.Requests);
        Add(run, 1, "B");
        this.service.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([4], this.Sent());
        Assert.Empty(run.Waiting);
        Assert.Equal(4, Take(run).Count);
    }

    [Fact]
    public async Task Interval_counts_from_the_oldest_row_that_still_waits()
    {
        using var client = this.service.Connect();
        using var run = Begin(client);
        Add(run, 99, "A");
        this.service.Clock.Advance(Interval - TimeSpan.FromSeconds(1));
        Add(run, 1, "B");
        await run.SendAsync(default);
        Add(run, 1, "C");
        this.service.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([100], this.Sent());
        this.service.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([100, 1], this.Sent());
    }

    [Fact]
    public void Without_an_interval_rows_wait_for_the_driver()
    {
        using var client = this.service.Connect();
        using var run = client.Begin(ParcelOperations.Register, new Log(), default);
        Add(run, 3, "A");
        this.service.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(this.service.Requests);
        Assert.Equal(3, run.Waiting.Count);
    }

    [Fact]
    public async Task Nothing_leaves_once_the_run_is_over()
    {
        using var stop = new CancellationTokenSource();
        using var client = this.service.Connect();
        using var stopped = Begin(client, stop.Token);
        var disposed = Begin(client);
        Add(stopped, 1, "A");
        Add(disposed, 1, "B");
        await stop.CancelAsync();
        disposed.Dispose();
        this.service.Clock.Advance(Interval + Interval);
        Assert.Empty(this.service.Requests);
    }

    [Fact]
    public void Skipped_rows_do_not_leave_later()
    {
        using var client = this.service.Connect();
        using var run = Begin(client);
        Add(run, 2, "A");
        run.Skip();
        this.service.Clock.Advance(Interval + Interval);
        Assert.Empty(this.service.Requests);
        Assert.All(Take(run), r => Assert.Equal(RegistrationStatus.Skipped, r.Status));
    }

    [Fact]
    public async Task Timer_finds_no_room_and_comes_again()
    {
        var slow = new ScriptedService(RegistrationRunTests.AcceptAll) { Hold = new TaskCompletionSource() };
        using var client = slow.Connect();
        using var run = client.Begin(ParcelOperations.Register, new Log(), default, 1, Interval);
        for (var i = 0; i < 16; i++)
        {
            Add(run, 1, $"A{i}-");
            await run.SendAsync(default);
        }

        // Time for all to get past the pacer, and for the timer to be due.
        Add(run, 1, "B");
        slow.Clock.Advance(Interval + Interval);
        Assert.Single(run.Waiting);
        slow.Hold.SetResult();
        await slow.DriveUntil(() => run.Waiting.Count == 0);
    }

    [Fact]
    public async Task Driver_and_timer_together_lose_nothing_and_send_nothing_twice()
    {
        const int count = 20_000;

        // No pacing to wait out; and however far the clock gets while a thread waits for its turn, no attempt is too late and made again.
        using var client = new Track123Client(
            new ConnectionOptions { Sandbox = this.service, OperationTimeout = TimeSpan.FromDays(20), RequestsPerSecond = 1_000_000 }, this.service.Clock);
        var log = new Log();
        using var run = client.Begin(ParcelOperations.Register, log, default, 100, TimeSpan.FromMilliseconds(60));
        using var done = new CancellationTokenSource();

        // The clock runs on a thread of its own, and so does the timer: beside the driver, at any moment.
        var time = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                this.service.Clock.Advance(TimeSpan.FromMilliseconds(50));
                Thread.Yield();
            }
        });
        List<RegistrationResult> results;
        try
        {
            results = await Task.Run(() => Drive(run, Rows(count, "N")));
        }
        finally
        {
            await done.CancelAsync();
            await time;
        }

        Assert.Equal(Enumerable.Range(1, count).Select(i => (long)i), results.Select(r => r.Row));
        Assert.All(results, r => Assert.Equal(RegistrationStatus.Registered, r.Status));
        Assert.DoesNotContain("again", log.All, StringComparison.Ordinal);
        Assert.Equal(count, this.Sent().Sum());
        Assert.Contains(this.Sent(), size => size < 100);
    }

    private static async Task<List<RegistrationResult>> Drive(BatchRun<ParcelRow, RegistrationResult> run, IEnumerable<ParcelRow> rows)
    {
        var taken = new List<RegistrationResult>();
        foreach (var row in rows)
        {
            run.Add(row);
            if (run.IsBatchFull)
            {
                await run.SendAsync(default);
            }
            else if (row.Row % 350 == 0)
            {
                // These fifty are the timer's in any case; the others are whoever's comes first.
                Assert.True(SpinWait.SpinUntil(() => run.Waiting.Count == 0, TimeSpan.FromSeconds(20)));
            }

            taken.AddRange(Take(run));
        }

        await run.SendAsync(default);
        while (await run.WhenReadyAsync(default))
        {
            taken.AddRange(Take(run));
        }

        return taken;
    }

    private static BatchRun<ParcelRow, RegistrationResult> Begin(Track123Client client, CancellationToken token = default) =>
        client.Begin(ParcelOperations.Register, new Log(), token, 100, Interval);

    private static IEnumerable<ParcelRow> Rows(int count, string prefix) =>
        Enumerable.Range(1, count).Select(i => new ParcelRow { Row = i, TrackingNumber = $"{prefix}{i}" });

    private static void Add(BatchRun<ParcelRow, RegistrationResult> run, int count, string prefix)
    {
        foreach (var row in Rows(count, prefix))
        {
            run.Add(row);
        }
    }

    private static List<RegistrationResult> Take(BatchRun<ParcelRow, RegistrationResult> run)
    {
        var taken = new List<RegistrationResult>();
        while (run.TryTake(out var result))
        {
            taken.Add(result!);
        }

        return taken;
    }

    private int[] Sent() => [.. this.service.Requests.Select(r => JsonDocument.Parse(r.Body).RootElement.GetArrayLength())];
}
