using System.Net;
using System.Net.Sockets;

namespace Track123;

/// <summary>
/// Receives webhooks: an HTTP/1.1 server for this one purpose, on sockets. <c>HttpListener</c> does not serve: bound to loopback it answers only
/// requests whose <c>Host</c> names loopback, which those through a reverse proxy do not; on Windows it needs a reservation of the address for anything
/// else; and on .NET it has no limit for the time a body takes. What it hands on stays unanswered until the taker says that it has it.
/// </summary>
public sealed class WebhookListener : IDisposable
{
    /// <summary>A request must have arrived whole this long after its first byte.</summary>
    internal static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(15);

    /// <summary>A connection may be kept without a request for so long, which is longer than proxies keep theirs.</summary>
    internal static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(75);

    /// <summary>A sender is told to come again after waiting so long. What it sent stays in line, and is known when it comes again.</summary>
    internal static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(30);

    internal const int MostConnections = 1024;

    /// <summary>What large bodies may take together while they come and are judged.</summary>
    private const long MostBytes = 64 * 1024 * 1024;

    private const int SmallBody = 64 * 1024;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(200);

    private readonly object gate = new();
    private readonly List<Socket> sockets = [];
    private readonly HashSet<WebhookConnection> connections = [];
    private readonly WebhookListenerOptions options;
    private readonly WebhookInbox inbox;
    private readonly WebhookRefusals refusals;
    private readonly TimeProvider clock;
    private readonly ITimer sweep;
    private long bytes;
    private bool isClosed;

    internal WebhookListener(WebhookListenerOptions options, ICallLog log, Func<DateTimeOffset>? now, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        this.Moment = now ?? clock.GetUtcNow;
        this.inbox = new WebhookInbox(options.QueueLength, options.IncludeDuplicates);
        this.refusals = new WebhookRefusals(log, clock);
        try
        {
            this.Bind();
        }
        catch
        {
            this.sockets.ForEach(s => s.Dispose());
            throw;
        }

        this.sweep = clock.CreateTimer(_ => this.Sweep(), state: null, SweepEvery, SweepEvery);
        foreach (var socket in this.sockets)
        {
            _ = this.AcceptAsync(socket);
        }
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="options">Where, and what is taken.</param>
    /// <param name="log">Where it tells what it refuses.</param>
    /// <param name="now">Gives the moment that notifications are marked with.</param>
    /// <exception cref="Track123Exception"><see cref="Track123ErrorKind.InvalidRequest"/>: the address or port can't be used.</exception>
    public static WebhookListener Start(WebhookListenerOptions options, ICallLog log, Func<DateTimeOffset> now) =>
        new(options, log, now, TimeProvider.System);

    /// <summary>The port it listens at.</summary>
    public int Port { get; private set; }

    /// <summary>Notifications taken in.</summary>
    public long Taken => this.inbox.Taken;

    /// <summary>Notifications dropped because they repeat one taken before.</summary>
    public long Repeated => this.inbox.Repeated;

    /// <summary>How many requests were refused with a status.</summary>
    public int CountRefused(int status) => this.refusals.Count(status);

    /// <summary>The statuses that requests were refused with, and how many each; empty if none was.</summary>
    public string DescribeRefused() => this.refusals.Describe();

    /// <summary>The clock of its limits, which nobody sets: <see cref="TimeProvider.GetTimestamp"/>.</summary>
    internal long Timestamp => this.clock.GetTimestamp();

    private Func<DateTimeOffset> Moment { get; }

    /// <summary>Takes the next that waits.</summary>
    /// <returns>False if none does now.</returns>
    public bool TryTake(out WebhookDelivery? delivery) => this.inbox.TryTake(out delivery);

    /// <summary>Waits for something to take.</summary>
    /// <returns>False if the listener was closed.</returns>
    public async Task<bool> WhenReadyAsync(CancellationToken cancellationToken)
    {
        var ready = this.inbox.WhenReady();
        if (ready.IsCompleted)
        {
            return await ready.ConfigureAwait(false);
        }

        // Goes on at once, on the thread that cancels: a stop must not wait for a thread of a pool that senders keep busy.
        var cancelled = new TaskCompletionSource<bool>();
        using (cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken)))
        {
            return await (await Task.WhenAny(ready, cancelled.Task).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Frees the port at once. Senders that wait are told to come again, and a moment is left for answers to get out.
    /// </summary>
    public void Dispose()
    {
        lock (this.gate)
        {
            if (this.isClosed)
            {
                return;
            }

            this.isClosed = true;
        }

        this.sockets.ForEach(s => s.Dispose());
        this.sweep.Dispose();
        this.inbox.Close();
        lock (this.gate)
        {
            var since = System.Diagnostics.Stopwatch.StartNew();
            while (this.connections.Any(c => c.Phase is WebhookPhase.Waiting or WebhookPhase.Answering) && Farewell - since.Elapsed is { Ticks: > 0 } rest)
            {
                Monitor.Wait(this.gate, rest < Glance ? rest : Glance);
            }

            // What is left is closed elsewhere: a socket that somebody reads from takes a moment for it, and there may be many.
            List<WebhookConnection> left = [.. this.connections];
            left.ForEach(connection => connection.Abort());
            _ = Task.Run(() => left.ForEach(connection => connection.Dispose()));
        }
    }

    internal bool IsPath(string path)
    {
        if (this.options.Path is not { } only || only is "" or "/")
        {
            return true;
        }

        // All of it is looked at, however little is right: the path may be a secret.
        var difference = path.Length ^ only.Length;
        for (var i = 0; i < path.Length; i++)
        {
            difference |= path[i] ^ only[i % only.Length];
        }

        return difference == 0;
    }

    internal bool TryReserve(int had, int more)
    {
        var drawn = Math.Max(0, had + more - SmallBody) - Math.Max(0, had - SmallBody);
        if (drawn == 0)
        {
            return true;
        }

        if (Interlocked.Add(ref this.bytes, drawn) <= MostBytes)
        {
            return true;
        }

        Interlocked.Add(ref this.bytes, -drawn);
        return false;
    }

    internal void Release(int had) => Interlocked.Add(ref this.bytes, -Math.Max(0, had - SmallBody));

    internal void Refused(int status, string sender, string what) => this.refusals.Add(status, sender, what);

    /// <summary>Judges a body and puts what it tells in line.</summary>
    /// <returns>What the sender waits for, or the status to answer.</returns>
    internal (int Status, WebhookAnswer? Answer) Take(byte[] body, string sender)
    {
        try
        {
            // The signature first: who has none is worth no further work.
            var frame = WebhookReader.ReadFrame(body);
            var verdict = WebhookReader.Judge(frame, this.options.Signature);
            if (this.options.Signature is not null && !verdict.IsValid)
            {
                this.Refused(401, sender, verdict.Reason);
                return (401, null);
            }

            var notifications = WebhookReader.ReadRecords(frame, verdict, this.Moment());
            if (this.inbox.Offer(notifications, body.Length) is { } answer)
            {
                return (200, answer);
            }

            this.Refused(503, sender, "more notifications at a time than there is room for");
            return (503, null);
        }
        catch (Track123Exception e)
        {
            this.Refused(400, sender, e.Message);
            return (400, null);
        }
    }

    private void Bind()
    {
        var port = this.options.Port;
        foreach (var address in this.options.Addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            this.sockets.Add(socket);
            try
            {
                // On Windows another program could otherwise bind the same port and take what is meant for this one.
                if (Environment.OSVersion.Platform == PlatformID.Win32NT)
                {
                    socket.ExclusiveAddressUse = true;
                }

                socket.Bind(new IPEndPoint(address, port));
                socket.Listen(512);
                port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported
                && this.options.Addresses.Count > 1)
            {
                // Loopback of a machine without IPv6, or without IPv4.
                socket.Dispose();
                this.sockets.Remove(socket);
            }
            catch (SocketException e)
            {
                throw new Track123Exception(Track123ErrorKind.InvalidRequest, $"Can't listen at {address}, port {port}: {Explain(e)}", e);
            }
        }

        this.Port = port;
        if (this.sockets.Count == 0)
        {
            throw new Track123Exception(Track123ErrorKind.InvalidRequest, "This machine has none of the addresses to listen at.");
        }
    }

    private static string Explain(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "another program listens there already.",
        SocketError.AccessDenied => "that is not allowed. Ports below 1024 need special rights, and on Windows a port may be reserved "
            + "(netsh interface ipv4 show excludedportrange protocol=tcp).",
        SocketError.AddressNotAvailable => "this machine has no such address.",
        _ => e.Message,
    };

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
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                lock (this.gate)
                {
                    if (this.isClosed)
                    {
                        return;
                    }
                }

                // The sender was gone before it was met, or there are no more handles just now.
                await Task.Delay(10).ConfigureAwait(false);
            }
        }
    }

    private void Serve(Socket sender)
    {
        WebhookConnection connection;
        lock (this.gate)
        {
            if (this.isClosed)
            {
                sender.Dispose();
                return;
            }

            if (this.connections.Count >= MostConnections)
            {
                this.MakeRoom();
            }

            connection = new WebhookConnection(sender, this);
            this.connections.Add(connection);
        }

        // Not on the accepting thread: what has arrived already is read at once.
        _ = Task.Run(async () =>
        {
            await connection.RunAsync().ConfigureAwait(false);
            lock (this.gate)
            {
                this.connections.Remove(connection);
                Monitor.PulseAll(this.gate);
            }
        });
    }

    // Whoever takes up most time with a request that does not come goes first; those whose notifications wait stay.
    private void MakeRoom()
    {
        var slowest = this.connections.Where(c => c.Phase is WebhookPhase.Idle or WebhookPhase.Receiving).OrderBy(c => c.Since).FirstOrDefault();
        if (slowest is not null)
        {
            slowest.Dispose();
            this.connections.Remove(slowest);
        }
    }

    private void Sweep()
    {
        lock (this.gate)
        {
            var now = this.Timestamp;
            foreach (var connection in this.connections)
            {
                var limit = connection.Phase switch
                {
                    WebhookPhase.Idle => IdleTime,
                    WebhookPhase.Waiting => AnswerTime,
                    _ => RequestTime,
                };
                if (this.clock.GetElapsedTime(connection.Since, now) <= limit)
                {
                    continue;
                }

                if (connection.Phase == WebhookPhase.Waiting)
                {
                    connection.GiveUp();
                }
                else
                {
                    connection.Dispose();
                }
            }
        }
    }
}
