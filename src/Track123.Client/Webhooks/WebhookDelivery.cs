namespace Track123;

/// <summary>
/// One request's notifications on their way to whoever takes them. Its sender is answered when that is done: 200 once they are handed on, 503
/// if they are not, so that they come again.
/// </summary>
public sealed class WebhookDelivery
{
    private readonly List<WebhookAnswer> waiting = [];
    private readonly object gate = new();
    private bool? isHandedOn;

    private readonly Action<WebhookDelivery, bool> settled;

    internal WebhookDelivery(IReadOnlyList<WebhookNotification> notifications, int bytes, Action<WebhookDelivery, bool> settled) =>
        (this.Notifications, this.Bytes, this.settled) = (notifications, bytes, settled);

    /// <summary>The notifications, one as a rule.</summary>
    public IReadOnlyList<WebhookNotification> Notifications { get; }

    internal int Bytes { get; }

    /// <summary>Says that the notifications are handed on: the sender is told so.</summary>
    public void Acknowledge() => this.Settle(isHandedOn: true);

    /// <summary>Says that they could not be handed on: the sender is asked to send them again.</summary>
    public void Refuse() => this.Settle(isHandedOn: false);

    /// <summary>Lets a sender wait for this delivery: its own, or one that it repeats.</summary>
    internal void Tell(WebhookAnswer answer)
    {
        answer.Expect();
        bool known;
        lock (this.gate)
        {
            if (this.isHandedOn is not { } settled)
            {
                this.waiting.Add(answer);
                return;
            }

            known = settled;
        }

        answer.Settle(known);
    }

    private void Settle(bool isHandedOn)
    {
        lock (this.gate)
        {
            if (this.isHandedOn is not null)
            {
                return;
            }

            this.isHandedOn = isHandedOn;
        }

        // First of all, so that a sender that is told and asks at once finds it so.
        this.settled(this, isHandedOn);
        foreach (var answer in this.waiting)
        {
            answer.Settle(isHandedOn);
        }
    }
}

/// <summary>What one sender waits for: every delivery that its request's notifications are in.</summary>
internal sealed class WebhookAnswer
{
    private readonly TaskCompletionSource<bool> told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One for the request itself, so that it is not answered while its notifications are still being looked at.
    private int open = 1;
    private int refused;

    /// <summary>True if all was handed on; false if it has to come again.</summary>
    public Task<bool> Told => this.told.Task;

    public void Expect() => Interlocked.Increment(ref this.open);

    public void Settle(bool isHandedOn)
    {
        if (!isHandedOn)
        {
            Interlocked.Exchange(ref this.refused, 1);
        }

        if (Interlocked.Decrement(ref this.open) == 0)
        {
            this.told.TrySetResult(Volatile.Read(ref this.refused) == 0);
        }
    }

    /// <summary>Waits no longer: it has to come again.</summary>
    public void GiveUp() => this.told.TrySetResult(false);
}
