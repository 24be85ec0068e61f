using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Track123.InMemory;

/// <summary>Writes answers: the envelope around the data, and the gateway's plainer errors.</summary>
internal sealed class Envelope(int seed, SandboxClock clock)
{
    // As the service does: text in UTF-8, not in escapes. The answer is JSON only, never put into a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentBag<Utf8JsonWriter> idle = [];
    private long answers;

    /// <summary>HTTP 200, code 00000.</summary>
    public SandboxReply Success(Action<Utf8JsonWriter> data) => this.Write(200, ServiceCode.Success, "Success", data);

    /// <summary>
    /// What a refresh came to. The documentation gives a boolean and a text without their names; these are one
    /// client's.
    /// </summary>
    public SandboxReply Refreshed(RefreshOutcome outcome) => this.Success(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("success"u8, outcome.Done);
        WireTime.WriteRecordTime(writer, "actualRefreshTime"u8, outcome.At);
        writer.WriteEndObject();
    });

    /// <summary>A request the service itself refused.</summary>
    public SandboxReply Refusal(int status, string code, string message) =>
        this.Write(status, code, message, data: null);

    /// <summary>A request that did not get past the gateway, whose errors say <c>message</c> for <c>msg</c>.</summary>
    public SandboxReply Gateway(int status, string? code, string message) => Render(status, writer =>
    {
        if (code is not null)
            writer.WriteString("code"u8, code);
        writer.WriteString("message"u8, message);
        writer.WriteString("traceId"u8, this.NextTrace());
    });

    private SandboxReply Write(int status, string code, string message, Action<Utf8JsonWriter>? data) =>
        Render(status, writer =>
        {
            writer.WriteString("code"u8, code);
            writer.WritePropertyName("data"u8);
            if (data is null)
                writer.WriteNullValue();
            else
                data(writer);
            writer.WriteString("msg"u8, message);
            writer.WriteString("traceId"u8, this.NextTrace());
        });

    private SandboxReply Render(int status, Action<Utf8JsonWriter> members)
    {
        if (!this.idle.TryTake(out var writer))
            writer = new Utf8JsonWriter(Stream.Null, Options);

        // The writer gathers all in its own buffer, half a megabyte for a page: it is kept for the next answer.
        using var stream = new MemoryStream();
        writer.Reset(stream);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        stream.Capacity = (int)writer.BytesPending;
        writer.Flush();
        writer.Reset(Stream.Null);
        this.idle.Add(writer);
        return new SandboxReply(status, stream.GetBuffer());
    }

    private string NextTrace()
    {
        var number = (ulong)Interlocked.Increment(ref this.answers);
        var high = StableHash.Mix(number + ((ulong)(uint)seed << 32));
        return string.Format(
            CultureInfo.InvariantCulture, "{0:x16}{1:x16}.161.{2}{3:D4}",
            high, StableHash.Mix(high), clock.Now.ToUnixTimeMilliseconds(), number % 10_000);
    }
}
