using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Track123.Webhooks.Server;

/// <summary>
/// A small HTTP/1.1 server that receives POST bodies at one path. <c>HttpListener</c> is not suitable: bound to
/// loopback it rejects requests with another <c>Host</c>, such as those from a reverse proxy; on Windows it needs a
/// reservation for any other address; and on .NET it has no time limit for bodies.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    /// <summary>The maximum size of a body.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>The maximum number of connections. For one more, the slowest one is closed.</summary>
    public const int DefaultMaxConnections = 1024;

    /// <summary>The maximum memory for all large bodies that are being received or handled.</summary>
    public const long DefaultMaxBufferedBytes = 64 * MaxBodyBytes;

    /// <summary>The maximum time from a request's first byte to its last.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The maximum time without a request. Longer than a proxy's usual limit, so that the proxy closes first.
    /// </summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(75);

    /// <summary>
    /// The maximum time to wait for the handler. The response is then 503, and the sender retries later.
    /// </summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly object gate = new();
    private readonly List<Socket> sockets = [];
    private readonly Dictionary<HttpConnection, Task> connections = [];
    private readonly ListenAddress address;
    private readonly int maxConnections;
    private volatile bool isClosed;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="Track123Exception">
    /// <see cref="Track123ErrorKind.InvalidRequest"/>: the address or port can't be used.
    /// </exception>
    public HttpServer(
        ListenAddress address,
        IRequestHandler handler,
        TimeProvider clock,
        int maxConnections = DefaultMaxConnections,
        long maxBufferedBytes = DefaultMaxBufferedBytes)
    {
        (this.address, this.Handler, this.Clock, this.maxConnections) = (address, handler, clock, maxConnections);
        this.Budget = new BodyBudget(maxBufferedBytes);
        try
        {
            this.Port = this.Bind();
        }
        catch
        {
            this.sockets.ForEach(socket => socket.Dispose());
            throw;
        }

        this.sockets.ForEach(socket => _ = this.AcceptAsync(socket));
    }

    /// <summary>The port that the server listens on.</summary>
    public int Port { get; }

    public IRequestHandler Handler { get; }

    /// <summary>The clock of all time limits.</summary>
    public TimeProvider Clock { get; }

    public BodyBudget Budget { get; }

    /// <summary>True once the server is being closed.</summary>
    public bool IsClosed => this.isClosed;

    /// <summary>The number of connections that wait for a request.</summary>
    public int IdleConnections
    {
        get
        {
            lock (this.gate)
            {
                return this.connections.Keys.Count(connection => connection.Phase == ConnectionPhase.Idle);
            }
        }
    }

    /// <summary>Checks a request's path.</summary>
    public bool Accepts(string path)
    {
        // The path may be a secret, so the time that the comparison takes must not depend on how much of it is right.
        var expected = this.address.Path;
        var difference = path.Length ^ expected.Length;
        for (var i = 0; i < path.Length; i++)
        {
            difference |= path[i] ^ expected[i % expected.Length];
        }

        return difference == 0 || expected == "/";
    }

    /// <summary>Frees the port. Requests that have arrived are still handled.</summary>
    /// <returns>False if the server was stopped before.</returns>
    public bool Stop()
    {
        lock (this.gate)
        {
            if (this.isClosed)
            {
                return false;
            }

            this.isClosed = true;
        }

        this.sockets.ForEach(socket => socket.Dispose());
        return true;
    }

    /// <summary>
    /// Frees the port and closes all connections. Responses that are due are sent first, within a short time.
    /// </summary>
    public void Dispose()
    {
        this.Stop();
        List<KeyValuePair<HttpConnection, Task>> open;
        lock (this.gate)
        {
            open = [.. this.connections];
        }

        var busy = open.Where(c => c.Key.Phase is ConnectionPhase.Handling or ConnectionPhase.Responding);
        ((IAsyncResult)Task.WhenAll(busy.Select(c => c.Value))).AsyncWaitHandle.WaitOne(CloseTimeout);

        // Closing many sockets takes a moment, so nothing waits for it.
        _ = Task.Run(() => open.ForEach(c => c.Key.Dispose()));
    }

    private static string Explain(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "another program is already listening on it.",
        SocketError.AccessDenied => "access is denied. Ports below 1024 require elevated rights, and on Windows a port "
            + "may be reserved. To list reserved ports: netsh interface ipv4 show excludedportrange protocol=tcp",
        SocketError.AddressNotAvailable => "this machine has no such address.",
        _ => e.Message,
    };

    // Prevents two programs from listening on the same port, of which only one would receive the requests.
    private static void EnsureExclusiveUse(Socket socket, IPAddress ip, int port)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            socket.ExclusiveAddressUse = true;
        }
        else if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX) && port != 0)
        {
            // .NET allows a bind there although another program listens on all addresses. This second bind to all
            // addresses is refused then.
            var all = ip.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any;
            using var probe = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(all, port));
        }
    }

    private int Bind()
    {
        var port = this.address.Port;
        foreach (var ip in this.address.Addresses)
        {
            var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            this.sockets.Add(socket);
            try
            {
                EnsureExclusiveUse(socket, ip, port);
                socket.Bind(new IPEndPoint(ip, port));
                socket.Listen(512);
                port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            }
            catch (SocketException e) when (this.address.Addresses.Count > 1
                && e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
            {
                // A machine without IPv6, or without IPv4.
                socket.Dispose();
                this.sockets.Remove(socket);
            }
            catch (SocketException e)
            {
                throw new Track123Exception(
                    Track123ErrorKind.InvalidRequest, $"Can't listen on {ip}, port {port}: {Explain(e)}", e);
            }
        }

        return this.sockets.Count > 0
            ? port
            : throw new Track123Exception(
                Track123ErrorKind.InvalidRequest, "Can't listen: this machine has none of the addresses.");
    }

    private async Task AcceptAsync(Socket socket)
    {
        while (true)
        {
            try
            {
                var sender = await socket.AcceptAsync().ConfigureAwait(false);
                sender.NoDelay = true;
                this.Serve(sender);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                if (this.isClosed)
                {
                    return;
                }

                // The sender is gone, or the process has no more handles at the moment.
                await Task.Delay(10).ConfigureAwait(false);
            }
        }
    }

    private void Serve(Socket sender)
    {
        lock (this.gate)
        {
            if (this.isClosed)
            {
                sender.Dispose();
                return;
            }

            if (this.connections.Count >= this.maxConnections)
            {
                this.CloseSlowest();
            }

            var connection = new HttpConnection(sender, this);

            // Not on the accepting thread: bytes that have already arrived are read and handled at once.
            this.connections[connection] = Task.Run(() => this.RunAsync(connection));
        }
    }

    private async Task RunAsync(HttpConnection connection)
    {
        await connection.RunAsync().ConfigureAwait(false);
        lock (this.gate)
        {
            this.connections.Remove(connection);
        }
    }

    // Closes the connection that has been idle or receiving the longest. Requests that are being handled continue.
    private void CloseSlowest()
    {
        var slowest = this.connections.Keys
            .Where(connection => connection.Phase is ConnectionPhase.Idle or ConnectionPhase.Receiving)
            .OrderBy(connection => connection.Since)
            .FirstOrDefault();
        if (slowest is not null)
        {
            slowest.Dispose();
            this.connections.Remove(slowest);
        }
    }
}
