namespace Track123.Webhooks;

/// <summary>
/// Notifications that wait for one consumer, in order of arrival and without duplicates. Its length and size are
/// limited. Safe to use from several threads.
/// </summary>
internal sealed class NotificationQueue(int maxLength, bool includeDuplicates)
{
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly object gate = new();
    private readonly Queue<WebhookDelivery> queue = new();
    private readonly SeenNotifications seen = new();
    private TaskCompletionSource<bool> changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebhookDelivery? current;
    private long bytes;
    private bool isClosed;

    /// <summary>The number of notifications added.</summary>
    public long Accepted { get; private set; }

    /// <summary>The number of notifications dropped because an equal one was added before.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Adds the notifications of one request, without duplicates.</summary>
    /// <param name="notifications">The notifications.</param>
    /// <param name="size">The size of the request's body.</param>
    /// <param name="completion">
    /// A task that returns true once all of them are acknowledged, and false once one must be sent again. It waits for
    /// duplicates, too: their sender must not get 200 before the first sender.
    /// </param>
    /// <returns>False if the queue is full or closed.</returns>
    public bool TryAdd(IReadOnlyList<WebhookNotification> notifications, int size, out Task<bool> completion)
    {
        completion = Task.FromResult(false);
        List<Task<bool>> completions = [];
        lock (this.gate)
        {
            List<WebhookNotification> added = [];
            foreach (var notification in notifications)
            {
                var key = notification.DeduplicationKey;
                if (!includeDuplicates && this.seen.TryFind(key, out var earlier))
                {
                    completions.Add(earlier);
                }
                else if (includeDuplicates || added.TrueForAll(n => n.DeduplicationKey != key))
                {
                    added.Add(notification);
                }
            }

            if (this.isClosed || (added.Count > 0 && (this.queue.Count >= maxLength || this.bytes + size > MaxBytes)))
            {
                return false;
            }

            if (added.Count > 0)
            {
                var delivery = new WebhookDelivery(added, size);
                completions.Add(delivery.Completion);
                added.ForEach(n => this.seen.Add(n.DeduplicationKey, delivery.Completion));
                this.queue.Enqueue(delivery);
                this.bytes += size;
                this.changed.TrySetResult(true);
            }

            this.Accepted += added.Count;
            this.Duplicates += notifications.Count - added.Count;
        }

        completion = AllAsync(completions);
        return true;
    }

    /// <summary>Waits for the next delivery.</summary>
    /// <returns>The delivery; null if the queue is closed.</returns>
    public async Task<WebhookDelivery?> TakeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            Task change;
            lock (this.gate)
            {
                if (this.isClosed)
                {
                    return null;
                }

                if (this.queue.Count > 0)
                {
                    this.current = this.queue.Dequeue();
                    this.bytes -= this.current.Bytes;
                    return this.current;
                }

                this.changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                change = this.changed.Task;
            }

            // Canceling continues here on the canceling thread. SemaphoreSlim would wait for a thread of the pool,
            // which many senders keep busy.
            await change.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Closes the queue and rejects every delivery that is not acknowledged yet.</summary>
    public void Close()
    {
        lock (this.gate)
        {
            this.isClosed = true;
            this.current?.Reject();
            foreach (var delivery in this.queue)
            {
                delivery.Reject();
            }

            this.changed.TrySetResult(true);
        }
    }

    private static async Task<bool> AllAsync(List<Task<bool>> completions) =>
        (await Task.WhenAll(completions).ConfigureAwait(false)).All(isAcknowledged => isAcknowledged);
}
