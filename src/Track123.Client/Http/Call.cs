namespace Track123.Http;

/// <summary>A call from its first attempt to its last.</summary>
internal sealed class Call(Endpoint endpoint, Uri uri, byte[]? body, int itemCount, string apiKey, CallContext context)
{
    public Endpoint Endpoint => endpoint;

    public Uri Uri => uri;

    public byte[]? Body => body;

    /// <summary>The number of items in the body, for the log.</summary>
    public int ItemCount => itemCount;

    public string ApiKey => apiKey;

    public ICallLog Log => context.Log;

    /// <summary>The number of attempts sent.</summary>
    public int Attempts { get; set; }

    /// <summary>True if the service may have processed an attempt whose response was lost.</summary>
    public bool MayHaveBeenProcessed { get; set; }

    /// <summary>True if <see cref="MayHaveBeenProcessed"/>, and the endpoint changes something.</summary>
    public bool OutcomeUnknown => this.MayHaveBeenProcessed && !endpoint.IsReadOnly;

    /// <summary>Throws the caller's reason not to send, if there is one.</summary>
    public void ThrowIfAborted()
    {
        if (context.AbortReason?.Invoke() is { } reason)
        {
            throw reason;
        }
    }
}
