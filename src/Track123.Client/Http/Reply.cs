using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Track123.Json;

namespace Track123.Http;

/// <summary>What one attempt came to: an answer, or the reason why there is none.</summary>
internal sealed class Reply
{
    private const int MostRead = 16 * 1024;

#if !NET8_0_OR_GREATER
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

#endif
    private Reply()
    {
    }

    /// <summary>The HTTP status; 0 if there was no answer.</summary>
    public int Status { get; private init; }

    public EnvelopeHead Head { get; private init; }

    public string Text { get; private init; } = "";

    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Why there is no readable answer; null if there is one.</summary>
    public Exception? Failure { get; private init; }

    /// <summary>What to do about it.</summary>
    public Reaction Reaction { get; private init; }

    /// <summary>An answer, judged by its code and then by its status.</summary>
    public static Reply Of(HttpResponseMessage response, ReadOnlyMemory<byte> body, DateTimeOffset now, Action<ReadOnlyMemory<byte>> read)
    {
        // A mark at its beginning is no part of JSON, and told by no header.
        body = body.Span.StartsWith("\uFEFF"u8) ? body.Slice(3) : body;
        var head = Envelope.ReadHead(body.Span);
        Exception? failure = null;
        var reaction = RetryTable.For((int)response.StatusCode, head);
        if (reaction.Kind is null)
        {
            try
            {
                // The reader looks at text only where it wants it, and a garbled name would pass for an unknown one.
                CheckText(body);
                read(body);
            }
            catch (System.Text.Json.JsonException e)
            {
                (failure, reaction) = (e, RetryTable.Unreadable);
            }
        }

        return new Reply
        {
            Status = (int)response.StatusCode,
            Head = head,
            Text = reaction.Kind is null ? "" : Encoding.UTF8.GetString(body.Slice(0, Math.Min(body.Length, MostRead)).ToArray()),
            RetryAfter = ReadRetryAfter(response.Headers.RetryAfter, now),
            Failure = failure,
            Reaction = reaction,
        };
    }

    /// <summary>No answer.</summary>
    public static Reply None(Exception failure, Reaction reaction, int status = 0) =>
        new() { Failure = failure, Reaction = reaction, Status = status };

    /// <summary>Code or status or kind of failure, for the log.</summary>
    public override string ToString() =>
        this.Status == 0
            ? this.Reaction.Kind.ToString()!
            : string.Join(", ", new[] { this.Head.Code, $"HTTP {this.Status.ToString(CultureInfo.InvariantCulture)}" }.Where(t => !string.IsNullOrEmpty(t)));

    private static void CheckText(ReadOnlyMemory<byte> body)
    {
#if NET8_0_OR_GREATER
        var isText = System.Text.Unicode.Utf8.IsValid(body.Span);
#else
        bool isText;
        try
        {
            isText = !System.Runtime.InteropServices.MemoryMarshal.TryGetArray(body, out var bytes)
                || Strict.GetCharCount(bytes.Array!, bytes.Offset, bytes.Count) >= 0;
        }
        catch (DecoderFallbackException)
        {
            isText = false;
        }
#endif
        if (!isText)
        {
            throw new System.Text.Json.JsonException("The answer is not UTF-8 text.");
        }
    }

    private static TimeSpan? ReadRetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var wait = header?.Delta ?? header?.Date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
