namespace Track123;

/// <summary>The service's response: the envelope with its content.</summary>
public sealed class ServiceReply
{
    /// <summary>The service's code; <c>00000</c> is success.</summary>
    public string Code { get; init; } = "";

    /// <summary>The service's message (<c>msg</c> or <c>message</c>); null if it sent none.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// The content (<c>data</c>): text, number, boolean, list, or dictionary with the service's field names; null if
    /// there is none.
    /// </summary>
    public object? Data { get; init; }

    /// <summary>The response's trace id; null if the service sent none.</summary>
    public string? TraceId { get; init; }
}
