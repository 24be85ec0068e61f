using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Track123.Webhooks.Server;

/// <summary>Reads requests from a socket: heads, and bodies of a known length or in chunks (RFC 9112).</summary>
internal sealed class RequestReader(Socket socket)
{
    private const int MaxHeadBytes = 16 * 1024;
    private const int MaxChunkLineBytes = 256;
    private const int MaxTrailerFields = 16;

    private const string Token = @"[!#$%&'*+\-.^_`|~0-9A-Za-z]+";
    private const string QuotedString = @"""(?:[\t \x21\x23-\x5B\x5D-\x7E\x80-\xFF]|\\[\t\x20-\x7E\x80-\xFF])*""";

    // Latin-1 turns each byte into one character.
    private static readonly Encoding Latin1 = Encoding.GetEncoding(28591);
    private static readonly byte[] EndOfHead = Encoding.ASCII.GetBytes("\r\n\r\n");
    private static readonly byte[] EndOfLine = Encoding.ASCII.GetBytes("\r\n");
    private static readonly Regex ChunkLine = new(
        $@"^(?<size>[0-9A-Fa-f]{{1,8}})(?:[ \t]*;[ \t]*{Token}(?:[ \t]*=[ \t]*(?:{Token}|{QuotedString}))?)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private byte[] buffer = new byte[4096];
    private int start;
    private int end;

    /// <summary>True if no received bytes are left to read.</summary>
    public bool IsEmpty => this.start == this.end;

    /// <summary>Reads a head, without the empty line at its end.</summary>
    /// <returns>The head; null if the sender closed the connection.</returns>
    public Task<string?> ReadHeadAsync() => this.ReadUntilAsync(EndOfHead, MaxHeadBytes, tooLongStatus: 431);

    /// <summary>Reads a body of a known length.</summary>
    public async Task ReadBytesAsync(BodyBuffer body, int count)
    {
        while (count > 0)
        {
            if (this.IsEmpty && !await this.ReceiveAsync().ConfigureAwait(false))
            {
                throw InvalidBody();
            }

            var part = Math.Min(count, this.end - this.start);
            body.Append(this.buffer, this.start, part);
            this.start += part;
            count -= part;
        }
    }

    /// <summary>Reads a chunked body. Chunk extensions and trailer fields are checked and ignored.</summary>
    public async Task ReadChunksAsync(BodyBuffer body, int maxBytes)
    {
        while (await this.ReadChunkSizeAsync().ConfigureAwait(false) is var size and not 0)
        {
            if (size > maxBytes - body.Length)
            {
                throw new RejectedRequestException(413, "Body is too large.");
            }

            await this.ReadBytesAsync(body, (int)size).ConfigureAwait(false);
            if (await this.ReadLineAsync().ConfigureAwait(false) is not "")
            {
                throw InvalidBody();
            }
        }

        for (var i = 0; await this.ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } line; i++)
        {
            HttpHead.ParseField(line);
            if (i == MaxTrailerFields)
            {
                throw InvalidBody();
            }
        }
    }

    /// <summary>Waits for bytes.</summary>
    /// <returns>False if the sender closed the connection.</returns>
    public async Task<bool> ReceiveAsync()
    {
        if (this.IsEmpty)
        {
            (this.start, this.end) = (0, 0);
        }
        else if (this.end == this.buffer.Length)
        {
            // Only a head makes the buffer grow, and its size is limited.
            var target = this.start > 0 ? this.buffer : new byte[this.buffer.Length * 2];
            Buffer.BlockCopy(this.buffer, this.start, target, 0, this.end - this.start);
            (this.buffer, this.start, this.end) = (target, 0, this.end - this.start);
        }

        var free = new ArraySegment<byte>(this.buffer, this.end, this.buffer.Length - this.end);
        var count = await socket.ReceiveAsync(free, SocketFlags.None).ConfigureAwait(false);
        this.end += count;
        return count > 0;
    }

    /// <summary>Reads and discards the remaining bytes of the sender.</summary>
    public async Task DrainAsync(int maxBytes)
    {
        do
        {
            maxBytes -= this.end - this.start;
            this.start = this.end;
        }
        while (maxBytes > 0 && await this.ReceiveAsync().ConfigureAwait(false));
    }

    private static RejectedRequestException InvalidBody() => new(400, "Body is incomplete, or its chunks are invalid.");

    private async Task<uint> ReadChunkSizeAsync()
    {
        var match = ChunkLine.Match(await this.ReadLineAsync().ConfigureAwait(false));
        return match.Success
            ? uint.Parse(match.Groups["size"].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : throw InvalidBody();
    }

    private async Task<string> ReadLineAsync() =>
        await this.ReadUntilAsync(EndOfLine, MaxChunkLineBytes, tooLongStatus: 400).ConfigureAwait(false)
        ?? throw InvalidBody();

    private async Task<string?> ReadUntilAsync(byte[] delimiter, int maxBytes, int tooLongStatus)
    {
        var searched = 0;
        while (true)
        {
            var available = this.end - this.start;
            var found = this.buffer.AsSpan(this.start + searched, available - searched).IndexOf(delimiter);
            var length = found >= 0 ? searched + found : available - delimiter.Length;
            if (length > maxBytes)
            {
                throw new RejectedRequestException(
                    tooLongStatus, $"The request header or a line is longer than {maxBytes} bytes.");
            }

            if (found >= 0)
            {
                var text = Latin1.GetString(this.buffer, this.start, length);
                this.start += length + delimiter.Length;
                return text;
            }

            // The delimiter may arrive in two parts.
            searched = Math.Max(0, available - delimiter.Length + 1);
            if (!await this.ReceiveAsync().ConfigureAwait(false))
            {
                return null;
            }
        }
    }
}
