using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Track123.Webhooks;
using Track123.Webhooks.Server;

namespace Track123.Client.Tests.Webhooks;

public sealed class ReceiverTests : IDisposable
{
    private const string Get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private const string ChunkedPost = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

    private readonly SettableClock clock = new();
    private readonly WebhookReceiver receiver;

    public ReceiverTests() => this.receiver = Start(new WebhookReceiverOptions { Clock = this.clock });

    public void Dispose() => this.receiver.Dispose();

    [Theory]
    [InlineData(Get, 200)]
    [InlineData("GET http://hooks.example.com/ HTTP/1.1\r\nHost: hooks.example.com\r\n\r\n", 200)]
    [InlineData("POST / HTTP/1.0\r\nContent-Length: 0\r\n\r\n", 200)]
    [InlineData("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +2\r\n\r\n{}", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length : 2\r\n\r\n{}", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nA: b\r\n continued\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\nEvil: y\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n", 501)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999999999\r\n\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 415)]
    [InlineData("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n", 405)]
    public async Task Ambiguous_or_invalid_request_is_rejected_with_its_status(string request, int status)
    {
        using var sender = await this.ConnectAsync();
        Assert.Equal(status, await SendRequestAsync(sender, request));
    }

    [Theory]
    [InlineData("")]
    [InlineData(";name")]
    [InlineData(";name=value")]
    [InlineData(" ; name = value\t;other=\"a \\\" ; quoted\"")]
    public async Task Well_formed_chunk_extensions_and_trailers_are_accepted(string extensions)
    {
        using var sender = await this.ConnectAsync();
        var chunks = $"2{extensions}\r\nno\r\n00{extensions}\r\nDate: today\r\nX-Empty:\r\n\r\n";
        Assert.Equal(400, await SendRequestAsync(sender, ChunkedPost + chunks));

        // The body is not JSON, but the request was read completely, so the connection stays open.
        Assert.Equal(200, await SendRequestAsync(sender, Get));
    }

    [Theory]
    [InlineData("2;a\nb\r\nno\r\n0\r\n\r\n")]
    [InlineData("2;a\rb\r\nno\r\n0\r\n\r\n")]
    [InlineData("2;a\0b\r\nno\r\n0\r\n\r\n")]
    [InlineData("2;a=\"x\ny\"\r\nno\r\n0\r\n\r\n")]
    [InlineData("2\0\r\nno\r\n0\r\n\r\n")]
    [InlineData("2 \r\nno\r\n0\r\n\r\n")]
    [InlineData("0x2\r\nno\r\n0\r\n\r\n")]
    [InlineData("+2\r\nno\r\n0\r\n\r\n")]
    [InlineData(" 2\r\nno\r\n0\r\n\r\n")]
    [InlineData("2;\r\nno\r\n0\r\n\r\n")]
    [InlineData("2;=x\r\nno\r\n0\r\n\r\n")]
    [InlineData("2;a=\r\nno\r\n0\r\n\r\n")]
    [InlineData("2;a b\r\nno\r\n0\r\n\r\n")]
    [InlineData("2;a=\"open\r\nno\r\n0\r\n\r\n")]
    [InlineData("2;a=\"b\"c\r\nno\r\n0\r\n\r\n")]
    [InlineData("2\r\nno\r\n0;a\nb\r\n\r\n")]
    [InlineData("2\r\nno\r\n0\0\r\n\r\n")]
    [InlineData("2\r\nno\r\n0\r\nA: b\nC: d\r\n\r\n")]
    [InlineData("2\r\nno\r\n0\r\nA: b\rC: d\r\n\r\n")]
    [InlineData("2\r\nno\r\n0\r\nA: b\0\r\n\r\n")]
    [InlineData("2\r\nno\r\n0\r\nnonsense\r\n\r\n")]
    [InlineData("2\r\nno\r\n0\r\n: b\r\n\r\n")]
    [InlineData("2\r\nno\r\n0\r\nA : b\r\n\r\n")]
    [InlineData("2\r\nno\r\n0\r\nA: b\r\n continued\r\n\r\n")]
    [InlineData("2\r\nno\r\n0\r\nA(b): c\r\n\r\n")]
    public async Task Malformed_chunk_lines_and_trailers_are_rejected_and_the_connection_closed(string chunks)
    {
        using var sender = await this.ConnectAsync();
        Assert.Equal(400, await SendRequestAsync(sender, ChunkedPost + chunks));
        Assert.Equal(0, await SendRequestAsync(sender, ""));
    }

    [Theory]
    [InlineData("HTTP/1.1", "", true)]
    [InlineData("HTTP/1.1", "Connection: close\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: close\r\nConnection: keep-alive\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: keep-alive\r\nConnection: Close\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: TE, close\r\nConnection: x\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: keep-alive,close\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: not-close\r\n", true)]
    [InlineData("HTTP/1.0", "", false)]
    [InlineData("HTTP/1.0", "Connection: keep-alive\r\n", true)]
    [InlineData("HTTP/1.0", "Connection: keep-alive\r\nConnection: x\r\n", true)]
    [InlineData("HTTP/1.0", "Connection: not-keep-alive\r\n", false)]
    [InlineData("HTTP/1.0", "Connection: close\r\nConnection: keep-alive\r\n", false)]
    public async Task Connection_close_overrides_keep_alive(string version, string fields, bool isKeptOpen)
    {
        using var sender = await this.ConnectAsync();
        Assert.Equal(200, await SendRequestAsync(sender, $"GET / {version}\r\nHost: x\r\n{fields}\r\n"));
        Assert.Equal(isKeptOpen ? 200 : 0, await SendRequestAsync(sender, isKeptOpen ? Get : ""));
    }

    [Fact]
    public async Task Endless_request_head_is_rejected_with_431()
    {
        using var sender = await this.ConnectAsync();
        Assert.Equal(431, await SendRequestAsync(sender, "GET / HTTP/1.1\r\nHost: x\r\nA: " + new string('a', 20_000)));
    }

    [Fact]
    public async Task Pipelined_requests_are_answered_in_order()
    {
        using var sender = await this.ConnectAsync();
        var post = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\nnonsense";
        Assert.Equal(200, await SendRequestAsync(sender, Get + post));
        Assert.Equal(400, await SendRequestAsync(sender, ""));
        Assert.Equal(200, await SendRequestAsync(sender, "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    [Fact]
    public async Task Expect_100_continue_is_answered_before_the_body()
    {
        using var sender = await this.ConnectAsync();
        var head = "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 8\r\n\r\n";
        Assert.Equal(100, await SendRequestAsync(sender, head));
        Assert.Equal(400, await SendRequestAsync(sender, "nonsense"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Only_a_slow_request_times_out_even_if_the_system_clock_is_set(int hours)
    {
        using var slow = await this.ConnectAsync();
        await slow.SendAsync(Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"));
        using var idle = await this.ConnectAsync();
        Assert.Equal(200, await SendRequestAsync(idle, Get));
        var end = slow.ReceiveAsync(new byte[100]);
        await this.WaitForIdleAsync(1);
        this.clock.Offset = TimeSpan.FromHours(hours);
        this.clock.Advance(HttpServer.RequestTimeout - TimeSpan.FromSeconds(1));
        Assert.Equal(200, await SendRequestAsync(idle, Get));
        Assert.False(end.IsCompleted);
        this.clock.Advance(TimeSpan.FromSeconds(2));
        await AssertClosedAsync(end);
        Assert.Equal(200, await SendRequestAsync(idle, Get));
    }

    [Fact]
    public async Task Idle_connection_is_closed_after_its_timeout()
    {
        using var idle = await this.ConnectAsync();
        Assert.Equal(200, await SendRequestAsync(idle, Get));
        using var other = await this.ConnectAsync();
        Assert.Equal(200, await SendRequestAsync(other, Get));
        var end = idle.ReceiveAsync(new byte[100]);
        await this.WaitForIdleAsync(2);
        this.clock.Advance(HttpServer.IdleTimeout - TimeSpan.FromSeconds(1));
        Assert.Equal(200, await SendRequestAsync(other, Get));
        Assert.False(end.IsCompleted);
        await this.WaitForIdleAsync(2);
        this.clock.Advance(TimeSpan.FromSeconds(2));
        await AssertClosedAsync(end);
        Assert.Equal(200, await SendRequestAsync(other, Get));
    }

    [Fact]
    public async Task Unacknowledged_delivery_times_out_with_503_then_succeeds_on_retry()
    {
        using var sender = await this.ConnectAsync();
        var answer = SendRequestAsync(sender, Post("X1"));
        var delivery = await this.receiver.TakeAsync(CancellationToken.None);
        var passed = TimeSpan.Zero;
        while (!answer.IsCompleted)
        {
            // The server may start to wait only after the delivery was taken here.
            this.clock.Advance(TimeSpan.FromMilliseconds(100));
            passed += TimeSpan.FromMilliseconds(100);
            await Task.Yield();
        }

        Assert.Equal(503, await answer);
        Assert.True(passed >= HttpServer.ResponseTimeout);
        delivery!.Acknowledge();

        // The clock may have moved past the time for the first response, too, so the sender connects again.
        using var retry = await this.ConnectAsync();
        Assert.Equal(200, await SendRequestAsync(retry, Post("X1")));
        Assert.Equal((1, 1), (this.receiver.Accepted, this.receiver.Duplicates));
    }

    [Fact]
    public async Task Rejected_delivery_gets_503_and_is_delivered_again_on_retry()
    {
        using var sender = await this.ConnectAsync();
        var answer = SendRequestAsync(sender, Post("X1"));
        (await this.receiver.TakeAsync(CancellationToken.None))!.Reject();
        Assert.Equal(503, await answer);
        _ = SendRequestAsync(sender, Post("X1"));
        Assert.NotNull(await this.receiver.TakeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Delivery_completed_by_closing_still_gets_its_response()
    {
        using var limited = Start(new WebhookReceiverOptions());
        using var sender = await ConnectAsync(limited.Port);
        var answer = SendRequestAsync(sender, Post("X1"));
        Assert.NotNull(await limited.TakeAsync(CancellationToken.None));
        limited.Dispose();
        Assert.Equal(503, await answer);
        Assert.Equal(0, await SendRequestAsync(sender, ""));
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(limited.Port));
    }

    [Fact]
    public async Task Full_queue_gets_503()
    {
        using var limited = Start(new WebhookReceiverOptions { MaxQueueLength = 1 });
        using var first = await ConnectAsync(limited.Port);
        using var second = await ConnectAsync(limited.Port);
        var waiting = SendRequestAsync(first, Post("X1"));
        while (limited.Accepted == 0)
        {
            await Task.Yield();
        }

        Assert.Equal(503, await SendRequestAsync(second, Post("X2")));
        (await limited.TakeAsync(CancellationToken.None))!.Acknowledge();
        Assert.Equal(200, await waiting);
    }

    [Fact]
    public async Task Excess_connection_closes_the_longest_idle_one_but_none_that_waits_for_a_response()
    {
        using var limited = Start(new WebhookReceiverOptions { Clock = this.clock, MaxConnections = 3 });
        using var waiting = await ConnectAsync(limited.Port);
        var answer = SendRequestAsync(waiting, Post("X1"));
        var delivery = await limited.TakeAsync(CancellationToken.None);
        using var slow = await ConnectAsync(limited.Port);
        using var busy = await ConnectAsync(limited.Port);
        Assert.Equal(200, await SendRequestAsync(busy, Get));
        this.clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, await SendRequestAsync(busy, Get));

        var end = slow.ReceiveAsync(new byte[100]);
        using var added = await ConnectAsync(limited.Port);
        Assert.Equal(200, await SendRequestAsync(added, Get));
        await AssertClosedAsync(end);
        Assert.Equal(200, await SendRequestAsync(busy, Get));
        delivery!.Acknowledge();
        Assert.Equal(200, await answer);
    }

    [Fact]
    public async Task Large_bodies_share_a_limit_and_small_ones_are_always_received()
    {
        using var limited = Start(new WebhookReceiverOptions { MaxBufferedBytes = 100_000 });
        var head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 150000\r\n\r\n";
        using var first = await ConnectAsync(limited.Port);
        var expecting = head.Replace("Host", "Expect: 100-continue\r\nHost", StringComparison.Ordinal);
        Assert.Equal(100, await SendRequestAsync(first, expecting));
        await first.SendAsync(new byte[149_999]);

        // The server may not have read the first body yet.
        int status;
        do
        {
            using var second = await ConnectAsync(limited.Port);
            status = await SendRequestAsync(second, head + new string(' ', 150_000));
        }
        while (status == 400);

        Assert.Equal(503, status);
        using var third = await ConnectAsync(limited.Port);
        var answer = SendRequestAsync(third, Post("X1"));
        (await limited.TakeAsync(CancellationToken.None))!.Acknowledge();
        Assert.Equal(200, await answer);

        // The first is complete now, and no longer counts.
        Assert.Equal(400, await SendRequestAsync(first, " "));
        using var fourth = await ConnectAsync(limited.Port);
        Assert.Equal(400, await SendRequestAsync(fourth, head + new string(' ', 150_000)));
    }

    private static string Post(string number)
    {
        var body = $$$"""{"data":{"trackNo":"{{{number}}}"}}""";
        return $"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {body.Length}\r\n\r\n{body}";
    }

    private static WebhookReceiver Start(WebhookReceiverOptions options) => new(options, new NullLog());

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    // The connection is either closed or reset.
    private static async Task AssertClosedAsync(Task<int> receiving)
    {
        try
        {
            Assert.Equal(0, await receiving.WaitAsync(TimeSpan.FromSeconds(10)));
        }
        catch (SocketException)
        {
            // Reset.
        }
    }

    // Responses have no body. Reading byte by byte separates two responses that arrive together.
    private static async Task<int> SendRequestAsync(Socket sender, string request)
    {
        await sender.SendAsync(Encoding.Latin1.GetBytes(request));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var answer = new StringBuilder();
        var one = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await sender.ReceiveAsync(one, timeout.Token) == 0)
            {
                break;
            }

            answer.Append((char)one[0]);
        }

        return answer.Length == 0 ? 0 : int.Parse(answer.ToString(9, 3), CultureInfo.InvariantCulture);
    }

    private Task<Socket> ConnectAsync() => ConnectAsync(this.receiver.Port);

    // A response arrives before the server has started to wait for the next request, and the clock must not move then.
    private async Task WaitForIdleAsync(int connections)
    {
        while (this.receiver.IdleConnections != connections)
        {
            await Task.Yield();
        }
    }

    /// <summary>A clock whose wall time can be set without changing its timestamps.</summary>
    private sealed class SettableClock : FakeTimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + this.Offset;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }

    private sealed class NullLog : ICallLog
    {
        public bool WantsDebug => false;

        public void Verbose(string message)
        {
        }

        public void Debug(string message)
        {
        }
    }
}
