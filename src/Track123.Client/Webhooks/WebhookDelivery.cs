namespace Track123.Webhooks;

/// <summary>
/// The notifications of one request, waiting for the consumer. The sender gets 200 when the consumer acknowledges them.
/// Otherwise it gets 503 and sends them again.
/// </summary>
internal sealed class WebhookDelivery(IReadOnlyList<WebhookNotification> notifications, int bytes)
{
    private readonly TaskCompletionSource<bool> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The notifications, usually one.</summary>
    public IReadOnlyList<WebhookNotification> Notifications { get; } = notifications;

    /// <summary>The size of the request's body.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>
    /// Completes with true if the notifications were acknowledged, with false if they must be sent again.
    /// </summary>
    public Task<bool> Completion => this.completion.Task;

    /// <summary>Confirms that the consumer has the notifications.</summary>
    public void Acknowledge() => this.completion.TrySetResult(true);

    /// <summary>Asks the senders to send the notifications again.</summary>
    public void Reject() => this.completion.TrySetResult(false);
}
