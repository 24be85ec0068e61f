using System.Net;

namespace Track123;

/// <summary>Where a <see cref="WebhookListener"/> listens, and what it takes.</summary>
public sealed class WebhookListenerOptions
{
    /// <summary>The addresses to listen at. By default both of loopback.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The one path that is answered, such as <c>/hook-8f3a</c>; null or <c>/</c> for any path.</summary>
    public string? Path { get; init; }

    /// <summary>Checks the signatures; null to take notifications unchecked.</summary>
    public WebhookSignature? Signature { get; init; }

    /// <summary>Takes repeats of what was taken before, too.</summary>
    public bool IncludeDuplicates { get; init; }

    /// <summary>Requests that may wait to be handed on; one more is answered 503, so that it comes again.</summary>
    public int QueueLength { get; init; } = 256;
}
