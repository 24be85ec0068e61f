namespace Track123.InMemory;

/// <summary>One HTTP answer, ready to send.</summary>
public sealed class SandboxReply
{
    /// <summary>Describes one answer.</summary>
    /// <param name="status">The HTTP status code.</param>
    /// <param name="body">The bytes of the body.</param>
    /// <param name="headers">Headers, the content's included; none makes it JSON in UTF-8.</param>
    public SandboxReply(
        int status, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>>? headers = null)
    {
        this.Status = status;
        this.Body = body;
        this.Headers = headers ?? JsonHeaders;
    }

    private static readonly IReadOnlyList<KeyValuePair<string, string>> JsonHeaders =
        [new("Content-Type", "application/json;charset=UTF-8")];

    /// <summary>The HTTP status code.</summary>
    public int Status { get; }

    /// <summary>The bytes of the body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Headers, the content's included.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }
}
