namespace Track123;

/// <summary>A way to one account at the service. It shows how the service is reached, and never the key.</summary>
public sealed class Connection
{
    private const int ShortestHintedKey = 16;

    internal Connection(Track123Client client)
    {
        this.Client = client;
        this.ConnectedAt = DateTimeOffset.Now;
    }

    /// <summary>Where the service is; null for a sandbox.</summary>
    public Uri? BaseUri => this.IsSandbox ? null : this.Client.Options.BaseUri;

    /// <summary>True if this is a sandbox: an account in memory, without key and network.</summary>
    public bool IsSandbox => this.Sandbox is not null;

    /// <summary>The sandbox, to look at its credits and move its clock on; null for the real service.</summary>
    public ISandbox? Sandbox => this.Client.Options.Sandbox;

    /// <summary>
    /// The key's last four characters, to tell keys apart; only stars for a key too short for that; null for a sandbox.
    /// </summary>
    public string? ApiKeyHint => this.IsSandbox ? null : Hint(this.Client.Options.ApiKey);

    /// <summary>The proxy in use; null for the system's own choice.</summary>
    public Uri? Proxy => this.Client.Options.Proxy;

    /// <summary>True if no proxy is used, not even the system's.</summary>
    public bool NoProxy => this.Client.Options.NoProxy;

    /// <summary>The longest wait for a connection to be made.</summary>
    public TimeSpan ConnectionTimeout => this.Client.Options.ConnectionTimeout;

    /// <summary>The longest wait for one complete answer.</summary>
    public TimeSpan OperationTimeout => this.Client.Options.OperationTimeout;

    /// <summary>How often a call that may be repeated is repeated, at most.</summary>
    public int MaximumRetryCount => this.Client.Options.MaximumRetryCount;

    /// <summary>The wait before the first repetition.</summary>
    public TimeSpan RetryInterval => this.Client.Options.RetryInterval;

    /// <summary>When this connection was made.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>True once <c>Disconnect-Track123</c> has closed it.</summary>
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
        key.Length < ShortestHintedKey ? "****" : "****" + key.Substring(key.Length - 4);
}
