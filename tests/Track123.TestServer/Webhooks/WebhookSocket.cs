using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Track123.Testing;

/// <summary>Sends webhooks on a plain socket, so that the test controls each byte and its time.</summary>
public sealed class WebhookSocket(Uri to) : IDisposable
{
    private readonly byte[] buffer = new byte[4096];
    private readonly CancellationTokenSource cancellation = new();
    private Socket? socket;

    /// <summary>The maximum wait for a response.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Posts a body and keeps the connection open.</summary>
    /// <returns>The status; null if there was no response.</returns>
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
            // The connection is already closed.
        }

        this.Drop();
    }

    /// <summary>Sends a complete request and closes the connection without waiting for the response.</summary>
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
            // The connection is already closed.
        }

        this.Drop();
    }

    /// <summary>Sends bytes unchanged.</summary>
    public async Task SendRawAsync(byte[] bytes) =>
        await (await this.ConnectAsync()).SendAsync(bytes, SocketFlags.None);

    /// <summary>Reads the status of a response.</summary>
    public async Task<int?> ReadStatusAsync() => await this.ReadStatusAsync(await this.ConnectAsync());

    public void Dispose()
    {
        this.Drop();
        this.cancellation.Dispose();
    }

    private async Task<Socket> ConnectAsync()
    {
        if (this.socket is { } open)
        {
            return open;
        }

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

    // Responses have no body, so they end with the empty line.
    private async Task<int?> ReadStatusAsync(Socket client)
    {
        this.cancellation.CancelAfter(this.ResponseTimeout);
        var read = 0;
        while (true)
        {
            var count = await client.ReceiveAsync(
                this.buffer.AsMemory(read), SocketFlags.None, this.cancellation.Token);
            if (count == 0)
            {
                this.Drop();
                return null;
            }

            read += count;
            var head = this.buffer.AsSpan(0, read);
            var end = head.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                continue;
            }

            if (head[..end].IndexOf("Connection: close"u8) >= 0)
            {
                this.Drop();
            }

            return int.Parse(
                Encoding.ASCII.GetString(head.Slice(9, 3)), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private void Drop()
    {
        this.socket?.Dispose();
        this.socket = null;
    }
}
