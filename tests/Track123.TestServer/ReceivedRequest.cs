using System.Text;

namespace Track123.Testing;

/// <summary>A request as the server received it, with its result.</summary>
public sealed class ReceivedRequest
{
    /// <summary>The position in the order of arrival, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The time when its headers had arrived, UTC.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>The same time as monotonic time since the start of the server.</summary>
    public required TimeSpan Arrived { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path and query as sent.</summary>
    public required string Path { get; init; }

    /// <summary>The headers. Values of a repeated header are joined by commas. Names ignore case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The raw body; empty until it has been read.</summary>
    public ReadOnlyMemory<byte> Body { get; internal set; }

    /// <summary>The body as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(this.Body.Span);

    /// <summary>The status of the response; null if there is none yet or none was sent.</summary>
    public int? Status { get; internal set; }

    /// <summary>True if the rate limit rejected the request.</summary>
    public bool IsLimited { get; internal set; }

    /// <summary>True if the client disconnected before the end of the response.</summary>
    public bool IsAborted { get; internal set; }
}
