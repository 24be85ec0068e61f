namespace Track123;

/// <summary>
/// Notifications that wait to be handed on, in the order of their arrival, and the keys of those that were taken lately. What waits is bounded by
/// count and size, what is remembered by count. Safe to use from several threads.
/// </summary>
internal sealed class WebhookInbox(int length, bool includeDuplicates)
{
    /// <summary>More bytes than this of bodies never wait.</summary>
    private const long MostBytes = 64 * 1024 * 1024;

    /// <summary>The keys remembered.</summary>
    internal const int MostKeys = 100_000;

    private readonly object gate = new();
    private readonly Queue<WebhookDelivery> queue = new();
    private readonly HashSet<WebhookDelivery> open = [];

    private readonly Dictionary<string, Memory> taken = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, Memory Memory)> oldest = new();
    private TaskCompletionSource<bool>? ready;
    private long bytes;
    private bool isClosed;

    public long Taken { get; private set; }

    public long Repeated { get; private set; }

    /// <summary>Takes a request's notifications in. Those taken before are left out; all are waited for.</summary>
    /// <returns>What the sender waits for; null if there is no room.</returns>
    public WebhookAnswer? Offer(IReadOnlyList<WebhookNotification> notifications, int size)
    {
        var answer = new WebhookAnswer();
        TaskCompletionSource<bool>? waiting;
        lock (this.gate)
        {
            if (this.isClosed)
            {
                return null;
            }

            var fresh = new List<WebhookNotification>();
            foreach (var notification in notifications)
            {
                if (includeDuplicates
                    || (!fresh.Exists(f => f.DeduplicationKey == notification.DeduplicationKey) && !this.IsRepeat(notification, answer)))
                {
                    fresh.Add(notification);
                }
            }

            if (fresh.Count > 0)
            {
                if (this.queue.Count >= length || this.bytes + size > MostBytes)
                {
                    return null;
                }

                var delivery = new WebhookDelivery(fresh, size, this.OnSettled);
                delivery.Tell(answer);
                this.open.Add(delivery);
                this.queue.Enqueue(delivery);
                this.bytes += size;
                this.Taken += fresh.Count;
                if (!includeDuplicates)
                {
                    fresh.ForEach(n => this.Remember(n.DeduplicationKey, delivery));
                }
            }

            this.Repeated += notifications.Count - fresh.Count;
            waiting = fresh.Count > 0 ? this.ready : null;
            this.ready = waiting is null ? this.ready : null;
        }

        waiting?.TrySetResult(true);
        answer.Settle(isHandedOn: true);
        return answer;
    }

    public bool TryTake(out WebhookDelivery? delivery)
    {
        lock (this.gate)
        {
            delivery = this.queue.Count > 0 ? this.queue.Dequeue() : null;
            this.bytes -= delivery?.Bytes ?? 0;
            return delivery is not null;
        }
    }

    /// <summary>Ends when there is something to take, with true, or when there will be nothing any more, with false.</summary>
    public Task<bool> WhenReady()
    {
        lock (this.gate)
        {
            if (this.queue.Count > 0 || this.isClosed)
            {
                return Task.FromResult(this.queue.Count > 0);
            }

            this.ready ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return this.ready.Task;
        }
    }

    /// <summary>Takes nothing in any more, and has what still waits sent again.</summary>
    public void Close()
    {
        List<WebhookDelivery> left;
        TaskCompletionSource<bool>? waiting;
        lock (this.gate)
        {
            this.isClosed = true;
            left = [.. this.open];
            this.queue.Clear();
            waiting = this.ready;
        }

        waiting?.TrySetResult(false);
        left.ForEach(d => d.Refuse());
    }

    private bool IsRepeat(WebhookNotification notification, WebhookAnswer answer)
    {
        if (!this.taken.TryGetValue(notification.DeduplicationKey, out var earlier))
        {
            return false;
        }

        // If it is not handed on yet, this sender may no more be told that all is well than that one.
        earlier.Delivery?.Tell(answer);
        return true;
    }

    private void OnSettled(WebhookDelivery delivery, bool isHandedOn)
    {
        lock (this.gate)
        {
            this.open.Remove(delivery);
            foreach (var key in delivery.Notifications.Select(n => n.DeduplicationKey))
            {
                if (!this.taken.TryGetValue(key, out var earlier) || earlier.Delivery != delivery)
                {
                    continue;
                }

                if (isHandedOn)
                {
                    earlier.Delivery = null;
                }
                else
                {
                    this.taken.Remove(key);
                }
            }
        }
    }

    private void Remember(string key, WebhookDelivery delivery)
    {
        if (this.oldest.Count == MostKeys)
        {
            // One that was refused and came again is remembered anew, further back in line.
            var (last, memory) = this.oldest.Dequeue();
            if (this.taken.TryGetValue(last, out var present) && present == memory)
            {
                this.taken.Remove(last);
            }
        }

        var own = new Memory { Delivery = delivery };
        this.oldest.Enqueue((key, own));
        this.taken[key] = own;
    }

    private sealed class Memory
    {
        /// <summary>Null once it is handed on: then only the key is kept.</summary>
        public WebhookDelivery? Delivery { get; set; }
    }
}
