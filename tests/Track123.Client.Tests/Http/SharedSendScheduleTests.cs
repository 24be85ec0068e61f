using Microsoft.Extensions.Time.Testing;

namespace Track123.Client.Tests.Http;

/// <summary>Two rate limiters that share only a file represent two processes.</summary>
public sealed class SharedSendScheduleTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(this.path);

    [Fact]
    public void Two_processes_share_one_limit_and_both_make_progress()
    {
        var limiters = new[] { this.NewLimiter(), this.NewLimiter() };
        var sent = new List<(TimeSpan At, int By)>();
        var start = this.clock.GetTimestamp();
        var waits = limiters.Select(p => p.WaitAsync(default)).ToArray();
        while (sent.Count < 60)
        {
            this.clock.Advance(TimeSpan.FromMilliseconds(1));
            for (var i = 0; i < waits.Length; i++)
            {
                if (waits[i].IsCompleted)
                {
                    sent.Add((this.clock.GetElapsedTime(start), i));
                    waits[i] = limiters[i].WaitAsync(default);
                }
            }
        }

        Assert.All(sent, s => Assert.True(sent.Count(o => o.At >= s.At && o.At < s.At + TimeSpan.FromSeconds(1)) <= 5));
        Assert.All(limiters.Select((_, i) => sent.Count(s => s.By == i)), count => Assert.True(count > 5, $"{count} of 60"));
        Assert.True(sent[^1].At - sent[0].At < TimeSpan.FromSeconds(59 / 5.0 * 1.06), $"took {sent[^1].At - sent[0].At}");
    }

    [Fact]
    public void Processes_with_different_shares_use_at_most_the_largest_together()
    {
        var limiters = new[] { this.NewLimiter(requestsPerSecond: 3), this.NewLimiter(requestsPerSecond: 2) };
        var waits = limiters.Select(p => p.WaitAsync(default)).ToArray();
        var sent = new List<int>();
        for (var ms = 0; ms < 20_000; ms++, this.clock.Advance(TimeSpan.FromMilliseconds(1)))
        {
            for (var i = 0; i < waits.Length; i++)
            {
                if (waits[i].IsCompleted)
                {
                    sent.Add(ms);
                    waits[i] = limiters[i].WaitAsync(default);
                }
            }
        }

        Assert.All(sent, start => Assert.InRange(sent.Count(ms => ms >= start && ms < start + 1000), 1, 3));
        Assert.InRange(sent.Count, 40, 60);
    }

    [Fact]
    public void File_is_private_and_its_name_does_not_reveal_the_key()
    {
        var folders = new[] { this.path + "-1", this.path + "-2" };
        try
        {
            foreach (var folder in folders)
            {
                Directory.CreateDirectory(folder); // readable by all users
                foreach (var endpoint in new[] { "a", "a", "b" })
                {
                    var slot = new SendSlot(Now: 1, Due: 0, Interval: 1, Slack: 0);
                    Assert.True(SharedSendSchedule.Open(folder, "key " + endpoint, this.clock)!.TryUpdate(ref slot));
                }
            }

            var files = folders.Select(f => new DirectoryInfo(f).GetFiles()).ToList();
            Assert.All(files, f => Assert.Equal(3, f.Length)); // salt, a, b
            Assert.Equal("salt", Assert.Single(files[0].Select(f => f.Name).Intersect(files[1].Select(f => f.Name))));
            if (!OperatingSystem.IsWindows())
            {
                const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                Assert.All(folders, f => Assert.Equal(Private | UnixFileMode.UserExecute, new DirectoryInfo(f).UnixFileMode));
                Assert.All(files.SelectMany(f => f).Where(f => f.Name != "salt"), f => Assert.Equal(Private, f.UnixFileMode));
            }
        }
        finally
        {
            Array.ForEach(folders, f => Directory.Delete(f, recursive: true));
        }
    }

    [Fact]
    public void Rate_limit_error_in_one_process_delays_the_other()
    {
        var paused = this.NewLimiter();
        paused.Pause(TimeSpan.FromSeconds(3));
        var other = this.NewLimiter().WaitAsync(default);
        this.clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(other.IsCompleted);
        this.clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(other.IsCompleted);
    }

    [Fact]
    public void File_locked_for_long_delays_a_request_only_briefly()
    {
        using var held = new FileStream(this.path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var wait = this.NewLimiter().WaitAsync(default);
        Assert.False(wait.IsCompleted);
        for (var i = 0; i < 200 && !wait.IsCompleted; i++)
        {
            this.clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.True(wait.IsCompleted);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Impossible_stored_time_is_ignored(long moment)
    {
        File.WriteAllBytes(this.path, BitConverter.GetBytes(moment));
        Assert.True(this.NewLimiter().WaitAsync(default).IsCompleted);
    }

    [Fact]
    public void Stored_time_from_before_a_restart_of_the_machine_is_ignored()
    {
        File.WriteAllBytes(
            this.path, BitConverter.GetBytes(this.clock.GetTimestamp() + (6 * this.clock.TimestampFrequency)));
        File.SetLastWriteTimeUtc(this.path, DateTime.UtcNow.AddHours(-20));
        Assert.True(this.NewLimiter().WaitAsync(default).IsCompleted);
    }

    [Fact]
    public void Full_disk_blocks_no_request()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var limiter = this.NewLimiter("/dev/full");
        Assert.True(limiter.WaitAsync(default).IsCompleted);
        var second = limiter.WaitAsync(default);
        Assert.False(second.IsCompleted);
        this.clock.Advance(TimeSpan.FromSeconds(0.21));
        Assert.True(second.IsCompleted);
    }

    [Fact]
    public void Without_a_file_each_process_keeps_its_own_schedule()
    {
        var limiter = this.NewLimiter(Path.Combine(this.path, "no", "such", "folder"));
        Assert.True(limiter.WaitAsync(default).IsCompleted);
        var second = limiter.WaitAsync(default);
        Assert.False(second.IsCompleted);
        this.clock.Advance(TimeSpan.FromSeconds(0.21));
        Assert.True(second.IsCompleted);
    }

    private RateLimiter NewLimiter(string? otherPath = null, double requestsPerSecond = 5)
    {
        // With the test runner's synchronization context, continuations would run too late after the clock has
        // advanced.
        SynchronizationContext.SetSynchronizationContext(null);
        return new(requestsPerSecond, this.clock, new SharedSendSchedule(otherPath ?? this.path, this.clock));
    }
}
