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

    /// <summary>
    /// Nothing is wrong with the request itself, and still the service will not do it: HTTP 200, as for all that it
    /// handled.
    /// </summary>
    public static RequestRefusedException NotDone(string message) => new(200, ServiceCode.Parameter, message);

    /// <summary>The credit does not suffice: nothing of the request is done.</summary>
    public static RequestRefusedException OutOfCredit() =>
        new(200, ServiceCode.OutOfCredit, "Insufficient credit, nothing was done");
}
