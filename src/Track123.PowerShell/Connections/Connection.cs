using Track123.Http;

namespace Track123;

/// <summary>A connection to an account of the service. It does not expose the API key.</summary>
public sealed class Connection
{
    private const int MinHintedKeyLength = 16;

    private readonly Track123Client? client;
    private readonly ConnectionOptions options;

    internal Connection(Track123Client client)
    {
        (this.client, this.options) = (client, client.Options);
        this.ConnectedTime = DateTimeOffset.Now;
    }

    /// <summary>
    /// Creates a closed connection that stands for a name that no connection has. The cmdlet reports the name, because
    /// an error while parameters are bound would have an id of PowerShell.
    /// </summary>
    internal Connection(string unknownName)
    {
        this.options = new() { AccountName = unknownName };
        (this.IsUnknown, this.IsClosed) = (true, true);
    }

    /// <summary>
    /// The name, which -Connection accepts and the objects of the account have as Account; null if it has none.
    /// </summary>
    public string? Name => this.options.AccountName;

    /// <summary>The address of the service; null for a sandbox.</summary>
    public Uri? BaseUri => this.IsSandbox ? null : this.options.BaseUri;

    /// <summary>True if the connection uses a sandbox: an account in memory, without API key and network.</summary>
    public bool IsSandbox => this.Sandbox is not null;

    /// <summary>The sandbox, with its credits and its clock; null for the real service.</summary>
    public ISandbox? Sandbox => this.options.Sandbox;

    /// <summary>
    /// The last four characters of the API key, for identification; only asterisks for a short key; null for a sandbox.
    /// </summary>
    public string? ApiKeyHint => this.IsSandbox ? null : Hint(this.options.ApiKey);

    /// <summary>The share of the rate limits that this machine uses; 1 if no other machine uses the key.</summary>
    public double RateShare => this.options.RateShare;

    /// <summary>The proxy; null for the system default.</summary>
    public Uri? Proxy => this.options.Proxy;

    /// <summary>True if no proxy is used, not even the system proxy.</summary>
    public bool NoProxy => this.options.NoProxy;

    /// <summary>The connection timeout.</summary>
    public TimeSpan ConnectionTimeout => this.options.ConnectionTimeout;

    /// <summary>The timeout for one request with its complete response.</summary>
    public TimeSpan OperationTimeout => this.options.OperationTimeout;

    /// <summary>The maximum number of retries of a failed request.</summary>
    public int MaximumRetryCount => this.options.MaximumRetryCount;

    /// <summary>The delay before the first retry.</summary>
    public TimeSpan RetryInterval => this.options.RetryInterval;

    /// <summary>The time when this connection was created.</summary>
    public DateTimeOffset ConnectedTime { get; }

    /// <summary>True if <c>Disconnect-Track123</c>, or a new connection with the same name, has closed it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True if no connection has the name.</summary>
    internal bool IsUnknown { get; }

    internal Track123Client Client => this.client ?? throw new InvalidOperationException("The connection is unknown.");

    /// <inheritdoc />
    public override string ToString()
    {
        var service = this.IsSandbox ? "Track123 sandbox" : $"Track123 at {this.BaseUri}";
        return this.Name is { } name ? $"{name}: {service}" : service;
    }

    internal void Close()
    {
        this.IsClosed = true;
        this.client?.Dispose();
    }

    private static string Hint(string key) =>
        key.Length < MinHintedKeyLength ? "****" : "****" + key.Substring(key.Length - 4);
}
