using System.Net;
using Polly;

namespace Track123.Http;

/// <summary>One call from first attempt to last: what it asks for, and what is known about it so far.</summary>
internal sealed class Call(Endpoint endpoint, int items, ICallLog log)
{
    public Endpoint Endpoint { get; } = endpoint;

    /// <summary>How many items it carries, for the log.</summary>
    public int Items { get; } = items;

    public ICallLog Log { get; } = log;

    public required string ApiKey { get; init; }

    public required Pacer Pacer { get; init; }

    public required Lazy<ResiliencePipeline<Reply>> Retry { get; init; }

    public required TimeSpan OperationTimeout { get; init; }

    /// <summary>Reads a success envelope; throws <see cref="System.Text.Json.JsonException"/> for one that is not of the form expected.</summary>
    public required Action<ReadOnlyMemory<byte>> ReadBody { get; init; }

    /// <summary>Asked after the wait for the pacer, before each attempt; what it returns is thrown in place of sending.</summary>
    public Func<Exception?>? WhyNotToSend { get; init; }

    /// <summary>Attempts made.</summary>
    public int Attempts { get; set; }

    /// <summary>True if an attempt may have been carried out although its answer was lost.</summary>
    public bool MayHaveBeenDone { get; set; }

    /// <summary>True if nobody can tell whether it was carried out, and it matters.</summary>
    public bool IsInDoubt => this.MayHaveBeenDone && !this.Endpoint.Reads;

    /// <summary>The last attempt's answer.</summary>
    public Reply? Reply { get; set; }
}

/// <summary>A request that knows the call it belongs to.</summary>
internal sealed class CallRequest(Call call, Uri uri) : HttpRequestMessage(call.Endpoint.Method, uri)
{
    public Call Call { get; } = call;
}

/// <summary>A body that tells the pacer when it begins to leave.</summary>
internal sealed class PacedContent(byte[] body, Pacer pacer) : ByteArrayContent(body)
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        pacer.Sent();
        return base.SerializeToStreamAsync(stream, context);
    }
#if NET8_0_OR_GREATER

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        pacer.Sent();
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }
#endif
}
