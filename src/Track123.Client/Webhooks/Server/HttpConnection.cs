using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Track123.Webhooks.Server;

/// <summary>The phases of a connection.</summary>
internal enum ConnectionPhase
{
    Idle,
    Receiving,
    Handling,
    Responding,
}

/// <summary>
/// One sender's connection: reads a request, has it handled, responds, and reads the next one. Each phase has a time
/// limit after which the connection is closed.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    /// <summary>
    /// The maximum number of bytes to read after a rejection. If the connection were closed with unread bytes, the
    /// sender would see a reset instead of the response.
    /// </summary>
    private const int MaxDrainBytes = 4 * HttpServer.MaxBodyBytes;

    private readonly Socket socket;
    private readonly HttpServer server;
    private readonly RequestReader reader;
    private readonly ITimer timer;
    private readonly string sender;
    private volatile ConnectionPhase phase;

    public HttpConnection(Socket socket, HttpServer server)
    {
        (this.socket, this.server, this.reader) = (socket, server, new RequestReader(socket));
        this.sender = socket.RemoteEndPoint?.ToString() ?? "";
        this.timer = server.Clock.CreateTimer(
            _ => this.Dispose(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        this.Enter(ConnectionPhase.Idle);
    }

    /// <summary>The current phase. Read by the server on other threads.</summary>
    public ConnectionPhase Phase => this.phase;

    /// <summary>The timestamp at which <see cref="Phase"/> began.</summary>
    public long Since { get; private set; }

    /// <summary>Serves requests until either side closes the connection.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await this.ServeAsync().ConfigureAwait(false))
            {
                this.Enter(ConnectionPhase.Idle);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed by the sender, a timeout or the server. The sender repeats unacknowledged requests.
        }
        finally
        {
            this.Dispose();
        }
    }

    public void Dispose()
    {
        this.timer.Dispose();
        this.socket.Dispose();
    }

    private void Enter(ConnectionPhase next)
    {
        this.timer.Change(
            next switch
            {
                ConnectionPhase.Idle => HttpServer.IdleTimeout,
                ConnectionPhase.Handling => Timeout.InfiniteTimeSpan,
                _ => HttpServer.RequestTimeout,
            },
            Timeout.InfiniteTimeSpan);

        // The phase is set last, because the server and tests read it while this method runs.
        (this.Since, this.phase) = (this.server.Clock.GetTimestamp(), next);
    }

    /// <returns>True if another request may follow.</returns>
    private async Task<bool> ServeAsync()
    {
        if (this.reader.IsEmpty && !await this.reader.ReceiveAsync().ConfigureAwait(false))
        {
            return false;
        }

        this.Enter(ConnectionPhase.Receiving);
        try
        {
            if (await this.reader.ReadHeadAsync().ConfigureAwait(false) is not { } text)
            {
                return false;
            }

            var head = HttpHead.Parse(text);
            this.Validate(head);
            if (head.ExpectsContinue && this.reader.IsEmpty)
            {
                await this.SendAsync("HTTP/1.1 100 Continue\r\n\r\n").ConfigureAwait(false);
            }

            int status;
            using (var body = new BodyBuffer(this.server.Budget))
            {
                await (head.BodyLength is { } length
                    ? this.reader.ReadBytesAsync(body, (int)length)
                    : this.reader.ReadChunksAsync(body, HttpServer.MaxBodyBytes)).ConfigureAwait(false);
                status = await this.HandleAsync(head, body).ConfigureAwait(false);
            }

            var keepAlive = head.KeepAlive && !this.server.IsClosed;
            await this.RespondAsync(status, keepAlive).ConfigureAwait(false);
            return keepAlive;
        }
        catch (RejectedRequestException e)
        {
            // The rest of the request was not read, so nothing that follows can be understood.
            this.server.Handler.OnRejected(e.Status, this.sender, e.Message);
            await this.RespondAsync(e.Status, keepAlive: false).ConfigureAwait(false);
            this.socket.Shutdown(SocketShutdown.Send);
            this.Enter(ConnectionPhase.Receiving);
            await this.reader.DrainAsync(MaxDrainBytes).ConfigureAwait(false);
            return false;
        }
    }

    private void Validate(HttpHead head)
    {
        if (!this.server.Accepts(head.Path))
        {
            throw new RejectedRequestException(404, "Path is not the configured one.");
        }

        if (head.Method is not ("POST" or "GET" or "HEAD"))
        {
            throw new RejectedRequestException(405, "Method is not POST, GET or HEAD.");
        }

        if (head.BodyLength > HttpServer.MaxBodyBytes)
        {
            throw new RejectedRequestException(413, "Body is too large.");
        }
    }

    private async Task<int> HandleAsync(HttpHead head, BodyBuffer body)
    {
        // The member portal tests an address with GET, HEAD or an empty POST (contract 6.1).
        if (head.Method is not "POST" || body.Length == 0)
        {
            return 200;
        }

        this.Enter(ConnectionPhase.Handling);
        try
        {
            return await this.server.Handler.HandleAsync(body.ToArray())
                .WaitAsync(HttpServer.ResponseTimeout, this.server.Clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return 503;
        }
        catch (RejectedRequestException e)
        {
            this.server.Handler.OnRejected(e.Status, this.sender, e.Message);
            return e.Status;
        }
    }

    // Responses have no content: a rejected sender does not learn the reason.
    private Task RespondAsync(int status, bool keepAlive)
    {
        this.Enter(ConnectionPhase.Responding);
        var field = status switch
        {
            401 => "WWW-Authenticate: Signature\r\n",
            405 => "Allow: POST, GET, HEAD\r\n",
            _ => "",
        };
        var connection = keepAlive ? "" : "Connection: close\r\n";
        return this.SendAsync(
            $"HTTP/1.1 {status} {(HttpStatusCode)status}\r\n{field}Content-Length: 0\r\n{connection}\r\n");
    }

    private async Task SendAsync(string response)
    {
        var bytes = Encoding.ASCII.GetBytes(response);
        for (var sent = 0; sent < bytes.Length;)
        {
            var rest = new ArraySegment<byte>(bytes, sent, bytes.Length - sent);
            sent += await this.socket.SendAsync(rest, SocketFlags.None).ConfigureAwait(false);
        }
    }
}
