using System.Text;

namespace Track123.Http;

/// <summary>
/// Reads each answer to its end, judges it and tells about it. It sits outside <see cref="AuthHandler"/>, so that the key is not on the request
/// it tells of.
/// </summary>
internal sealed class TraceHandler(TimeProvider clock) : DelegatingHandler
{
    /// <summary>
    /// A hundred parcels with a hundred events each make some 4 MiB. A larger answer than this is not read, and of one that does not say how
    /// large it is no more than this.
    /// </summary>
    private const int LargestBody = 32 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ((CallRequest)request).Call;
        if (call.Log.WantsDebug)
        {
            call.Log.Debug(await DescribeAsync($"> {call.Endpoint}", request.Headers, request.Content, call).ConfigureAwait(false));
        }

        var started = clock.GetTimestamp();
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // A read under way does not end by its token everywhere; it does when its stream is closed.
        using var closing = cancellationToken.Register(static r => ((HttpResponseMessage)r!).Dispose(), response);
        var body = await ReadAsync(response, cancellationToken).ConfigureAwait(false);
        call.Reply = body is { } read
            ? Reply.Of(response, read, clock.GetUtcNow(), call.ReadBody)
            : Reply.None(new InvalidDataException("The answer is larger than 32 MiB."), RetryTable.TooLarge, (int)response.StatusCode);

        var took = (long)clock.GetElapsedTime(started).TotalMilliseconds;
        call.Log.Verbose(FormattableString.Invariant($"{call.Endpoint}: {call.Items} items, {call.Reply}, {took} ms, attempt {call.Attempts}"));
        if (call.Log.WantsDebug)
        {
            var text = Encoding.UTF8.GetString((body ?? default).ToArray());
            call.Log.Debug(Redaction.Clean($"< HTTP {(int)response.StatusCode}\n{Headers(response.Headers)}{text}", call.ApiKey));
        }

        return response;
    }

    private static async Task<string> DescribeAsync(string title, System.Net.Http.Headers.HttpHeaders headers, HttpContent? content, Call call)
    {
        var body = content is null ? "" : await content.ReadAsStringAsync().ConfigureAwait(false);
        return Redaction.Clean($"{title}\n{Headers(headers)}{body}", call.ApiKey);
    }

    private static string Headers(System.Net.Http.Headers.HttpHeaders headers) =>
        string.Concat(headers.Select(h => $"{h.Key}: {string.Join(", ", h.Value)}\n"));

    /// <summary>The body; null if it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content is null)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var announced = response.Content.Headers.ContentLength;
        if (announced > LargestBody)
        {
            return null;
        }

#pragma warning disable CA2016 // No overload with a token on netstandard2.0; closing the answer ends the wait.
        using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#pragma warning restore CA2016
        var buffer = new byte[Math.Max(4096, (int)(announced ?? 0) + 1)];
        var length = 0;
        while (true)
        {
            var got = await stream.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false);
            if (got == 0)
            {
                return buffer.AsMemory(0, length);
            }

            length += got;
            if (length > LargestBody)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }
}
