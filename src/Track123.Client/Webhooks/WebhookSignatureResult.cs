namespace Track123;

/// <summary>The result of checking a webhook's signature, with the reason.</summary>
public sealed class WebhookSignatureResult
{
    internal WebhookSignatureResult(
        WebhookSignatureStatus status, string reason, DateTimeOffset? timestamp = null, TimeSpan? age = null) =>
        (this.Status, this.Reason, this.Timestamp, this.Age) = (status, reason, timestamp, age);

    /// <summary>The result.</summary>
    public WebhookSignatureStatus Status { get; }

    /// <summary>True if the signature is valid.</summary>
    public bool IsValid => this.Status == WebhookSignatureStatus.Valid;

    /// <summary>The reason in words.</summary>
    public string Reason { get; }

    /// <summary>The time of signing (<c>verify.timestamp</c>); null if it is missing or can't be read.</summary>
    public DateTimeOffset? Timestamp { get; }

    /// <summary>The time since signing; negative if it lies in the future; null if it is unknown.</summary>
    public TimeSpan? Age { get; }

    /// <inheritdoc />
    public override string ToString() => this.Status.ToString();
}
