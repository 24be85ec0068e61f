using System.Net;
using System.Net.Sockets;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Webhooks;

public sealed class ReceiveTests : IDisposable
{
    // The number of notifications that wait for the pipeline.
    private const int QueueLength = 256;

    private readonly Session session = new();

    public void Dispose() => this.session.Dispose();

    [Fact]
    public void Each_valid_notification_is_output_once_in_order_and_none_is_lost()
    {
        const int Count = 2_000;
        var port = Port.FindFree();
        using var receiver = this.Start($"-MaximumCount {Count} | ForEach-Object {{ $_.TrackingNumber }}", port: port);
        using var storm = new Storm(receiver.Address, Webhook.Key, Count, senders: 32, faults: "faults");
        var received = receiver.Script.End().Clean().Output.Select(o => o.ToString()).ToList();

        // A sender whose last responses were lost sends again after the pipeline has ended. This receiver responds.
        using var next = this.Start("", port: port);
        var result = storm.Result;
        Assert.Equal(Count, received.Count);
        Assert.Equal(Count, received.Distinct(StringComparer.Ordinal).Count());
        Assert.All(result.Ledger, line => Assert.Contains(line.Number, received.ToHashSet(StringComparer.Ordinal)));
        Assert.Equal(0, result.Misjudged);
        result.AssertOrder(received);
    }

    [Fact]
    public async Task Response_status_matches_the_documented_one()
    {
        using var receiver = this.Start("-Path /hook-7f3a");
        var hook = receiver.AddressOf("/hook-7f3a");
        Assert.Equal(200, await Webhook.ProbeAsync(hook, HttpMethod.Get));
        Assert.Equal(200, await Webhook.ProbeAsync(hook, HttpMethod.Head));
        Assert.Equal(200, await Webhook.ProbeAsync(hook, HttpMethod.Post));
        Assert.Equal(405, await Webhook.ProbeAsync(hook, HttpMethod.Delete));
        Assert.Equal(404, await Webhook.PostAsync(receiver.Address, Webhook.Body("A1")));
        Assert.Equal(404, await Webhook.PostAsync(receiver.AddressOf("/hook-7f3b"), Webhook.Body("A1")));
        Assert.Equal(401, await Webhook.PostAsync(hook, Webhook.Body("A1", key: "another")));
        Assert.Equal(401, await Webhook.PostAsync(hook, Webhook.Body("A1", at: DateTimeOffset.UtcNow.AddHours(-73))));
        Assert.Equal(401, await Webhook.PostAsync(hook, """{"data":{"trackNo":"A1"}}"""));
        Assert.Equal(400, await Webhook.PostAsync(hook, "nonsense"));
        Assert.Equal(400, await Webhook.PostAsync(hook, new string('[', 5000)));
        Assert.Equal(413, await Webhook.PostAsync(hook, Webhook.Body("A1", more: $",\"remark\":\"{new string('x', 1024 * 1024)}\"")));
        Assert.Equal(413, await Webhook.PostAsync(hook, Webhook.Body("A1", more: $",\"remark\":\"{new string('x', 1024 * 1024)}\""), inChunks: true));
        Assert.Equal(200, await Webhook.PostAsync(hook, Webhook.Body("A1"), inChunks: true));
        Assert.Equal(200, await Webhook.PostAsync(hook, Webhook.Body("A2", more: string.Concat(Enumerable.Range(1, 10).Select(i => $",\"field{i}\":\"{new string('x', 50_000)}\"")))));
        receiver.Script.Stop();
        Assert.Equal(["A1", "A2"], receiver.Numbers);
        Assert.Single(receiver.Script.Warnings, w => w.Contains("signature is not valid", StringComparison.Ordinal));
    }

    [Fact]
    public void Pipeline_can_filter_by_the_parcel()
    {
        using var receiver = this.Start("-MaximumCount 2 | Where-Object { $_.Tracking.TransitStatus -eq 'Delivered' } | ForEach-Object { $_.TrackingNumber }");
        Assert.Equal(200, Webhook.Post(receiver.Address, Webhook.Body("A1", "IN_TRANSIT")));
        Assert.Equal(200, Webhook.Post(receiver.Address, Webhook.Body("A2")));
        Assert.Equal("A2", receiver.Script.End().Clean().Output.Single().ToString());
    }

    [Fact]
    public void Duplicates_are_dropped_unless_IncludeDuplicate_is_set()
    {
        using (var receiver = this.Start(""))
        {
            Assert.Equal(200, Webhook.Post(receiver.Address, Webhook.Body("A1", at: DateTimeOffset.UtcNow.AddMinutes(-10))));
            Assert.Equal(200, Webhook.Post(receiver.Address, Webhook.Body("A1", more: ",\"stayDays\":3")));
            Assert.Equal(200, Webhook.Post(receiver.Address, Webhook.Body("A1", "IN_TRANSIT")));
            receiver.Script.Stop();
            Assert.Equal(2, receiver.Script.Output.Count);
        }

        using (var receiver = this.Start("-IncludeDuplicate"))
        {
            Assert.Equal(200, Webhook.Post(receiver.Address, Webhook.Body("A1")));
            Assert.Equal(200, Webhook.Post(receiver.Address, Webhook.Body("A1")));
            receiver.Script.Stop();
            Assert.Equal(2, receiver.Script.Output.Count);
            Assert.Single(receiver.Script.Output.Select(o => o.Properties["DeduplicationKey"].Value).Distinct());
        }
    }

    [Fact]
    public async Task Notification_is_acknowledged_only_after_the_pipeline_has_processed_it()
    {
        using var pipeline = new BlockedPipeline();
        using var receiver = this.Start("-MaximumCount 2 | ForEach-Object { $a.Block() }", pipeline);
        var first = Webhook.PostAsync(receiver.Address, Webhook.Body("A1"));
        pipeline.WaitUntilReached();
        var second = Webhook.PostAsync(receiver.Address, Webhook.Body("A2"));
        var repeat = Webhook.PostAsync(receiver.Address, Webhook.Body("A1"));

        // Gets its response immediately, although it was sent after the others.
        Assert.Equal(200, await Webhook.ProbeAsync(receiver.Address, HttpMethod.Get));
        Assert.False(first.IsCompleted || second.IsCompleted || repeat.IsCompleted);
        pipeline.Release();
        Assert.All(await Task.WhenAll(first, second, repeat), answer => Assert.Equal(200, answer));
    }

    [Fact]
    public async Task Full_queue_responds_with_503_and_loses_nothing()
    {
        using var pipeline = new BlockedPipeline();
        using var receiver = this.Start("| ForEach-Object { $a.Block(); $_.TrackingNumber }", pipeline);
        var posts = await FillQueueAsync(receiver);
        pipeline.Release();
        var answers = await Task.WhenAll(posts);
        Assert.Single(answers, 503);
        Assert.Equal(QueueLength + 1, answers.Count(a => a == 200));
        receiver.Script.Stop();
        Assert.Equal(QueueLength + 1, receiver.Script.Output.Count);
    }

    [Fact]
    public async Task Downstream_error_rejects_the_notification_so_that_it_is_sent_again()
    {
        using (var receiver = this.Start("| ForEach-Object { throw 'broken' }"))
        {
            Assert.Equal(503, await Webhook.PostAsync(receiver.Address, Webhook.Body("A1")));
            Assert.Equal("broken", receiver.Script.End().Thrown!.Message);
        }

        using (var receiver = this.Start("-MaximumCount 1"))
        {
            Assert.Equal(200, await Webhook.PostAsync(receiver.Address, Webhook.Body("A1")));
            Assert.Single(receiver.Script.End().Clean().Output);
        }
    }

    [Fact]
    public async Task Select_First_frees_the_port_and_rejects_the_last_notification()
    {
        using var receiver = this.Start("| Select-Object -First 1");
        var answer = await Webhook.PostAsync(receiver.Address, Webhook.Body("A1"));
        Assert.Single(receiver.Script.End().Clean().Output);
        Assert.Equal(503, answer);
        receiver.AssertPortIsFree();
    }

    [Fact]
    public async Task MaximumCount_acknowledges_the_notifications_and_frees_the_port()
    {
        using var receiver = this.Start("-MaximumCount 1");
        Assert.Equal(200, await Webhook.PostAsync(receiver.Address, Webhook.Body("A1")));
        Assert.Single(receiver.Script.End().Clean().Output);
        receiver.AssertPortIsFree();
    }

    [Fact]
    public void Stop_of_an_idle_receiver_frees_the_port()
    {
        using var receiver = this.Start("");
        receiver.Script.Stop();
        receiver.AssertPortIsFree();
    }

    [Fact]
    public async Task Stop_frees_the_port_and_rejects_every_waiting_notification()
    {
        using var receiver = this.Start("| ForEach-Object { Wait-Event }");
        var posts = await FillQueueAsync(receiver);
        receiver.Script.Stop();
        receiver.AssertPortIsFree();
        Assert.All(await Task.WhenAll(posts), answer => Assert.Equal(503, answer));
    }

    [Fact]
    public void Timeout_ends_the_receiver_without_error()
    {
        using var receiver = this.Start("-TimeoutSeconds 1");
        var outcome = receiver.Script.End().Clean();
        Assert.Empty(outcome.Output);
        receiver.AssertPortIsFree();
    }

    [Fact]
    public async Task Slow_senders_do_not_block_other_senders()
    {
        using var receiver = this.Start("");
        using var slow = new Storm(receiver.Address, Webhook.Key, 1, senders: 200, faults: "slow");
        slow.WaitUntilConnected();
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(200, await Webhook.PostAsync(receiver.Address, Webhook.Body("A" + i)));
        }

        receiver.Script.Stop();
        Assert.Equal(200, receiver.Script.Output.Count);
    }

    [Fact]
    public void Receiver_without_key_listens_only_with_SkipSignatureCheck()
    {
        var refused = this.session.Run("Receive-Track123Webhook -Port 0 -TimeoutSeconds 1");
        Assert.StartsWith("NotConnected,", refused.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-SkipSignatureCheck", refused.Terminating.ToString(), StringComparison.Ordinal);
        using var receiver = this.Start("-SkipSignatureCheck -MaximumCount 1", key: "");
        Assert.Equal(200, Webhook.Post(receiver.Address, Webhook.Body("A1", key: "whoever")));
        var outcome = receiver.Script.End().Clean();
        Assert.Single(outcome.Warnings);
        Assert.Equal("NotChecked", outcome.Output.Single().Properties["SignatureResult"].Value.ToString());
    }

    [Fact]
    public void Address_other_than_loopback_causes_a_warning()
    {
        using var receiver = new Receiver(
            this.session, $"Receive-Track123Webhook -Key {Webhook.Key} -Prefix http://*:{Port.FindFree()}/hook-7f3a -MaximumCount 1");
        Assert.Equal(200, Webhook.Post(receiver.AddressOf("/hook-7f3a"), Webhook.Body("A1")));
        var warning = receiver.Script.End().Clean().Warnings.Single();
        Assert.Contains("TLS", warning, StringComparison.Ordinal);
        Assert.Contains("reverse proxy", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("7f3a", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Prefix https://localhost:1/", "TLS")]
    [InlineData("-Prefix localhost:8080", "http://")]
    [InlineData("-Prefix http://hooks.example.com:8080/", "IP address")]
    [InlineData("-Prefix http://localhost:99999/", "port")]
    [InlineData("-Path '/a b'", "path")]
    [InlineData("-Prefix http://192.0.2.1:8080/", "no such address")]
    public void Invalid_address_is_an_error_with_the_reason(string place, string word)
    {
        var error = this.session.Run($"Receive-Track123Webhook -Key k {place}").Terminating;
        Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(word, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Port_in_use_is_an_error_with_the_reason()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var error = this.session.Run($"Receive-Track123Webhook -Key k -Port {((IPEndPoint)other.LocalEndpoint).Port}").Terminating;
        Assert.Contains("another program is already listening", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_and_secret_path_appear_in_no_stream()
    {
        using var receiver = this.Start("-Path /hook-7f3a9b2c -MaximumCount 1 -Verbose");
        Webhook.Post(receiver.AddressOf("/elsewhere"), "x");
        Webhook.Post(receiver.AddressOf("/hook-7f3a9b2c"), Webhook.Body("A1", key: "another"));
        Webhook.Post(receiver.AddressOf("/hook-7f3a9b2c"), "{}");
        Webhook.Post(receiver.AddressOf("/hook-7f3a9b2c"), Webhook.Body("A1"));
        var outcome = receiver.Script.End().Clean();
        var told = string.Join("\n", outcome.Verbose.Concat(outcome.Debug).Concat(outcome.Warnings));
        Assert.Contains("404", told, StringComparison.Ordinal);
        Assert.DoesNotContain("7f3a9b2c", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Webhook.Key[..8], told, StringComparison.Ordinal);
    }

    [Fact]
    public void Sandbox_notifications_are_received_and_valid()
    {
        var outcome = this.session.Run(
            """
            Connect-Track123 -Sandbox
            $null = 'SBDELIVERED1' | Register-Track123Tracking
            $null = Register-Track123AirTracking 160-12345675 cathay-pacific
            (Get-Track123Connection).Sandbox.Advance([timespan]'8.00:00:00')
            Receive-Track123Webhook -Port 0 -MaximumCount 11
            """).Clean();
        Assert.All(outcome.Output, o => Assert.Equal("Valid", o.Properties["SignatureResult"].Value.ToString()));
        Assert.Contains("160-12345675", outcome.All("TrackingNumber"));
        Assert.Equal("DELIVERED", outcome.Output.Last(o => o.Properties["TrackingNumber"].Value.Equals("SBDELIVERED1")).Properties["StatusText"].Value);
    }

    // Sends one request more than fits. When one has been refused, all others wait: one in the pipeline, the rest
    // queued.
    private static async Task<IReadOnlyList<Task<int>>> FillQueueAsync(Receiver receiver)
    {
        var posts = Enumerable.Range(0, QueueLength + 2)
            .Select(i => Webhook.PostAsync(receiver.Address, Webhook.Body("A" + i))).ToList();
        Assert.Equal(503, await await Task.WhenAny(posts));
        return posts;
    }

    private Receiver Start(string more, object? argument = null, string key = $"-Key {Webhook.Key}", int port = 0) =>
        new(this.session, $"Receive-Track123Webhook -Port {port} {key} {more}", argument);
}
