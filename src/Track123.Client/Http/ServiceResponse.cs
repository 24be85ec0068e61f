using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Track123.Json;

namespace Track123.Http;

/// <summary>A response of the service, read to its end.</summary>
internal sealed class ServiceResponse(int status, ArraySegment<byte> body, TimeSpan? retryAfter)
{
    /// <summary>The maximum size of a body. A hundred parcels with a hundred events each have about 4 MiB.</summary>
    private const int MaxBodySize = 32 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public int Status { get; } = status;

    public ArraySegment<byte> Body { get; } = body;

    /// <summary>The wait that the service asked for; null if it named none.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    public EnvelopeHead Head { get; } = Envelope.ReadHead(body);

    /// <summary>Reads a response's body to its end.</summary>
    public static async Task<ServiceResponse> ReadAsync(
        Call call, HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(call, response, cancellationToken).ConfigureAwait(false);

        // A byte order mark is not part of the JSON.
        var hasMark = body.AsSpan().StartsWith("\uFEFF"u8);
        return new(
            (int)response.StatusCode,
            hasMark ? new(body.Array!, body.Offset + 3, body.Count - 3) : body,
            ReadRetryAfter(response.Headers.RetryAfter, now));
    }

    /// <summary>Classifies the response by its code, then by its status, and reads its content.</summary>
    /// <exception cref="AttemptFailedException">The response is an error, or not of the form expected.</exception>
    public Envelope<T> ReadEnvelope<T>(Call call, JsonTypeInfo<Envelope<T>> type)
    {
        if (ErrorClassifier.Classify(this.Status, this.Head) is { } failure)
        {
            throw new AttemptFailedException(call, failure, this);
        }

        try
        {
            // The JSON reader validates only the texts that it reads. Others would pass for unknown fields.
            StrictUtf8.GetCharCount(this.Body.Array!, this.Body.Offset, this.Body.Count);
            return JsonSerializer.Deserialize(this.Body, type)!;
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException)
        {
            throw new AttemptFailedException(call, ErrorClassifier.Unreadable, this, e);
        }
    }

    /// <summary>Returns code and status, for the log.</summary>
    public override string ToString()
    {
        var text = $"HTTP {this.Status.ToString(CultureInfo.InvariantCulture)}";
        return string.IsNullOrEmpty(this.Head.Code) ? text : $"{this.Head.Code}, {text}";
    }

    /// <summary>Reads the bytes of a response.</summary>
    /// <exception cref="AttemptFailedException">There are too many.</exception>
    private static async Task<ArraySegment<byte>> ReadBodyAsync(
        Call call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // On .NET Framework the token does not end a read, but closing the response does.
        using var closing = cancellationToken.Register(static r => ((HttpResponseMessage)r!).Dispose(), response);
        using var content = response.Content ?? new ByteArrayContent([]);
        if (content.Headers.ContentLength > MaxBodySize)
        {
            throw TooLarge();
        }

#pragma warning disable CA2016 // netstandard2.0 lacks the overload with a token.
        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#pragma warning restore CA2016
        var body = new MemoryStream((int)(content.Headers.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            body.Write(chunk, 0, count);
            if (body.Length > MaxBodySize)
            {
                throw TooLarge();
            }
        }

        return new(body.GetBuffer(), 0, (int)body.Length);

        AttemptFailedException TooLarge() => new(
            call,
            ErrorClassifier.TooLarge,
            new((int)response.StatusCode, new([]), retryAfter: null),
            new InvalidDataException("The response is larger than 32 MiB."));
    }

    private static TimeSpan? ReadRetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var wait = header?.Delta ?? header?.Date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
