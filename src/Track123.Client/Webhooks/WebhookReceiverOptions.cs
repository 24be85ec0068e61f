using Track123.Webhooks.Server;

namespace Track123.Webhooks;

/// <summary>The settings and limits of a <see cref="WebhookReceiver"/>.</summary>
internal sealed class WebhookReceiverOptions
{
    /// <summary>The address to listen on. By default a free port of loopback.</summary>
    public ListenAddress Address { get; init; } = ListenAddress.OnLoopback(0, "/");

    /// <summary>The check of signatures; null to accept every notification.</summary>
    public WebhookSignature? Signature { get; init; }

    /// <summary>True to deliver notifications again that were delivered before.</summary>
    public bool IncludeDuplicates { get; init; }

    /// <summary>The clock for the time of receipt. A sandbox has its own.</summary>
    public Func<DateTimeOffset> Now { get; init; } = () => DateTimeOffset.UtcNow;

    /// <summary>The clock for time limits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The maximum number of requests that wait for the consumer. One more gets 503.</summary>
    public int MaxQueueLength { get; init; } = 256;

    /// <inheritdoc cref="HttpServer.DefaultMaxConnections" />
    public int MaxConnections { get; init; } = HttpServer.DefaultMaxConnections;

    /// <inheritdoc cref="HttpServer.DefaultMaxBufferedBytes" />
    public long MaxBufferedBytes { get; init; } = HttpServer.DefaultMaxBufferedBytes;
}
