using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Track123.Testing.Framework;

/// <summary>A socket server that records requests and responds only when enough requests are waiting.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<string> requests = [];
    private readonly TaskCompletionSource<bool> enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int responseThreshold;

    public RawServer(int responseThreshold)
    {
        this.responseThreshold = responseThreshold;
        this.listener.Start();
        _ = this.AcceptAsync();
    }

    public Uri BaseUri => new($"http://127.0.0.1:{((IPEndPoint)this.listener.LocalEndpoint).Port}/");

    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (this.requests)
            {
                return [.. this.requests];
            }
        }
    }

    public void Dispose() => this.listener.Stop();

    // Headers with Expect: 100-continue count as a complete request, because the body would only follow after a 100
    // response.
    private static bool IsComplete(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end >= 0 && (text.IndexOf("Expect:", StringComparison.OrdinalIgnoreCase) >= 0
            || !text.StartsWith("POST", StringComparison.Ordinal) || text.Length > end + 4);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = this.ServeAsync(await this.listener.AcceptTcpClientAsync().ConfigureAwait(false));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            var text = new StringBuilder();
            var buffer = new byte[4096];
            while (!IsComplete(text.ToString()))
            {
                var read = await connection.GetStream().ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false);
                if (read == 0)
                {
                    return;
                }

                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }

            lock (this.requests)
            {
                this.requests.Add(text.ToString());
                if (this.requests.Count == this.responseThreshold)
                {
                    this.enough.SetResult(true);
                }
            }

            await Task.WhenAny(this.enough.Task, Task.Delay(TimeSpan.FromSeconds(10))).ConfigureAwait(false);
            const string Body = "{\"code\":\"A0400\",\"msg\":\"no\"}";
            var answer = $"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}";
            var bytes = Encoding.ASCII.GetBytes(answer);
            await connection.GetStream().WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
        }
    }
}
