using System.Net;
using System.Security;
using Track123.Http;

namespace Track123.Commands;

/// <summary>
/// Creates the connection that the cmdlets of this runspace use by default, or a connection with a name.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "Track123", DefaultParameterSetName = WithKey)]
[OutputType(typeof(Connection))]
public sealed class ConnectTrack123Command : Track123Cmdlet
{
    private const string WithKey = "Key";
    private const string InSandbox = "Sandbox";

    /// <summary>
    /// The API key, as text, as a SecureString, or as the password of a PSCredential. The default is the value of the
    /// environment variable TRACK123_API_KEY.
    /// </summary>
    [Parameter(ParameterSetName = WithKey)]
    [ApiKeyTransformation]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>
    /// The address of the service. The default is the value of the environment variable TRACK123_BASE_URI, or else the
    /// documented address.
    /// </summary>
    [Parameter(ParameterSetName = WithKey)]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>Connects to a new account in memory, which needs no API key and no network.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InSandbox)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>
    /// The name of the connection, for the parameter -Connection of other cmdlets. A connection with a name does not
    /// become the current connection. An earlier connection with this name is closed.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The proxy to use.</summary>
    [Parameter(ParameterSetName = WithKey)]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>The credential for the proxy.</summary>
    [Parameter(ParameterSetName = WithKey)]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Authenticates to the proxy as the user of this process.</summary>
    [Parameter(ParameterSetName = WithKey)]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Uses no proxy, not even the system proxy.</summary>
    [Parameter(ParameterSetName = WithKey)]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>The connection timeout in seconds.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(1, 86400)]
    public int ConnectionTimeoutSeconds { get; set; } = 15;

    /// <summary>The timeout, in seconds, for one request with its complete response.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int OperationTimeoutSeconds { get; set; } = 100;

    /// <summary>The maximum number of retries of a failed request.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>The number of seconds before the first retry. The delay doubles with each further retry.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>
    /// The share of the service's rate limits that this machine uses, from 0.01 to 1, if other machines use the same
    /// key. The shares of all machines must not be more than 1 together.
    /// </summary>
    [Parameter]
    [ValidateRange(0.01, 1.0)]
    public double RateShare { get; set; } = 1;

    /// <summary>Skips the request that verifies the API key.</summary>
    [Parameter(ParameterSetName = WithKey)]
    public SwitchParameter NoVerify { get; set; }

    /// <summary>Outputs the connection, for example for the parameter -Connection of other cmdlets.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        this.ValidateName();
        var client = this.CreateClient();
        var connection = new Connection(client);
        var cache = CarrierNames.CacheOf(connection, CarrierType.Parcel);

        // The carrier list is free and requires a valid key. A sandbox needs no check, and its list never changes.
        if (this.Sandbox ? cache.Read(DateTimeOffset.UtcNow) is null : !this.NoVerify)
        {
            try
            {
                var carriers = this.Await(token => client.GetCarriersAsync(CarrierType.Parcel, this.Log, token));
                if (!cache.Write(carriers, DateTimeOffset.UtcNow))
                {
                    this.WriteVerbose("The carrier list could not be cached for tab completion.");
                }
            }
            catch
            {
                client.Dispose();
                throw;
            }
        }

        RunspaceConnections.OfThisRunspace.Add(connection);
        if (this.PassThru)
        {
            this.WriteObject(connection);
        }
    }

    private Track123Client CreateClient()
    {
        this.ValidateProxy();
        try
        {
            return new Track123Client(new ConnectionOptions
            {
                ApiKey = this.Sandbox ? "" : this.ReadKey(),
                BaseUri = this.Sandbox ? ConnectionOptions.DefaultBaseUri
                    : this.BaseUri ?? RunspaceConnections.AddressFromEnvironment(),
                Sandbox = this.Sandbox ? SandboxFactory.Create() : null,
                Proxy = this.Proxy,
                ProxyCredential = this.ProxyCredential?.GetNetworkCredential(),
                ProxyUseDefaultCredentials = this.ProxyUseDefaultCredentials,
                NoProxy = this.NoProxy,
                ConnectionTimeout = TimeSpan.FromSeconds(this.ConnectionTimeoutSeconds),
                OperationTimeout = TimeSpan.FromSeconds(this.OperationTimeoutSeconds),
                MaximumRetryCount = this.MaximumRetryCount,
                RetryInterval = TimeSpan.FromSeconds(this.RetryIntervalSec),
                RateShare = this.RateShare,
                AccountName = this.Name?.Trim(),
                UserAgent = ConnectedCmdlet.DescribeCaller(this),
            });
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure, nameof(this.BaseUri)));
            throw;
        }
    }

    private string ReadKey()
    {
        var key = this.ApiKey is { } given
            ? new NetworkCredential("", given).Password.Trim()
            : Environment.GetEnvironmentVariable(RunspaceConnections.KeyVariable)?.Trim();
        if (string.IsNullOrEmpty(key))
        {
            this.Fail(Track123Error.NotConnected(
                this.ApiKey is null
                    ? "There is no API key. Use -ApiKey, set the environment variable "
                        + $"{RunspaceConnections.KeyVariable}, or use -Sandbox."
                    : "The API key in -ApiKey is empty."));
        }

        return key!;
    }

    private void ValidateName()
    {
        if (this.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl)
            || WildcardPattern.ContainsWildcardCharacters(name) || name.Contains('`')))
        {
            this.Fail(Track123Error.InvalidRequest(
                $"'{name}' can't be the name of a connection. It must not be blank, and must not contain wildcards "
                + "(*, ?, [), backticks or control characters.",
                nameof(this.Name)));
        }
    }

    private void ValidateProxy()
    {
        if (this.NoProxy && this.Proxy is not null)
        {
            this.Fail(Track123Error.InvalidRequest("-NoProxy and -Proxy can't be used together.", nameof(this.Proxy)));
        }

        if (this.ProxyUseDefaultCredentials && this.ProxyCredential is not null)
        {
            this.Fail(Track123Error.InvalidRequest(
                "-ProxyUseDefaultCredentials and -ProxyCredential can't be used together."));
        }

        if (this.Proxy is null && (this.ProxyCredential is not null || this.ProxyUseDefaultCredentials))
        {
            this.Fail(Track123Error.InvalidRequest("-ProxyCredential and -ProxyUseDefaultCredentials require -Proxy."));
        }
    }
}
