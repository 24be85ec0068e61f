namespace Track123;

/// <summary>A connection to an account of the service. It does not expose the API key.</summary>
public sealed class Connection
{
    private const int MinHintedKeyLength = 16;

    internal Connection(Track123Client client)
    {
        this.Client = client;
        this.ConnectedTime = DateTimeOffset.Now;
    }

    /// <summary>The address of the service; null for a sandbox.</summary>
    public Uri? BaseUri => this.IsSandbox ? null : this.Client.Options.BaseUri;

    /// <summary>True if the connection uses a sandbox: an account in memory, without API key and network.</summary>
    public bool IsSandbox => this.Sandbox is not null;

    /// <summary>The sandbox, with its credits and its clock; null for the real service.</summary>
    public ISandbox? Sandbox => this.Client.Options.Sandbox;

    /// <summary>
    /// The last four characters of the API key, for identification; only asterisks for a short key; null for a sandbox.
    /// </summary>
    public string? ApiKeyHint => this.IsSandbox ? null : Hint(this.Client.Options.ApiKey);

    /// <summary>The proxy; null for the system default.</summary>
    public Uri? Proxy => this.Client.Options.Proxy;

    /// <summary>True if no proxy is used, not even the system proxy.</summary>
    public bool NoProxy => this.Client.Options.NoProxy;

    /// <summary>The connection timeout.</summary>
    public TimeSpan ConnectionTimeout => this.Client.Options.ConnectionTimeout;

    /// <summary>The timeout for one request with its complete response.</summary>
    public TimeSpan OperationTimeout => this.Client.Options.OperationTimeout;

    /// <summary>The maximum number of retries of a failed request.</summary>
    public int MaximumRetryCount => this.Client.Options.MaximumRetryCount;

    /// <summary>The delay before the first retry.</summary>
    public TimeSpan RetryInterval => this.Client.Options.RetryInterval;

    /// <summary>The time when this connection was created.</summary>
    public DateTimeOffset ConnectedTime { get; }

    /// <summary>True if <c>Disconnect-Track123</c> has closed the connection.</summary>
    public bool IsClosed { get; private set; }

    internal Track123Client Client { get; }

    /// <inheritdoc />
    public override string ToString() => this.IsSandbox ? "Track123 sandbox" : $"Track123 at {this.BaseUri}";

    internal void Close()
    {
        this.IsClosed = true;
        this.Client.Dispose();
    }

    private static string Hint(string key) =>
        key.Length < MinHintedKeyLength ? "****" : "****" + key.Substring(key.Length - 4);
}
