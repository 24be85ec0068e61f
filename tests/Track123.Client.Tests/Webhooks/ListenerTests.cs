using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Track123.Client.Tests.Webhooks;

public sealed class ListenerTests : IDisposable
{
    private readonly SettableClock clock = new();
    private readonly WebhookListener listener;

    public ListenerTests() => this.listener = new(new WebhookListenerOptions(), new Silent(), now: null, this.clock);

    public void Dispose() => this.listener.Dispose();

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", 200)]
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
    public async Task A_request_is_read_in_one_way_only(string request, int status)
    {
        using var sender = await this.ConnectAsync();
        Assert.Equal(status, await AskAsync(sender, request));
    }

    [Fact]
    public async Task A_head_without_end_is_refused()
    {
        using var sender = await this.ConnectAsync();
        Assert.Equal(431, await AskAsync(sender, "GET / HTTP/1.1\r\nHost: x\r\nA: " + new string('a', 20_000)));
    }

    [Fact]
    public async Task Requests_follow_each_other_on_a_connection_even_in_one_piece()
    {
        using var sender = await this.ConnectAsync();
        Assert.Equal(200, await AskAsync(sender, "GET / HTTP/1.1\r\nHost: x\r\n\r\nPOST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\nnonsense"));
        Assert.Equal(400, await AskAsync(sender, ""));
        Assert.Equal(200, await AskAsync(sender, "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    [Fact]
    public async Task A_sender_that_waits_for_a_word_gets_it()
    {
        using var sender = await this.ConnectAsync();
        Assert.Equal(100, await AskAsync(sender, "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 8\r\n\r\n"));
        Assert.Equal(400, await AskAsync(sender, "nonsense"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_request_that_takes_too_long_is_cut_off_and_others_are_not_whoever_sets_the_clock(int hours)
    {
        using var slow = await this.ConnectAsync();
        await slow.SendAsync(Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"));
        using var idle = await this.ConnectAsync();
        Assert.Equal(200, await AskAsync(idle, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        var end = slow.ReceiveAsync(new byte[100]);
        this.clock.Offset = TimeSpan.FromHours(hours);
        this.clock.Advance(WebhookListener.RequestTime - TimeSpan.FromSeconds(1));
        Assert.Equal(200, await AskAsync(idle, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        Assert.False(end.IsCompleted);
        this.clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<Exception>(async () => Assert.NotEqual(0, await end.WaitAsync(TimeSpan.FromSeconds(10))));
        Assert.Equal(200, await AskAsync(idle, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_to_come_again_and_then_that_all_is_well()
    {
        using var sender = await this.ConnectAsync();
        var answer = AskAsync(sender, Post("X1"));
        Assert.True(await this.listener.WhenReadyAsync(CancellationToken.None));
        this.clock.Advance(WebhookListener.AnswerTime + TimeSpan.FromSeconds(1));
        Assert.Equal(503, await answer);

        Assert.True(this.listener.TryTake(out var delivery));
        delivery!.Acknowledge();
        Assert.Equal(200, await AskAsync(sender, Post("X1")));
        Assert.False(this.listener.TryTake(out _));
        Assert.Equal((1, 1), (this.listener.Taken, this.listener.Repeated));
    }

    [Fact]
    public async Task What_was_refused_downstream_is_taken_when_it_comes_again()
    {
        using var sender = await this.ConnectAsync();
        var answer = AskAsync(sender, Post("X1"));
        Assert.True(await this.listener.WhenReadyAsync(CancellationToken.None));
        Assert.True(this.listener.TryTake(out var delivery));
        delivery!.Refuse();
        Assert.Equal(503, await answer);
        _ = AskAsync(sender, Post("X1"));
        Assert.True(await this.listener.WhenReadyAsync(CancellationToken.None));
    }

    [Fact]
    public void What_is_remembered_is_bounded()
    {
        var inbox = new WebhookInbox(length: 10, includeDuplicates: false);
        for (var i = 0; i < WebhookInbox.MostKeys + 1000; i++)
        {
            Assert.NotNull(inbox.Offer(Notification("X" + i), size: 1));
            Assert.True(inbox.TryTake(out var delivery));
            delivery!.Acknowledge();
        }

        inbox.Offer(Notification("X" + WebhookInbox.MostKeys), size: 1);
        Assert.False(inbox.TryTake(out _));
        inbox.Offer(Notification("X0"), size: 1);
        Assert.True(inbox.TryTake(out _));
    }

    // Why there is a server of our own: this is what a reverse proxy passes on, and what becomes of it.
    [Fact]
    public async Task HttpListener_on_loopback_does_not_answer_requests_for_another_host()
    {
        var port = FreePort();
        using var theirs = new HttpListener();
        theirs.Prefixes.Add($"http://localhost:{port}/");
        theirs.Start();
        using var sender = await ConnectAsync(port);
        Assert.Equal(404, await AskAsync(sender, "GET / HTTP/1.1\r\nHost: hooks.example.com\r\n\r\n"));
    }

    private static IReadOnlyList<WebhookNotification> Notification(string number) =>
        WebhookReader.Read(Encoding.UTF8.GetBytes($$$"""{"data":{"trackNo":"{{{number}}}"}}"""), signature: null, DateTimeOffset.UnixEpoch);

    private static string Post(string number)
    {
        var body = $$$"""{"data":{"trackNo":"{{{number}}}"}}""";
        return $"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {body.Length}\r\n\r\n{body}";
    }

    private Task<Socket> ConnectAsync() => ConnectAsync(this.listener.Port);

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    // The answers have no content; two that come together are told apart byte by byte.
    private static async Task<int> AskAsync(Socket sender, string request)
    {
        await sender.SendAsync(Encoding.Latin1.GetBytes(request));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var answer = new StringBuilder();
        var one = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await sender.ReceiveAsync(one, patience.Token) == 0)
                break;

            answer.Append((char)one[0]);
        }

        return answer.Length == 0 ? 0 : int.Parse(answer.ToString(9, 3), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static int FreePort()
    {
        // Below those that outgoing connections are given: one of these would be met by the attempt to connect to itself.
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken; there are others.
            }
        }
    }

    /// <summary>A clock that can be set, which the time that passes takes no notice of.</summary>
    private sealed class SettableClock : FakeTimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + this.Offset;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }

    private sealed class Silent : ICallLog
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
