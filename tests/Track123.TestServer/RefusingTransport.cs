using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Track123.Testing;

/// <summary>
/// A Kestrel transport that can stop listening for a while, so that the operating system refuses connections as
/// for a service that is down. Open connections are not affected.
/// </summary>
#pragma warning disable CA1001 // Kestrel owns the listener and disposes it.
internal sealed class RefusingTransport : IConnectionListenerFactory
#pragma warning restore CA1001
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(10);

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

    /// <summary>Refuses new connections for a while.</summary>
    public void Refuse(TimeSpan duration)
    {
        lock (this.gate)
        {
            this.until = this.time.GetTimestamp() + (long)(duration.TotalSeconds * this.time.TimestampFrequency);
        }

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
                {
                    return connection;
                }

                try
                {
                    // Null means that the listener was closed, either for a while or permanently.
                    while (owner.Left() is var left && left > TimeSpan.Zero)
                    {
                        await Task.Delay(left, owner.time, this.ending.Token);
                    }

                    this.ending.Token.ThrowIfCancellationRequested();
                    await this.current.DisposeAsync();
                    this.current = await owner.inner.BindAsync(this.EndPoint, cancellationToken);
                }
                catch (AddressInUseException)
                {
                    // An outgoing connection uses the port at the moment.
                    await Task.Delay(RetryDelay, owner.time, CancellationToken.None);
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
