namespace Track123.Testing;

/// <summary>The point at which a response stalls until the client disconnects or the server stops.</summary>
public enum Stall
{
    /// <summary>The response does not stall.</summary>
    None,

    /// <summary>Before anything of the response is sent.</summary>
    BeforeHeaders,

    /// <summary>After the headers and half of the body.</summary>
    MidBody,
}

/// <summary>The point at which the connection is reset.</summary>
public enum Break
{
    /// <summary>The connection is not reset.</summary>
    None,

    /// <summary>Before anything of the answer is sent.</summary>
    BeforeHeaders,

    /// <summary>Within a header line.</summary>
    WithinHeaders,

    /// <summary>After the headers.</summary>
    AfterHeaders,

    /// <summary>After half of the body.</summary>
    MidBody,
}

/// <summary>
/// A fault that replaces or disturbs the normal response to a request. Without <see cref="Status"/> and
/// <see cref="Body"/>, the account responds and only the transfer is disturbed.
/// </summary>
public sealed record Fault
{
    /// <summary>The status of the response, which is empty unless <see cref="Body"/> is set.</summary>
    public int? Status { get; init; }

    /// <summary>The body of the response, with status 200 unless <see cref="Status"/> is set.</summary>
    public string? Body { get; init; }

    /// <summary>The headers of the scripted response. The default content type is JSON.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The delay, which replaces the server's latency.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The point at which the response stalls.</summary>
    public Stall Stall { get; init; }

    /// <summary>True if the connection is reset instead of a response.</summary>
    public bool Reset { get; init; }

    /// <summary>The point of the response at which the connection is reset.</summary>
    public Break Break { get; init; }

    /// <summary>The time during which new connections are refused afterwards.</summary>
    public TimeSpan? RefuseDuration { get; init; }

    /// <summary>True if the account processes the request, whatever the response is.</summary>
    public bool IsProcessed { get; init; }

    /// <summary>
    /// True if the account processes the request and the connection is reset instead of a response.
    /// </summary>
    public bool LoseResponse { get; init; }

    /// <summary>The function that changes the response; null for no change.</summary>
    internal Func<InMemory.Wire.SandboxReply, InMemory.Wire.SandboxReply>? Mutation { get; init; }

    /// <summary>True if the account does not process the request.</summary>
    internal bool SkipsProcessing => !this.LoseResponse && !this.IsProcessed
        && (this.Reset || this.Status is not null || this.Body is not null || this.Stall == Stall.BeforeHeaders
            || this.Break is Break.BeforeHeaders or Break.WithinHeaders || this.Mutation is not null);

    /// <summary>The point at which the connection is reset, from all properties that set it.</summary>
    internal Break ResetPoint => this.Break != Break.None ? this.Break
        : this.Reset || (this.LoseResponse && this.Stall == Stall.None) ? Break.BeforeHeaders
        : Break.None;
}
