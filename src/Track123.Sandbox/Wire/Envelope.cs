using System.Globalization;
using System.Text.Json.Nodes;

namespace Track123.InMemory.Wire;

/// <summary>Builds replies: the envelope around the data, and the gateway's simpler errors.</summary>
internal sealed class Envelope(int seed, SandboxClock clock)
{
    private long replies;

    /// <summary>Builds a reply with HTTP 200 and code 00000.</summary>
    public SandboxReply Success(JsonNode? data) => this.Wrap(200, ServiceCode.Success, data, "Success");

    /// <summary>Builds the reply to a request that the service itself refused.</summary>
    public SandboxReply Refusal(RefusedException refusal) =>
        this.Wrap(refusal.Status, refusal.Code, data: null, refusal.Message);

    /// <summary>
    /// Builds the reply to a request that did not pass the gateway, whose errors have <c>message</c> instead of
    /// <c>msg</c>.
    /// </summary>
    public SandboxReply Gateway(int status, string? code, string message)
    {
        var json = new JsonObject();
        if (code is not null)
        {
            json["code"] = code;
        }

        json["message"] = message;
        json["traceId"] = this.NextTraceId();
        return new SandboxReply(status, WireJson.ToBytes(json));
    }

    private SandboxReply Wrap(int status, string code, JsonNode? data, string message) => new(
        status,
        WireJson.ToBytes(new JsonObject
        {
            ["code"] = code,
            ["data"] = data,
            ["msg"] = message,
            ["traceId"] = this.NextTraceId(),
        }));

    private string NextTraceId()
    {
        var number = (ulong)Interlocked.Increment(ref this.replies);
        var high = StableHash.Mix(number + ((ulong)(uint)seed << 32));
        return string.Format(
            CultureInfo.InvariantCulture, "{0:x16}{1:x16}.161.{2}{3:D4}",
            high, StableHash.Mix(high), clock.Now.ToUnixTimeMilliseconds(), number % 10_000);
    }
}
