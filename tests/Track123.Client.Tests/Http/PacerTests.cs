using Microsoft.Extensions.Time.Testing;
using Track123.Http;

namespace Track123.Client.Tests.Http;

public sealed class PacerTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task Never_six_in_any_one_second_even_after_idling()
    {
        var pacer = new Pacer(5, this.clock);
        var sent = new List<TimeSpan>();
        var start = this.clock.GetTimestamp();
        await pacer.WaitAsync(default);
        this.clock.Advance(TimeSpan.FromSeconds(7.1));
        for (var i = 0; i < 40; i++)
        {
            // One after the other, so that nothing runs but this thread and each moment is exact.
            await this.Drive(pacer.WaitAsync(default));
            sent.Add(this.clock.GetElapsedTime(start));
        }

        Assert.Equal(40, sent.Count);
        Assert.All(sent, t => Assert.True(sent.Count(o => o >= t && o < t + TimeSpan.FromSeconds(1)) <= 5));
        Assert.True(sent[^1] - sent[0] < TimeSpan.FromSeconds(39 / 5.0 * 1.03 + 0.1), $"took {sent[^1] - sent[0]}");
    }

    [Fact]
    public async Task A_waiter_that_gives_up_costs_nobody_a_turn()
    {
        var pacer = new Pacer(5, this.clock);
        await pacer.WaitAsync(default);
        using var stop = new CancellationTokenSource();
        var given = Enumerable.Range(0, 10).Select(_ => pacer.WaitAsync(stop.Token)).ToArray();
        var patient = pacer.WaitAsync(default);
        await stop.CancelAsync();
        foreach (var task in given)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        }

        var start = this.clock.GetTimestamp();
        while (!patient.IsCompleted)
        {
            this.clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.InRange(this.clock.GetElapsedTime(start).TotalMilliseconds, 0, 1000);
    }

    [Fact]
    public async Task A_pause_holds_everybody_and_widens_the_spacing_within_bounds()
    {
        var pacer = new Pacer(5, this.clock);
        var before = pacer.Interval;
        var start = this.clock.GetTimestamp();
        for (var i = 0; i < 100; i++)
        {
            pacer.Pause(TimeSpan.FromSeconds(1));
        }

        await this.Drive(pacer.WaitAsync(default));
        Assert.InRange(this.clock.GetElapsedTime(start).TotalSeconds, 1.0, 1.1);
        Assert.InRange(pacer.Interval / before, 1.9, 2.0);
    }

    [Fact]
    public async Task It_says_how_long_whoever_waits_must_still_wait()
    {
        var pacer = new Pacer(5, this.clock);
        await pacer.WaitAsync(default);
        pacer.Pause(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, pacer.PresentWait);
        var waiter = pacer.WaitAsync(default);
        this.clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(7, pacer.PresentWait.TotalSeconds, 0.001);
        await this.Drive(waiter);
        Assert.Equal(TimeSpan.Zero, pacer.PresentWait);
    }

    private async Task Drive(Task task)
    {
        // With the test runner's own context on this thread, what the clock wakes would run elsewhere, later than the moment it was woken.
        SynchronizationContext.SetSynchronizationContext(null);
        while (!task.IsCompleted)
        {
            this.clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await task;
    }
}
