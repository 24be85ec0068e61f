namespace Track123.Http;

/// <summary>When a call may be sent again although an earlier attempt failed.</summary>
internal enum RetryPolicy
{
    /// <summary>Always: the service processes it twice without harm, or rejects the second one.</summary>
    Always,

    /// <summary>Only if the service certainly did not process the request.</summary>
    IfNotProcessed,
}

/// <summary>One endpoint of the service.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the base address, with the version.</param>
/// <param name="ItemsPerRequest">The maximum number of items in one request.</param>
/// <param name="RequestsPerSecond">The maximum number of requests that the service allows in any one second.</param>
/// <param name="RetryPolicy">When a call may be sent again.</param>
/// <param name="IsReadOnly">True if it changes nothing and costs nothing.</param>
internal sealed record Endpoint(
    HttpMethod Method,
    string Path,
    int ItemsPerRequest = 1,
    double RequestsPerSecond = 5,
    RetryPolicy RetryPolicy = RetryPolicy.Always,
    bool IsReadOnly = false)
{
    public override string ToString() => $"{this.Method} {this.Path}";
}
