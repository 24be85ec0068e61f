using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Track123.Client.Tests.Faults;
using Track123.Testing;

namespace Track123.Client.Tests.Http;

/// <summary>
/// Behavior on real sockets: certificates, redirects, proxies, refused connections, endless responses.
/// </summary>
public sealed class SocketTests
{
    private static readonly TestServerOptions Quick = new() { Latency = TimeSpan.Zero, Jitter = TimeSpan.Zero, RequestsPerSecond = null };

    [Fact]
    public async Task Untrusted_certificate_fails_the_call_without_retry()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var received = 0;
        using var listener = Listen(async stream =>
        {
            Interlocked.Increment(ref received);
            await using var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(certificate);
        });
        var error = await FailAsync(new($"https://localhost:{PortOf(listener)}/"));
        Assert.Equal(Track123ErrorKind.ConnectionFailed, error.Kind);
        Assert.Contains("certificate", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, received);
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        await using var server = await TestServer.StartAsync(Quick);
        await using var other = await TestServer.StartAsync(Quick);
        server.Script("", new Fault { Status = 302, Body = "", Headers = new Dictionary<string, string> { ["Location"] = other.BaseUri.AbsoluteUri } });
        var error = await FailAsync(server.BaseUri);
        Assert.Equal((Track123ErrorKind.InvalidResponse, 302), (error.Kind, error.HttpStatus));
        Assert.Equal((1, 0), (server.Requests.Received, other.Requests.Received));
    }

    [Fact]
    public async Task Proxy_that_requires_credentials_fails_the_call_without_retry_and_never_sees_the_key()
    {
        var asked = new List<string>();
        using var proxy = Listen(async stream =>
        {
            var buffer = new byte[4096];
            var read = await stream.ReadAsync(buffer);
            lock (asked)
            {
                asked.Add(Encoding.ASCII.GetString(buffer, 0, read));
            }

            await stream.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        });
        var error = await FailAsync(new("https://service.example/"), new($"http://127.0.0.1:{PortOf(proxy)}"));
        Assert.Equal(Track123ErrorKind.ConnectionFailed, error.Kind);
        Assert.Contains("407", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestServerOptions.DefaultApiKey, Assert.Single(asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paid_call_is_retried_after_a_refused_connection_but_not_after_a_lost_response()
    {
        var error = await FailAsync(new("http://127.0.0.1:1/"), instant: true);
        Assert.Contains("after 5 attempts", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("may have processed", error.Message, StringComparison.Ordinal);

        await using var server = await TestServer.StartAsync(Quick);
        server.Script("", new Fault { LoseResponse = true });
        error = await FailAsync(server.BaseUri, instant: true);
        Assert.Contains("may have processed", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests.Received);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Response_above_32_MiB_fails_the_call(bool isAnnounced)
    {
        var sent = 0L;
        using var listener = Listen(async stream =>
        {
            await stream.ReadExactlyAsync(new byte[1]);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{(isAnnounced ? "Content-Length: 1000000000000\r\n" : "")}\r\n"));
            for (var block = new byte[1 << 16]; ;)
            {
                await stream.WriteAsync(block);
                Interlocked.Add(ref sent, block.Length);
            }
        });
        var error = await FailAsync(new($"http://127.0.0.1:{PortOf(listener)}/"));
        Assert.Equal(Track123ErrorKind.InvalidResponse, error.Kind);
        Assert.Contains("32 MiB", error.Message, StringComparison.Ordinal);
        Assert.InRange(Interlocked.Read(ref sent), 0, (isAnnounced ? 16L : 64L) << 20);
    }

    [Fact]
    public async Task Request_has_no_expect_header()
    {
        var received = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = Listen(async stream =>
        {
            var text = new StringBuilder();
            var buffer = new byte[4096];
            while (!text.ToString().Contains("SBTRANSIT1", StringComparison.Ordinal) && await stream.ReadAsync(buffer) is > 0 and var read)
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }

            received.TrySetResult(text.ToString());
            await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        });
        await FailAsync(new($"http://127.0.0.1:{PortOf(listener)}/"), instant: true);
        var sent = await received.Task;
        Assert.StartsWith("POST ", sent, StringComparison.Ordinal);
        Assert.Contains("SBTRANSIT1", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("Expect", sent, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<Track123Exception> FailAsync(Uri address, Uri? proxy = null, bool instant = false)
    {
        using var client = new Track123Client(
            new ConnectionOptions
            {
                ApiKey = TestServerOptions.DefaultApiKey,
                BaseUri = address,
                Proxy = proxy,
                OperationTimeout = TimeSpan.FromHours(1), // Measured by the fast clock.
            },
            new FastClock(100));
        return await Assert.ThrowsAsync<Track123Exception>(() => (instant
            ? (Task)client.GetInstantTrackingAsync(new() { TrackingNumber = "SBTRANSIT1" }, new Log(), default)
            : client.GetCarriersAsync(CarrierType.Parcel, new Log(), default)).WaitAsync(TimeSpan.FromSeconds(60)));
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static TcpListener Listen(Func<NetworkStream, Task> serve)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = Task.Run(async () =>
        {
            while (true)
            {
                try
                {
                    using var connection = await listener.AcceptTcpClientAsync();
                    await serve(connection.GetStream());
                }
                catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The client closed the connection.
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    return;
                }
            }
        });
        return listener;
    }
}
