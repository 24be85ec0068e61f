using System.Diagnostics;
using System.Net.Sockets;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Webhooks;

public sealed class ReceiveTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.5);

    private readonly Session session = new();
    private readonly int port = Storm.FreePort();

    private Uri Address => Storm.Address(this.port);

    public void Dispose() => this.session.Dispose();

    [Fact]
    public void Each_valid_notification_comes_once_in_order_and_none_is_acknowledged_and_lost()
    {
        const int Count = 2_000;
        using var running = this.Start($"-MaximumCount {Count} | ForEach-Object {{ $_.TrackingNumber }}");
        using var storm = new Storm(this.Address, Webhook.Key, Count, senders: 32, faults: "faults");
        var received = running.End().Clean().Output.Select(o => o.ToString()).ToList();
        var result = Listening(this, () => storm.Result);
        Assert.Equal(Count, received.Count);
        Assert.Equal(Count, received.Distinct(StringComparer.Ordinal).Count());
        Assert.All(result.Ledger, line => Assert.Contains(line.Number, received.ToHashSet(StringComparer.Ordinal)));
        Assert.Equal(0, result.Misjudged);
        result.AssertOrder(received);
    }

    [Fact]
    public async Task Answers_are_those_of_the_contract()
    {
        using var running = this.Start("-Path /hook-7f3a");
        var hook = Storm.Address(this.port, "/hook-7f3a");
        Assert.Equal(200, await Webhook.ProbeAsync(hook, HttpMethod.Get));
        Assert.Equal(200, await Webhook.ProbeAsync(hook, HttpMethod.Head));
        Assert.Equal(200, await Webhook.ProbeAsync(hook, HttpMethod.Post));
        Assert.Equal(405, await Webhook.ProbeAsync(hook, HttpMethod.Delete));
        Assert.Equal(404, await Webhook.PostAsync(this.Address, Webhook.Body("A1")));
        Assert.Equal(404, await Webhook.PostAsync(Storm.Address(this.port, "/hook-7f3b"), Webhook.Body("A1")));
        Assert.Equal(401, await Webhook.PostAsync(hook, Webhook.Body("A1", key: "another")));
        Assert.Equal(401, await Webhook.PostAsync(hook, Webhook.Body("A1", at: DateTimeOffset.UtcNow.AddHours(-73))));
        Assert.Equal(401, await Webhook.PostAsync(hook, """{"data":{"trackNo":"A1"}}"""));
        Assert.Equal(400, await Webhook.PostAsync(hook, "nonsense"));
        Assert.Equal(400, await Webhook.PostAsync(hook, new string('[', 5000)));
        Assert.Equal(413, await Webhook.PostAsync(hook, Webhook.Body("A1", more: $",\"remark\":\"{new string('x', 1024 * 1024)}\"")));
        Assert.Equal(413, await Webhook.PostAsync(hook, Webhook.Body("A1", more: $",\"remark\":\"{new string('x', 1024 * 1024)}\""), inChunks: true));
        Assert.Equal(200, await Webhook.PostAsync(hook, Webhook.Body("A1"), inChunks: true));
        Assert.Equal(200, await Webhook.PostAsync(hook, Webhook.Body("A2", more: $",\"remark\":\"{new string('x', 500_000)}\"")));
        running.Stop();
        Assert.Equal(["A1", "A2"], running.Output.Select(o => o.Properties["TrackingNumber"].Value));
        Assert.Single(running.Warnings, w => w.Contains("signature did not pass", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pipeline_can_look_at_the_parcel()
    {
        using var running = this.Start("-MaximumCount 2 | Where-Object { $_.Tracking.TransitStatus -eq 'Delivered' } | ForEach-Object { $_.TrackingNumber }");
        Assert.Equal(200, Webhook.Post(this.Address, Webhook.Body("A1", "IN_TRANSIT")));
        Assert.Equal(200, Webhook.Post(this.Address, Webhook.Body("A2")));
        Assert.Equal("A2", running.End().Clean().Output.Single().ToString());
    }

    [Fact]
    public void Repeats_are_dropped_unless_they_are_wanted()
    {
        using (var running = this.Start(""))
        {
            Assert.Equal(200, Webhook.Post(this.Address, Webhook.Body("A1", at: DateTimeOffset.UtcNow.AddMinutes(-10))));
            Assert.Equal(200, Webhook.Post(this.Address, Webhook.Body("A1", more: ",\"stayDays\":3")));
            Assert.Equal(200, Webhook.Post(this.Address, Webhook.Body("A1", "IN_TRANSIT")));
            running.Stop();
            Assert.Equal(2, running.Output.Count);
        }

        using (var running = this.Start("-IncludeDuplicate"))
        {
            Assert.Equal(200, Webhook.Post(this.Address, Webhook.Body("A1")));
            Assert.Equal(200, Webhook.Post(this.Address, Webhook.Body("A1")));
            running.Stop();
            Assert.Equal(2, running.Output.Count);
            Assert.Single(running.Output.Select(o => o.Properties["DeduplicationKey"].Value).Distinct());
        }
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_the_pipeline_has_it()
    {
        using var holds = new ManualResetEventSlim();
        using var running = this.Start("-MaximumCount 2 | ForEach-Object { $a.Wait() }", holds);
        var first = Webhook.PostAsync(this.Address, Webhook.Body("A1"));
        var second = Webhook.PostAsync(this.Address, Webhook.Body("A2"));
        var repeat = Webhook.PostAsync(this.Address, Webhook.Body("A1"));
        await Task.Delay(300);
        Assert.False(first.IsCompleted || second.IsCompleted || repeat.IsCompleted);
        holds.Set();
        Assert.All(await Task.WhenAll(first, second, repeat), answer => Assert.Equal(200, answer));
    }

    [Fact]
    public async Task A_full_queue_answers_503_and_loses_nothing()
    {
        using var holds = new ManualResetEventSlim();
        using var running = this.Start("| ForEach-Object { $a.Wait(); $_.TrackingNumber }", holds);
        var posts = Enumerable.Range(0, 300).Select(i => Webhook.PostAsync(this.Address, Webhook.Body("A" + i))).ToList();
        Server.WaitUntil(() => posts.Any(p => p.IsCompleted));
        holds.Set();
        var answers = await Task.WhenAll(posts);
        Assert.Contains(503, answers);
        Assert.All(answers, a => Assert.True(a is 200 or 503));
        running.Stop();
        Assert.Equal(answers.Count(a => a == 200), running.Output.Count);
    }

    [Fact]
    public async Task A_throw_downstream_has_the_notification_sent_again()
    {
        using (var running = this.Start("| ForEach-Object { throw 'broken' }"))
        {
            Assert.Equal(503, await Webhook.PostAsync(this.Address, Webhook.Body("A1")));
            Assert.Equal("broken", running.End().Thrown!.Message);
        }

        using (var running = this.Start("-MaximumCount 1"))
        {
            Assert.Equal(200, await Webhook.PostAsync(this.Address, Webhook.Body("A1")));
            Assert.Single(running.End().Clean().Output);
        }
    }

    [Fact]
    public async Task Select_First_frees_the_port_and_has_the_last_one_sent_again()
    {
        for (var round = 0; round < 3; round++)
        {
            using var running = this.Start("| Select-Object -First 1");
            var answer = await Webhook.PostAsync(this.Address, Webhook.Body("A" + round));
            var took = Stopwatch.StartNew();
            Assert.Single(running.End().Clean().Output);
            Assert.True(took.Elapsed < Soon, $"It took {took.ElapsedMilliseconds} ms to end.");
            Assert.Equal(503, answer);
            Assert.False(Storm.CanConnect(this.port));
        }
    }

    [Fact]
    public async Task Maximum_count_acknowledges_what_it_took_and_frees_the_port()
    {
        for (var round = 0; round < 3; round++)
        {
            using var running = this.Start("-MaximumCount 1");
            Assert.Equal(200, await Webhook.PostAsync(this.Address, Webhook.Body("A" + round)));
            var took = Stopwatch.StartNew();
            Assert.Single(running.End().Clean().Output);
            Assert.True(took.Elapsed < Soon, $"It took {took.ElapsedMilliseconds} ms to end.");
            Assert.False(Storm.CanConnect(this.port));
        }
    }

    [Fact]
    public async Task Stop_frees_the_port_within_half_a_second_and_has_what_waits_sent_again()
    {
        using (var idle = this.Start(""))
        {
            Assert.True(idle.Stop() < Soon);
            Assert.False(Storm.CanConnect(this.port));
        }

        using var holds = new ManualResetEventSlim();
        using var running = this.Start("| ForEach-Object { while (-not $a.IsSet) { [Threading.Thread]::Sleep(10) } }", holds);
        var posts = Enumerable.Range(0, 5).Select(i => Webhook.PostAsync(this.Address, Webhook.Body("A" + i))).ToList();
        await Task.Delay(300);
        var took = running.Stop();
        Assert.True(took < Soon, $"It took {took.TotalMilliseconds} ms to stop.");
        Assert.False(Storm.CanConnect(this.port));
        Assert.All(await Task.WhenAll(posts), answer => Assert.Equal(503, answer));
    }

    [Fact]
    public void Time_out_ends_it_quietly()
    {
        using var running = this.Start("-TimeoutSeconds 1");
        var outcome = running.End().Clean();
        Assert.Empty(outcome.Output);
        Assert.False(Storm.CanConnect(this.port));
    }

    [Fact]
    public async Task Slow_senders_do_not_keep_others_waiting()
    {
        using var running = this.Start("");
        using var slow = new Storm(this.Address, Webhook.Key, 1, senders: 200, faults: "slow");
        await Task.Delay(2000);
        var times = new List<TimeSpan>();
        for (var i = 0; i < 200; i++)
        {
            var took = Stopwatch.StartNew();
            Assert.Equal(200, await Webhook.PostAsync(this.Address, Webhook.Body("A" + i)));
            times.Add(took.Elapsed);
        }

        times.Sort();
        Assert.True(times[100] < TimeSpan.FromMilliseconds(100), $"The median answer took {times[100].TotalMilliseconds} ms.");
        var stopped = running.Stop();
        Assert.True(stopped < Soon, $"It took {stopped.TotalMilliseconds} ms to stop.");
        Assert.Equal(200, running.Output.Count);
    }

    [Fact]
    public void Without_a_key_it_listens_only_when_told_to()
    {
        var refused = this.session.Run($"Receive-Track123Webhook -Port {this.port} -TimeoutSeconds 1");
        Assert.StartsWith("NotConnected,", refused.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-SkipSignatureCheck", refused.Terminating.ToString(), StringComparison.Ordinal);
        using var running = this.Start("-SkipSignatureCheck -MaximumCount 1", key: "");
        Assert.Equal(200, Webhook.Post(this.Address, Webhook.Body("A1", key: "whoever")));
        var outcome = running.End().Clean();
        Assert.Single(outcome.Warnings);
        Assert.Equal("NotChecked", outcome.Output.Single().Properties["Verdict"].Value.ToString());
    }

    [Fact]
    public void Other_addresses_than_loopback_are_warned_of()
    {
        using var running = new Running(this.session, $"Receive-Track123Webhook -Key {Webhook.Key} -Prefix http://*:{this.port}/hook-7f3a -MaximumCount 1", this.port);
        Assert.Equal(200, Webhook.Post(Storm.Address(this.port, "/hook-7f3a"), Webhook.Body("A1")));
        var warning = running.End().Clean().Warnings.Single();
        Assert.Contains("TLS", warning, StringComparison.Ordinal);
        Assert.Contains("reverse proxy", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("7f3a", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Prefix https://localhost:1/", "TLS")]
    [InlineData("-Prefix localhost:8080", "http://")]
    [InlineData("-Prefix http://hooks.example.com:8080/", "by number")]
    [InlineData("-Prefix http://localhost:99999/", "port")]
    [InlineData("-Path '/a b'", "path")]
    [InlineData("-Prefix http://192.0.2.1:8080/", "no such address")]
    public void A_place_that_will_not_do_is_told_clearly(string place, string word)
    {
        var error = this.session.Run($"Receive-Track123Webhook -Key k {place}").Terminating;
        Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(word, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_in_use_is_told_clearly()
    {
        using var other = new TcpListener(System.Net.IPAddress.Loopback, this.port);
        other.Start();
        var error = this.session.Run($"Receive-Track123Webhook -Key k -Port {this.port}").Terminating;
        Assert.Contains("another program listens", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_and_secret_path_appear_in_no_stream()
    {
        using var running = this.Start("-Path /hook-7f3a9b2c -MaximumCount 1 -Verbose");
        Webhook.Post(Storm.Address(this.port, "/elsewhere"), "x");
        Webhook.Post(Storm.Address(this.port, "/hook-7f3a9b2c"), Webhook.Body("A1", key: "another"));
        Webhook.Post(Storm.Address(this.port, "/hook-7f3a9b2c"), "{}");
        Webhook.Post(Storm.Address(this.port, "/hook-7f3a9b2c"), Webhook.Body("A1"));
        var outcome = running.End().Clean();
        var told = string.Join("\n", outcome.Verbose.Concat(outcome.Debug).Concat(outcome.Warnings));
        Assert.Contains("404", told, StringComparison.Ordinal);
        Assert.DoesNotContain("7f3a9b2c", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Webhook.Key[..8], told, StringComparison.Ordinal);
    }

    [Fact]
    public void The_whole_loop_runs_in_the_sandbox()
    {
        var outcome = this.session.Run(
            """
            Connect-Track123 -Sandbox
            $null = 'SBDELIVERED1' | Register-Track123Tracking
            $null = Register-Track123AirTracking 160-12345675 cathay-pacific
            (Get-Track123Connection).Sandbox.Advance([timespan]'8.00:00:00')
            Receive-Track123Webhook -Port 0 -MaximumCount 11
            """).Clean();
        Assert.All(outcome.Output, o => Assert.Equal("Valid", o.Properties["Verdict"].Value.ToString()));
        Assert.Contains("160-12345675", outcome.All("TrackingNumber"));
        Assert.Equal("DELIVERED", outcome.Output.Last(o => o.Properties["TrackingNumber"].Value.Equals("SBDELIVERED1")).Properties["StatusText"].Value);
    }

    private Running Start(string more, object? argument = null, string key = $"-Key {Webhook.Key}") =>
        new(this.session, $"Receive-Track123Webhook -Port {this.port} {key} {more}", this.port, argument);

    // A sender whose last answers were lost sends again after the pipeline had enough; somebody has to answer it.
    private static T Listening<T>(ReceiveTests test, Func<T> work)
    {
        using var running = test.Start("");
        return work();
    }
}
