using System.Text;

namespace Track123.Testing;

/// <summary>A request as the server received it, and what became of it.</summary>
public sealed class ReceivedRequest
{
    /// <summary>Place in the order of arrival, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>When its head had arrived, UTC.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>The same moment by monotonic time, since the server started.</summary>
    public required TimeSpan Arrived { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as sent.</summary>
    public required string Path { get; init; }

    /// <summary>Headers; a header sent twice has its values joined by commas. Names ignore case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The raw body; empty until it has been read.</summary>
    public ReadOnlyMemory<byte> Body { get; internal set; }

    /// <summary>The body as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(this.Body.Span);

    /// <summary>The status answered; null while none was, or if none ever was.</summary>
    public int? Status { get; internal set; }

    /// <summary>Whether the limit turned it away.</summary>
    public bool IsLimited { get; internal set; }

    /// <summary>Whether the client left before the answer was out.</summary>
    public bool IsAborted { get; internal set; }
}
