using System.Net;
using System.Security;
using Track123.Webhooks;

namespace Track123.Commands;

/// <summary>Base class of the cmdlets that check webhook signatures.</summary>
public abstract class WebhookCmdlet : ConnectedCmdlet
{
    private const double MaxAgeSeconds = 366 * 86_400.0;

    // An int, because PowerShell loads this type before the assembly resolver is attached. A field of the enum type
    // would need the library at that time.
    private int algorithm;
    private string? account;

    private protected WebhookCmdlet()
    {
    }

    /// <summary>
    /// The API key for the signature check, as text, SecureString, or the password of a PSCredential. The default is
    /// the key of the connection.
    /// </summary>
    [Parameter]
    [Alias("ApiKey")]
    [ApiKeyTransformation]
    [ValidateNotNull]
    public SecureString? Key { get; set; }

    /// <summary>
    /// The signature algorithm. The documentation of the service mentions both; only the selected one is accepted.
    /// </summary>
    [Parameter]
    public WebhookAlgorithm Algorithm
    {
        get => (WebhookAlgorithm)this.algorithm;
        set => this.algorithm = (int)value;
    }

    /// <summary>
    /// The maximum age of a signature, in seconds or as a time span. The default is 72 hours, because the service sends
    /// its last retry after 53 h 40 min.
    /// </summary>
    [Parameter]
    [SecondsTransformation(Max = MaxAgeSeconds)]
    public TimeSpan MaximumAge { get; set; } = WebhookSignature.DefaultMaximumAge;

    /// <summary>The current time; with a sandbox, the time of the sandbox.</summary>
    private protected Func<DateTimeOffset> Clock { get; private set; } = () => DateTimeOffset.UtcNow;

    /// <summary>The sandbox whose key is used; null if the key is not from a sandbox.</summary>
    private protected ISandbox? Sandbox { get; private set; }

    /// <summary>Creates the signature check; returns null if there is no key.</summary>
    private protected WebhookSignature? FindSignature()
    {
        string? key;
        if (this.Key is { } given)
        {
            key = new NetworkCredential("", given).Password.Trim();
            if (key.Length == 0)
            {
                this.Fail(Track123Error.NotConnected("The API key in -Key is empty."));
            }
        }
        else
        {
            var connection = this.TryFindConnection();
            (this.Sandbox, this.account) = (connection?.Sandbox, connection?.Name);
            key = this.Sandbox?.WebhookKey ?? connection?.Client.Options.ApiKey;
            if (this.Sandbox is { } sandbox)
            {
                this.Clock = () => sandbox.Now;
            }
        }

        return string.IsNullOrEmpty(key)
            ? null
            : new WebhookSignature(key!, this.Algorithm, this.MaximumAge, this.Clock);
    }

    /// <summary>Outputs a notification, with its account if the signature proves it.</summary>
    private protected void Write(WebhookNotification notification)
    {
        if (notification.SignatureResult.IsValid)
        {
            notification.Account = this.account;
        }

        this.WriteObject(notification);
    }

    /// <summary>Ends the cmdlet with an error about the missing key.</summary>
    private protected void FailWithoutKey(string alternative) => this.Fail(Track123Error.NotConnected(
        "There is no API key for the signature check. Use -Key, run Connect-Track123, or set the environment "
        + $"variable {RunspaceConnections.KeyVariable}.{alternative}"));
}
