using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Track123.Testing;

/// <summary>A sender of webhooks on a bare socket, so that every byte of it, and the moment it leaves, is the test's own.</summary>
public sealed class WebhookSocket(Uri to) : IDisposable
{
    private readonly byte[] buffer = new byte[4096];
    private readonly CancellationTokenSource patience = new();
    private Socket? socket;

    /// <summary>Longest wait for an answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Posts a body, keeping the connection for the next.</summary>
    /// <returns>The status; null if there was no answer.</returns>
    public async Task<int?> PostAsync(byte[] body)
    {
        try
        {
            var client = await this.ConnectAsync();
            await client.SendAsync(this.Compose(body), SocketFlags.None);
            return await this.ReadStatusAsync(client);
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException)
        {
            this.Drop();
            return null;
        }
    }

    /// <summary>Sends a part of a request and resets the connection.</summary>
    public async Task BreakOffAsync(byte[] body, int bytes)
    {
        try
        {
            var client = await this.ConnectAsync();
            var request = this.Compose(body);
            await client.SendAsync(request.AsMemory(0, Math.Min(bytes, request.Length - 1)), SocketFlags.None);
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (SocketException)
        {
            // Broken off all the same.
        }

        this.Drop();
    }

    /// <summary>Sends a whole request and resets the connection without waiting for the answer.</summary>
    public async Task LeaveAsync(byte[] body)
    {
        try
        {
            var client = await this.ConnectAsync();
            await client.SendAsync(this.Compose(body), SocketFlags.None);
            client.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // Left all the same.
        }

        this.Drop();
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendRawAsync(byte[] bytes) => await (await this.ConnectAsync()).SendAsync(bytes, SocketFlags.None);

    /// <summary>Reads the status of an answer.</summary>
    public async Task<int?> ReadStatusAsync() => await this.ReadStatusAsync(await this.ConnectAsync());

    public void Dispose()
    {
        this.Drop();
        this.patience.Dispose();
    }

    private async Task<Socket> ConnectAsync()
    {
        if (this.socket is { } open)
            return open;

        var fresh = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        this.socket = fresh;
        await fresh.ConnectAsync(IPAddress.Parse(to.Host), to.Port);
        return fresh;
    }

    private byte[] Compose(byte[] body)
    {
        var head = $"POST {to.PathAndQuery} HTTP/1.1\r\nHost: hooks.example.com\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    // The answers have no content, so the empty line ends them.
    private async Task<int?> ReadStatusAsync(Socket client)
    {
        this.patience.CancelAfter(this.Patience);
        var read = 0;
        while (true)
        {
            var count = await client.ReceiveAsync(this.buffer.AsMemory(read), SocketFlags.None, this.patience.Token);
            if (count == 0)
            {
                this.Drop();
                return null;
            }

            read += count;
            var head = this.buffer.AsSpan(0, read);
            var end = head.IndexOf("\r\n\r\n"u8);
            if (end < 0)
                continue;

            if (head[..end].IndexOf("Connection: close"u8) >= 0)
                this.Drop();

            return int.Parse(Encoding.ASCII.GetString(head.Slice(9, 3)), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private void Drop()
    {
        this.socket?.Dispose();
        this.socket = null;
    }
}
