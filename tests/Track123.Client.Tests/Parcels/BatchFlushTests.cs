using System.Text.Json;

namespace Track123.Client.Tests.Parcels;

/// <summary>Tests the size of batches and when an incomplete batch is sent.</summary>
public sealed class BatchFlushTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ScriptedService service = new(RegistrationTests.AcceptAll);

    [Fact]
    public async Task Batch_size_is_the_requested_size_up_to_the_limit_of_the_service()
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
    public void Waiting_row_is_sent_after_the_interval_without_a_call_of_SendAsync()
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
    public async Task Interval_starts_with_the_oldest_waiting_row()
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
    public void Without_an_interval_rows_wait_for_a_call_of_SendAsync()
    {
        using var client = this.service.Connect();
        using var run = client.Begin(ParcelOperations.Register, new Log(), default);
        Add(run, 3, "A");
        this.service.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(this.service.Requests);
        Assert.Equal(3, run.Waiting.Count);
    }

    [Fact]
    public async Task Nothing_is_sent_after_cancellation_or_disposal()
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
    public void Skipped_rows_are_not_sent_after_the_interval()
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
    public async Task Timer_retries_when_too_many_batches_are_in_progress()
    {
        var slow = new ScriptedService(RegistrationTests.AcceptAll) { Hold = new TaskCompletionSource() };
        using var client = slow.Connect();
        using var run = client.Begin(ParcelOperations.Register, new Log(), default, 1, Interval);
        for (var i = 0; i < 16; i++)
        {
            Add(run, 1, $"A{i}-");
            await run.SendAsync(default);
        }

        // Long enough for all requests to pass the rate limiter and for the timer to be due.
        Add(run, 1, "B");
        slow.Clock.Advance(Interval + Interval);
        Assert.Single(run.Waiting);
        slow.Hold.SetResult();
        await slow.DriveUntil(() => run.Waiting.Count == 0);
    }

    [Fact]
    public async Task Concurrent_sends_by_caller_and_timer_neither_lose_nor_duplicate_rows()
    {
        const int count = 20_000;

        // The rate limit is never reached, and no attempt times out however far the clock advances while a thread
        // waits.
        using var client = new Track123Client(
            new ConnectionOptions { Sandbox = this.service, OperationTimeout = TimeSpan.FromDays(20), RequestsPerSecond = 1_000_000 }, this.service.Clock);
        var log = new Log();
        using var run = client.Begin(ParcelOperations.Register, log, default, 100, TimeSpan.FromMilliseconds(60));
        using var done = new CancellationTokenSource();

        // The clock and the timer run on another thread, so that the timer can fire at any time.
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
            results = await Task.Run(() => RegisterAsync(run, Rows(count, "N")));
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

    private static async Task<List<RegistrationResult>> RegisterAsync(BatchRun<ParcelRow, RegistrationResult> run, IEnumerable<ParcelRow> rows)
    {
        var taken = new List<RegistrationResult>();
        foreach (var row in rows)
        {
            run.Add(ScriptedService.WithoutNumberCheck(row));
            if (run.IsBatchFull)
            {
                await run.SendAsync(default);
            }
            else if (row.Row % 350 == 0)
            {
                // The timer always sends these fifty rows; either side may send the others.
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
            run.Add(ScriptedService.WithoutNumberCheck(row));
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

    private int[] Sent() =>
        [.. this.service.Requests.Select(r => JsonDocument.Parse(r.Body).RootElement.GetArrayLength())];
}
