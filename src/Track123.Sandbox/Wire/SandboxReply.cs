namespace Track123.InMemory.Wire;

/// <summary>One HTTP response, ready to send.</summary>
/// <param name="status">The HTTP status code.</param>
/// <param name="body">The bytes of the body.</param>
/// <param name="headers">The headers, including those of the content; by default those of JSON in UTF-8.</param>
public sealed class SandboxReply(
    int status, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>>? headers = null)
{
    private static readonly IReadOnlyList<KeyValuePair<string, string>> JsonHeaders =
        [new("Content-Type", "application/json;charset=UTF-8")];

    /// <summary>The HTTP status code.</summary>
    public int Status { get; } = status;

    /// <summary>The bytes of the body.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>The headers, including those of the content.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = headers ?? JsonHeaders;
}
