namespace Track123.InMemory;

/// <summary>The request as a whole cannot be taken: it becomes the answer's envelope.</summary>
internal sealed class RequestRefusedException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>A parameter is wrong: HTTP 400.</summary>
    public static RequestRefusedException Parameter(string message) => new(400, ServiceCode.Parameter, message);

    /// <summary>A parameter is empty: HTTP 400.</summary>
    public static RequestRefusedException Required(string message) => new(400, ServiceCode.Required, message);
}
