using System.Net;
using System.Security;
using Track123.Webhooks;

namespace Track123.Commands;

/// <summary>Base of the cmdlets that check the signatures of webhooks.</summary>
public abstract class WebhookCmdlet : ConnectedCmdlet
{
    private const double MaxAgeSeconds = 366 * 86_400.0;

    // A number, because PowerShell lists the types before the library can be found, and a field of the enum's type
    // would need the library.
    private int algorithm;

    private protected WebhookCmdlet()
    {
    }

    /// <summary>
    /// The API key to check signatures with, as text, SecureString, or password of a PSCredential. By default the key
    /// of the connection.
    /// </summary>
    [Parameter]
    [Alias("ApiKey")]
    [ApiKeyTransformation]
    [ValidateNotNull]
    public SecureString? Key { get; set; }

    /// <summary>
    /// The algorithm of signatures. The service's documents name both; only the chosen one is accepted.
    /// </summary>
    [Parameter]
    public WebhookAlgorithm Algorithm
    {
        get => (WebhookAlgorithm)this.algorithm;
        set => this.algorithm = (int)value;
    }

    /// <summary>
    /// The maximum age of a signature, as a time span or in seconds. By default 72 hours, because the service's last
    /// retry comes after 53 h 40 min.
    /// </summary>
    [Parameter]
    [SecondsTransformation(Max = MaxAgeSeconds)]
    public TimeSpan MaximumAge { get; set; } = WebhookSignature.DefaultMaximumAge;

    /// <summary>The clock. A sandbox has its own.</summary>
    private protected Func<DateTimeOffset> Clock { get; private set; } = () => DateTimeOffset.UtcNow;

    /// <summary>The sandbox that the key comes from; null if the key does not come from a sandbox.</summary>
    private protected ISandbox? Sandbox { get; private set; }

    /// <summary>Creates the check of signatures; null if there is no key.</summary>
    private protected WebhookSignature? FindSignature()
    {
        string? key;
        if (this.Key is { } given)
        {
            key = new NetworkCredential("", given).Password.Trim();
            if (key.Length == 0)
            {
                this.Fail(Track123Error.NotConnected("The API key given as -Key is empty."));
            }
        }
        else
        {
            var connection = this.TryFindConnection();
            this.Sandbox = connection?.Sandbox;
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

    /// <summary>Ends the cmdlet because there is no key.</summary>
    private protected void FailWithoutKey(string alternative) => this.Fail(Track123Error.NotConnected(
        "There is no API key to check the signature with. Use -Key, run Connect-Track123, or set the environment "
        + $"variable {CurrentConnection.KeyVariable}.{alternative}"));
}
