using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Track123.Http;

namespace Track123;

/// <summary>
/// One sender's connection: reads a request, lets the listener judge it, answers, and reads the next. Neither a slow sender nor a large body costs
/// more than its own bytes, and the listener closes it once its time is up.
/// </summary>
internal sealed class WebhookConnection(Socket socket, WebhookListener listener) : IDisposable
{
    private const int MostHeadBytes = 16 * 1024;
    private const int LongestChunkLine = 256;

    /// <summary>Read past a refusal, so that the sender gets to see it: closing on unread bytes would reset the connection under it.</summary>
    private const int MostBytesToDrain = 4 * WebhookReader.MostBytes;

    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] EndOfLine = "\r\n"u8.ToArray();
    private static readonly byte[] GoOn = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    private byte[] buffer = new byte[4096];
    private int start;
    private int end;
    private volatile WebhookPhase phase = WebhookPhase.Idle;
    private long since = listener.Timestamp;
    private WebhookAnswer? answer;

    /// <summary>Who sent it, for the log.</summary>
    public string Sender { get; } = socket.RemoteEndPoint?.ToString() ?? "";

    /// <summary>What the sender is about. Set here, read by the listener.</summary>
    public WebhookPhase Phase => this.phase;

    /// <summary>When <see cref="Phase"/> began, by the listener's clock.</summary>
    public long Since => Interlocked.Read(ref this.since);

    private int Buffered => this.end - this.start;

    /// <summary>Serves the sender until either side has enough.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await this.ServeAsync().ConfigureAwait(false))
            {
                this.Enter(WebhookPhase.Idle);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The sender left, or the listener closed it. Whatever was not answered comes again.
        }
        finally
        {
            this.Enter(WebhookPhase.Closed);
            this.Dispose();
        }
    }

    /// <summary>Waits no longer for what was taken in to be handed on.</summary>
    public void GiveUp() => this.answer?.GiveUp();

    /// <summary>Has whatever is being waited for end at once, and with no more ado than if the sender had left.</summary>
    public void Abort()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is over already.
        }
    }

    public void Dispose() => socket.Dispose();

    private void Enter(WebhookPhase next)
    {
        Interlocked.Exchange(ref this.since, listener.Timestamp);
        this.phase = next;
    }

    /// <returns>True if another request may come.</returns>
    private async Task<bool> ServeAsync()
    {
        var length = await this.FindAsync(EndOfHead, MostHeadBytes).ConfigureAwait(false);
        if (length is not { } headLength)
        {
            // Nothing, or nothing complete, comes any more.
            return this.Buffered > MostHeadBytes && await this.RefuseAsync(431, "a head of more than 16 KiB").ConfigureAwait(false);
        }

        var (head, refusal) = HttpHead.Read(this.buffer, this.start, headLength);
        this.start += headLength + EndOfHead.Length;
        if (head is null)
        {
            return await this.RefuseAsync(refusal, "a head that is no HTTP request, or one that can be read in two ways").ConfigureAwait(false);
        }

        if (!listener.IsPath(head.Path))
        {
            return await this.RefuseAsync(404, "another path than the one that is listened to").ConfigureAwait(false);
        }

        if (head.Method is not ("POST" or "GET" or "HEAD"))
        {
            return await this.RefuseAsync(405, "a method other than POST, GET and HEAD").ConfigureAwait(false);
        }

        if (head.BodyLength > WebhookReader.MostBytes)
        {
            return await this.RefuseAsync(413, "a body of more than 1 MiB").ConfigureAwait(false);
        }

        if (head.Expects && this.Buffered == 0)
        {
            await this.SendAsync(GoOn).ConfigureAwait(false);
        }

        var body = new WebhookBytes(listener);
        try
        {
            var bodyRefusal = head.BodyLength is { } bodyLength
                ? await this.MoveAsync(body, (int)bodyLength).ConfigureAwait(false)
                : await this.ReadChunksAsync(body).ConfigureAwait(false);
            if (bodyRefusal != 0)
            {
                return await this.RefuseAsync(bodyRefusal, Describe(bodyRefusal)).ConfigureAwait(false);
            }

            var status = await this.JudgeAsync(head, body).ConfigureAwait(false);
            await this.AnswerAsync(status, head.KeepsAlive).ConfigureAwait(false);
            return head.KeepsAlive;
        }
        finally
        {
            body.Release();
        }
    }

    private static string Describe(int bodyRefusal) => bodyRefusal switch
    {
        413 => "a body of more than 1 MiB",
        503 => "more bodies at a time than there is room for",
        _ => "a body that is cut short, or in chunks that cannot be read",
    };

    private async Task<int> JudgeAsync(HttpHead head, WebhookBytes body)
    {
        // The portal probes an address by GET, HEAD or an empty POST (contract 6.1).
        if (head.Method is not "POST" || body.Length == 0)
        {
            return 200;
        }

        var (status, taken) = listener.Take(body.ToArray(), this.Sender);
        if (taken is null)
        {
            return status;
        }

        this.answer = taken;
        this.Enter(WebhookPhase.Waiting);
        return await taken.Told.ConfigureAwait(false) ? 200 : 503;
    }

    /// <returns>0, or the status to refuse with.</returns>
    private async Task<int> ReadChunksAsync(WebhookBytes body)
    {
        while (true)
        {
            if (await this.FindAsync(EndOfLine, LongestChunkLine).ConfigureAwait(false) is not { } lineLength)
            {
                return 400;
            }

            // An extension after a semicolon means nothing to us.
            var size = Encoding.ASCII.GetString(this.buffer, this.start, lineLength).Split(';')[0].TrimEnd(' ', '\t');
            this.start += lineLength + EndOfLine.Length;
            if (size.Length is 0 or > 8 || !int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var count) || count < 0)
            {
                return 400;
            }

            if (count == 0)
            {
                return await this.SkipTrailerAsync().ConfigureAwait(false) ? 0 : 400;
            }

            if (count > WebhookReader.MostBytes - body.Length)
            {
                return 413;
            }

            if (await this.MoveAsync(body, count).ConfigureAwait(false) is var refusal and not 0)
            {
                return refusal;
            }

            if (await this.FindAsync(EndOfLine, 0).ConfigureAwait(false) is not 0)
            {
                return 400;
            }

            this.start += EndOfLine.Length;
        }
    }

    private async Task<bool> SkipTrailerAsync()
    {
        for (var i = 0; i < 16; i++)
        {
            if (await this.FindAsync(EndOfLine, LongestChunkLine).ConfigureAwait(false) is not { } length)
            {
                return false;
            }

            this.start += length + EndOfLine.Length;
            if (length == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>0, or the status to refuse with.</returns>
    private async Task<int> MoveAsync(WebhookBytes body, int count)
    {
        while (count > 0)
        {
            if (this.Buffered == 0 && !await this.ReceiveAsync().ConfigureAwait(false))
            {
                return 400;
            }

            var part = Math.Min(count, this.Buffered);
            if (!body.TryAdd(this.buffer, this.start, part))
            {
                return 503;
            }

            this.start += part;
            count -= part;
        }

        return 0;
    }

    /// <summary>Receives until some bytes are there, and gives how many stand before them; null if they do not come, or not within so many.</summary>
    private async Task<int?> FindAsync(byte[] wanted, int within)
    {
        var looked = 0;
        while (true)
        {
            var at = this.buffer.AsSpan(this.start + looked, this.Buffered - looked).IndexOf(wanted);
            if (at >= 0)
            {
                return looked + at <= within ? looked + at : null;
            }

            // It may have been cut in the middle.
            looked = Math.Max(0, this.Buffered - wanted.Length + 1);
            if (this.Buffered > within + wanted.Length || !await this.ReceiveAsync().ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    private async Task<bool> ReceiveAsync()
    {
        if (this.Buffered == 0)
        {
            (this.start, this.end) = (0, 0);
        }
        else if (this.end == this.buffer.Length)
        {
            // Heads alone make it grow, and they are bounded.
            var larger = this.start > 0 ? this.buffer : new byte[this.buffer.Length * 2];
            Buffer.BlockCopy(this.buffer, this.start, larger, 0, this.Buffered);
            (this.buffer, this.start, this.end) = (larger, 0, this.Buffered);
        }

        var count = await socket.ReceiveAsync(new ArraySegment<byte>(this.buffer, this.end, this.buffer.Length - this.end), SocketFlags.None)
            .ConfigureAwait(false);
        this.end += count;
        if (this.Phase == WebhookPhase.Idle && count > 0)
        {
            this.Enter(WebhookPhase.Receiving);
        }

        return count > 0;
    }

    private async Task<bool> RefuseAsync(int status, string what)
    {
        listener.Refused(status, this.Sender, what);
        await this.AnswerAsync(status, keepsAlive: false).ConfigureAwait(false);
        socket.Shutdown(SocketShutdown.Send);
        this.Enter(WebhookPhase.Receiving);
        (this.start, this.end) = (0, 0);
        for (long drained = 0; drained < MostBytesToDrain && await this.ReceiveAsync().ConfigureAwait(false);)
        {
            drained += this.Buffered;
            (this.start, this.end) = (0, 0);
        }

        return false;
    }

    private Task AnswerAsync(int status, bool keepsAlive)
    {
        this.Enter(WebhookPhase.Answering);
        return this.SendAsync(WebhookResponses.Get(status, keepsAlive));
    }

    private async Task SendAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(new ArraySegment<byte>(bytes, sent, bytes.Length - sent), SocketFlags.None).ConfigureAwait(false);
        }
    }
}

/// <summary>What a connection is about.</summary>
internal enum WebhookPhase
{
    /// <summary>Between requests.</summary>
    Idle,

    /// <summary>A request has begun to come.</summary>
    Receiving,

    /// <summary>Its notifications wait to be handed on.</summary>
    Waiting,

    /// <summary>The answer is being sent.</summary>
    Answering,

    /// <summary>Over.</summary>
    Closed,
}
