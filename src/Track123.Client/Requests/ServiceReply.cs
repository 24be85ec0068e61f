namespace Track123;

/// <summary>An answer of the service as it came: the envelope.</summary>
public sealed class ServiceReply
{
    /// <summary>The service's code; <c>00000</c> is success.</summary>
    public string Code { get; init; } = "";

    /// <summary>The service's text (<c>msg</c> or <c>message</c>).</summary>
    public string? Message { get; init; }

    /// <summary>The content (<c>data</c>): text, number, boolean, list or dictionary by the service's names; null if there is none.</summary>
    public object? Data { get; init; }

    /// <summary>The service's trace id.</summary>
    public string? TraceId { get; init; }
}
