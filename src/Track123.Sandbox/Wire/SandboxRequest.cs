namespace Track123.InMemory;

/// <summary>One HTTP request, as it came.</summary>
public sealed class SandboxRequest
{
    /// <summary>Describes one request.</summary>
    /// <param name="method">The HTTP method, in upper case.</param>
    /// <param name="pathAndQuery">The path, with the query if there is one: <c>/gateway/open-api/tk/v2.1/track/query</c>.</param>
    /// <param name="headers">Headers of request and content together. The lookup should not mind upper and lower case.</param>
    /// <param name="body">The raw bytes of the body; empty if there is none.</param>
    public SandboxRequest(
        string method, string pathAndQuery, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        this.Method = method;
        this.PathAndQuery = pathAndQuery;
        this.Headers = headers;
        this.Body = body;
    }

    /// <summary>The HTTP method, in upper case.</summary>
    public string Method { get; }

    /// <summary>The path, with the query if there is one.</summary>
    public string PathAndQuery { get; }

    /// <summary>Headers of request and content together.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The raw bytes of the body.</summary>
    public ReadOnlyMemory<byte> Body { get; }
}
