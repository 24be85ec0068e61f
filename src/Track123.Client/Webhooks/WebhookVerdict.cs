namespace Track123;

/// <summary>What the check of a webhook's signature came to, and why.</summary>
public sealed class WebhookVerdict
{
    internal WebhookVerdict(WebhookStatus status, string reason, DateTimeOffset? timestamp = null, TimeSpan? age = null) =>
        (this.Status, this.Reason, this.Timestamp, this.Age) = (status, reason, timestamp, age);

    /// <summary>What it came to.</summary>
    public WebhookStatus Status { get; }

    /// <summary>True if the signature is good.</summary>
    public bool IsValid => this.Status == WebhookStatus.Valid;

    /// <summary>Why, for people to read.</summary>
    public string Reason { get; }

    /// <summary>When it was signed (<c>verify.timestamp</c>); null if there is none that reads.</summary>
    public DateTimeOffset? Timestamp { get; }

    /// <summary>How long ago that was; negative for a moment yet to come; null if unknown.</summary>
    public TimeSpan? Age { get; }

    /// <inheritdoc />
    public override string ToString() => this.Status.ToString();
}
