using System.Net;

namespace Track123.Http;

/// <summary>A request body that notifies the rate limiter when its sending starts.</summary>
internal sealed class RateLimitedContent(byte[] body, RateLimiter limiter) : ByteArrayContent(body)
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        limiter.MarkSent();
        return base.SerializeToStreamAsync(stream, context);
    }
}
