namespace Track123.Http;

/// <summary>A call from its first attempt to its last.</summary>
internal sealed class Call(Endpoint endpoint)
{
    public Endpoint Endpoint { get; } = endpoint;

    public required Uri Uri { get; init; }

    public required byte[]? Body { get; init; }

    /// <summary>The number of items in the body, for the log.</summary>
    public required int ItemCount { get; init; }

    public required string ApiKey { get; init; }

    public required CallContext Context { get; init; }

    public ICallLog Log => this.Context.Log;

    /// <summary>The number of attempts sent.</summary>
    public int Attempts { get; set; }

    /// <summary>True if an attempt may have been processed although its answer was lost.</summary>
    public bool MayHaveBeenProcessed { get; set; }

    /// <summary>True if <see cref="MayHaveBeenProcessed"/>, and the endpoint changes something.</summary>
    public bool OutcomeUnknown => this.MayHaveBeenProcessed && !this.Endpoint.IsReadOnly;

    /// <summary>Throws the caller's reason not to send, if there is one.</summary>
    public void ThrowIfAborted()
    {
        if (this.Context.AbortReason?.Invoke() is { } reason)
        {
            throw reason;
        }
    }
}
