using System.Net;
using System.Security;

namespace Track123.Commands;

/// <summary>Base of the cmdlets that check webhooks' signatures.</summary>
public abstract class WebhookCmdlet : ConnectedCmdlet
{
    private const double LongestAge = 366 * 86_400.0;

    // A number: a field of the enum's type would have the library looked for when PowerShell lists the types, before it can be found.
    private int algorithm;

    private protected WebhookCmdlet()
    {
    }

    /// <summary>
    /// The API key to check signatures with, as text, as a SecureString, or as the password of a PSCredential. By default that of the connection
    /// that other cmdlets would use.
    /// </summary>
    [Parameter]
    [Alias("ApiKey")]
    [ApiKeyTransformation]
    [ValidateNotNull]
    public SecureString? Key { get; set; }

    /// <summary>How signatures are made. The service's documents name both ways; only the one chosen is accepted.</summary>
    [Parameter]
    public WebhookAlgorithm Algorithm
    {
        get => (WebhookAlgorithm)this.algorithm;
        set => this.algorithm = (int)value;
    }

    /// <summary>
    /// How old a signature may be, as a time span or in seconds. By default 72 hours, because the service's last attempt comes after 53 h 40 min.
    /// </summary>
    [Parameter]
    [SecondsTransformation(Max = LongestAge)]
    public TimeSpan MaximumAge { get; set; } = WebhookSignature.DefaultMaximumAge;

    /// <summary>The present moment: a sandbox has its own.</summary>
    private protected Func<DateTimeOffset> Clock { get; private set; } = () => DateTimeOffset.UtcNow;

    /// <summary>The sandbox that the key comes from; null if it does not come from one.</summary>
    private protected ISandbox? Sandbox { get; private set; }

    /// <summary>The check of signatures; null if there is no key.</summary>
    private protected WebhookSignature? FindSignature()
    {
        string? key;
        if (this.Key is { } given)
        {
            key = new NetworkCredential("", given).Password.Trim();
            if (key.Length == 0)
                this.Fail(Track123Error.NotConnected("The API key given as -Key is empty."));
        }
        else
        {
            var connection = this.TryFindConnection();
            this.Sandbox = connection?.Sandbox;
            key = this.Sandbox?.WebhookKey ?? connection?.Client.Options.ApiKey;
            if (this.Sandbox is { } sandbox)
                this.Clock = () => sandbox.Now;
        }

        return string.IsNullOrEmpty(key) ? null : new WebhookSignature(key!, this.Algorithm, this.MaximumAge, this.Clock);
    }

    /// <summary>Ends the cmdlet because there is no key.</summary>
    private protected void FailWithoutKey(string otherwise) => this.Fail(Track123Error.NotConnected(
        "There is no API key to check the signature with. Give one as -Key, run Connect-Track123, or set the environment variable "
        + $"{CurrentConnection.KeyVariable}.{otherwise}"));
}
