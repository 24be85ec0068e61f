namespace Track123.InMemory.Wire;

/// <summary>One HTTP request, as it was received.</summary>
/// <param name="Method">The HTTP method, in upper case.</param>
/// <param name="PathAndQuery">The path, with the query if there is one:
/// <c>/gateway/open-api/tk/v2.1/track/query</c>.</param>
/// <param name="Headers">The headers of the request and its content. Their keys should ignore case.</param>
/// <param name="Body">The raw bytes of the body; empty if there is none.</param>
public sealed record SandboxRequest(
    string Method, string PathAndQuery, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);
