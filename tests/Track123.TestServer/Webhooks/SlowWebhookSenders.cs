using System.Text;

namespace Track123.Testing;

/// <summary>
/// Senders that send one byte per second, each on its own connection, and reconnect when they are disconnected. Prints
/// "connected" when all of them are.
/// </summary>
internal static class SlowWebhookSenders
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(Uri to, int senders, CancellationToken end)
    {
        var sockets = Enumerable.Range(0, senders).Select(i => new SlowSender(to, i)).ToList();
        try
        {
            await Task.WhenAll(sockets.Select(socket => socket.StepAsync()));
            Console.WriteLine("connected");
            while (true)
            {
                await Task.Delay(Pause, end);
                await Task.WhenAll(sockets.Select(socket => socket.StepAsync()));
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    // Every other sender sends the headers slowly too; the others only the body.
    private sealed class SlowSender(Uri to, int index) : IDisposable
    {
        private static readonly byte[] Head = Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");

        private WebhookSocket socket = new(to);
        private int sent;

        public async Task StepAsync()
        {
            try
            {
                byte[] next = this.sent == 0 && index % 2 == 0 ? Head : [this.sent < Head.Length ? Head[this.sent] : (byte)' '];
                await this.socket.SendRawAsync(next);
                this.sent += next.Length;
            }
            catch (System.Net.Sockets.SocketException)
            {
                this.Dispose();
                (this.socket, this.sent) = (new(to), 0);
            }
        }

        public void Dispose() => this.socket.Dispose();
    }
}
