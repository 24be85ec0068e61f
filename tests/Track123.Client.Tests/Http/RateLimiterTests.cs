using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace Track123.Client.Tests.Http;

public sealed class RateLimiterTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task No_second_has_more_than_five_requests_even_after_an_idle_time()
    {
        var limiter = new RateLimiter(5, this.clock);
        var sent = new List<TimeSpan>();
        var start = this.clock.GetTimestamp();
        await limiter.WaitAsync(default);
        this.clock.Advance(TimeSpan.FromSeconds(7.1));
        for (var i = 0; i < 40; i++)
        {
            // The calls are sequential, so that only this thread runs and each time is exact.
            await this.Drive(limiter.WaitAsync(default));
            sent.Add(this.clock.GetElapsedTime(start));
        }

        Assert.Equal(40, sent.Count);
        Assert.All(sent, t => Assert.True(sent.Count(o => o >= t && o < t + TimeSpan.FromSeconds(1)) <= 5));
        Assert.True(sent[^1] - sent[0] < TimeSpan.FromSeconds(39 / 5.0 * 1.03 + 0.1), $"took {sent[^1] - sent[0]}");
    }

    [Fact]
    public async Task Canceled_caller_does_not_use_a_slot()
    {
        var limiter = new RateLimiter(5, this.clock);
        await limiter.WaitAsync(default);
        using var stop = new CancellationTokenSource();
        var canceled = Enumerable.Range(0, 10).Select(_ => limiter.WaitAsync(stop.Token)).ToArray();
        var waiting = limiter.WaitAsync(default);
        await stop.CancelAsync();
        foreach (var task in canceled)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        }

        var start = this.clock.GetTimestamp();
        while (!waiting.IsCompleted)
        {
            this.clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.InRange(this.clock.GetElapsedTime(start).TotalMilliseconds, 0, 1000);
    }

    [Fact]
    public async Task Pause_delays_all_callers_and_widens_the_interval_within_bounds()
    {
        var limiter = new RateLimiter(5, this.clock);
        var before = limiter.Interval;
        var start = this.clock.GetTimestamp();
        for (var i = 0; i < 100; i++)
        {
            limiter.Pause(TimeSpan.FromSeconds(1));
        }

        await this.Drive(limiter.WaitAsync(default));
        Assert.InRange(this.clock.GetElapsedTime(start).TotalSeconds, 1.0, 1.1);
        Assert.InRange(limiter.Interval / before, 1.9, 2.0);
    }

    [Fact]
    public async Task Current_delay_is_the_remaining_wait_and_zero_without_callers()
    {
        var limiter = new RateLimiter(5, this.clock);
        await limiter.WaitAsync(default);
        limiter.Pause(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, limiter.CurrentDelay);
        var waiter = limiter.WaitAsync(default);
        this.clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(7, limiter.CurrentDelay.TotalSeconds, 0.001);
        await this.Drive(waiter);
        Assert.Equal(TimeSpan.Zero, limiter.CurrentDelay);
    }

    [Theory]
    [InlineData("1", 0.95)]
    [InlineData("0.5 0.5", 0.78)]
    [InlineData("0.6 0.4", 0.95)]
    [InlineData("0.4 0.4 0.2", 0.95)]
    [InlineData("0.2 0.2 0.2 0.2 0.2", 0.95)]
    public void Machines_with_shares_never_exceed_the_limit_together(string shares, double minUse)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        for (var offset = 0; offset < 510; offset += 30)
        {
            var limiters = shares.Split(' ')
                .Select(share => new RateLimiterRegistry(this.clock, null, double.Parse(share, CultureInfo.InvariantCulture))
                    .Get(Endpoints.RegisterParcels))
                .ToArray();
            var waits = new Task?[limiters.Length];
            var sent = new List<int>();
            for (var ms = 0; ms < 12_000; ms++, this.clock.Advance(TimeSpan.FromMilliseconds(1)))
            {
                for (var i = 0; i < limiters.Length; i++)
                {
                    // Each machine starts at another time. None of them sees the schedule of the others.
                    if (ms >= i * offset && waits[i] is not { IsCompleted: false })
                    {
                        sent.AddRange(waits[i] is null ? [] : [ms]);
                        waits[i] = limiters[i].WaitAsync(default);
                    }
                }
            }

            var seconds = sent.Select(start => sent.Count(ms => ms >= start && ms < start + 1000)).ToList();
            Assert.All(seconds, count => Assert.InRange(count, 1, 5));
            Assert.InRange(sent.Count(ms => ms >= 2000) / 10.0 / 5, minUse, 1);
        }
    }

    private async Task Drive(Task task)
    {
        // With the test runner's synchronization context, continuations would run too late after the clock has
        // advanced.
        SynchronizationContext.SetSynchronizationContext(null);
        while (!task.IsCompleted)
        {
            this.clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await task;
    }
}
