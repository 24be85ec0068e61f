using Track123.Http;
using Track123.Webhooks.Server;

namespace Track123.Webhooks;

/// <summary>
/// Receives webhooks from an HTTP server and queues their notifications for one consumer. A sender gets its response
/// once the consumer acknowledges the notification.
/// </summary>
internal sealed class WebhookReceiver : IRequestHandler, IDisposable
{
    private readonly WebhookReceiverOptions options;
    private readonly NotificationQueue queue;
    private readonly HttpServer server;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="Track123Exception">
    /// <see cref="Track123ErrorKind.InvalidRequest"/>: the address or port can't be used.
    /// </exception>
    public WebhookReceiver(WebhookReceiverOptions options, ICallLog log)
    {
        this.options = options;
        this.queue = new NotificationQueue(options.MaxQueueLength, options.IncludeDuplicates);
        this.Rejections = new RejectionLog(log, options.Clock);
        this.server = new HttpServer(
            options.Address, this, options.Clock, options.MaxConnections, options.MaxBufferedBytes);
    }

    /// <summary>The port that it listens on.</summary>
    public int Port => this.server.Port;

    /// <summary>The number of connections that wait for a request.</summary>
    public int IdleConnections => this.server.IdleConnections;

    /// <summary>The number of notifications accepted.</summary>
    public long Accepted => this.queue.Accepted;

    /// <summary>The number of notifications dropped because an equal one was accepted before.</summary>
    public long Duplicates => this.queue.Duplicates;

    /// <summary>The rejected requests.</summary>
    public RejectionLog Rejections { get; }

    /// <inheritdoc cref="NotificationQueue.TakeAsync" />
    public Task<WebhookDelivery?> TakeAsync(CancellationToken cancellationToken) =>
        this.queue.TakeAsync(cancellationToken);

    /// <summary>Frees the port at once. Senders that wait for a response get 503 and send again.</summary>
    public void Dispose()
    {
        if (this.server.Stop())
        {
            this.queue.Close();
            this.server.Dispose();
        }
    }

    async Task<int> IRequestHandler.HandleAsync(byte[] body)
    {
        Task<bool> completion;
        try
        {
            var webhook = WebhookBody.Parse(body);

            // The signature first: without a valid one, the records are not read.
            var signature = webhook.CheckSignature(this.options.Signature);
            if (this.options.Signature is not null && !signature.IsValid)
            {
                throw new RejectedRequestException(401, signature.Reason);
            }

            var notifications = webhook.ReadNotifications(signature, this.options.Now());
            if (!this.queue.TryAdd(notifications, body.Length, out completion))
            {
                throw new RejectedRequestException(503, "Too many notifications are waiting.");
            }
        }
        catch (Track123Exception e)
        {
            throw new RejectedRequestException(400, e.Message);
        }

        return await completion.ConfigureAwait(false) ? 200 : 503;
    }

    void IRequestHandler.OnRejected(int status, string sender, string reason) =>
        this.Rejections.Add(status, sender, reason);
}
