using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Track123.Testing;

/// <summary>
/// Listens as Kestrel does, and can stop listening for a while: then the machine itself refuses connections, as it does
/// for a service that is down. Connections that are open stay so.
/// </summary>
#pragma warning disable CA1001 // The listener is Kestrel's, which disposes it.
internal sealed class RefusingTransport : IConnectionListenerFactory
#pragma warning restore CA1001
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(10);

    private readonly IConnectionListenerFactory inner;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private Listener? listener;
    private long until;

    public RefusingTransport(IConnectionListenerFactory inner, TimeProvider time) =>
        (this.inner, this.time) = (inner, time);

    public async ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint, CancellationToken cancellationToken = default) =>
        this.listener = new(this, await this.inner.BindAsync(endpoint, cancellationToken));

    /// <summary>Takes no connection for a while.</summary>
    public void Refuse(TimeSpan duration)
    {
        lock (this.gate)
            this.until = this.time.GetTimestamp() + (long)(duration.TotalSeconds * this.time.TimestampFrequency);

        this.listener?.Close();
    }

    private TimeSpan Left()
    {
        lock (this.gate)
        {
            var now = this.time.GetTimestamp();
            return now < this.until ? this.time.GetElapsedTime(now, this.until) : TimeSpan.Zero;
        }
    }

    private sealed class Listener(RefusingTransport owner, IConnectionListener first) : IConnectionListener
    {
        private readonly CancellationTokenSource ending = new();
        private IConnectionListener current = first;

        public EndPoint EndPoint { get; } = first.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (true)
            {
                if (await this.current.AcceptAsync(cancellationToken) is { } connection)
                    return connection;

                try
                {
                    // Null means that it was closed: for a while, or for good.
                    while (owner.Left() is var left && left > TimeSpan.Zero)
                        await Task.Delay(left, owner.time, this.ending.Token);

                    this.ending.Token.ThrowIfCancellationRequested();
                    await this.current.DisposeAsync();
                    this.current = await owner.inner.BindAsync(this.EndPoint, cancellationToken);
                }
                catch (AddressInUseException)
                {
                    // Somebody's outgoing connection has the port for the moment.
                    await Task.Delay(Again, owner.time, CancellationToken.None);
                }
                catch (OperationCanceledException)
                {
                    return null;
                }
            }
        }

        public void Close() => _ = this.current.UnbindAsync(CancellationToken.None).AsTask();

        public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            await this.ending.CancelAsync();
            await this.current.UnbindAsync(cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await this.ending.CancelAsync();
            await this.current.DisposeAsync();
        }
    }
}
