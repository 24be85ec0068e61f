using System.Globalization;
using Track123.Webhooks;
using Track123.Webhooks.Server;

namespace Track123.Commands;

/// <summary>
/// Listens for webhooks and outputs each notification once, in order of arrival. A notification is acknowledged after
/// the pipeline has processed it; otherwise the service sends it again.
/// </summary>
[Cmdlet(VerbsCommunications.Receive, "Track123Webhook", DefaultParameterSetName = ByPort)]
[OutputType(typeof(WebhookNotification))]
public sealed class ReceiveTrack123WebhookCommand : WebhookCmdlet
{
    private const string ByPort = "Port";
    private const string ByPrefix = "Prefix";

    private volatile WebhookReceiver? receiver;
    private bool hasWarned;

    /// <summary>The loopback port to listen on. 0 selects a free port, which -Verbose shows.</summary>
    [Parameter(ParameterSetName = ByPort)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; } = 8080;

    /// <summary>
    /// The path to accept. Requests to other paths are rejected with 404. A path that is hard to guess keeps out
    /// unknown senders. By default, all paths are accepted.
    /// </summary>
    [Parameter(ParameterSetName = ByPort)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "/";

    /// <summary>
    /// The address, port and path to listen on, such as http://10.0.0.5:8080/hook. Use it for addresses other than
    /// loopback. http://*:8080/ selects all addresses of this machine.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPrefix)]
    [ValidateNotNullOrEmpty]
    public string Prefix { get; set; } = "";

    /// <summary>Ends after this number of notifications. The notifications of one request stay together.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaximumCount { get; set; } = int.MaxValue;

    /// <summary>Ends after this number of seconds. By default, the cmdlet runs until it is stopped.</summary>
    [Parameter]
    [ValidateRange(1, 2_000_000)]
    public int TimeoutSeconds { get; set; }

    /// <summary>
    /// Outputs duplicates, too. By default, a notification with the same content is acknowledged but not output.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeDuplicate { get; set; }

    /// <summary>Accepts all notifications without a signature check. Otherwise, the cmdlet requires a key.</summary>
    [Parameter]
    public SwitchParameter SkipSignatureCheck { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var address = this.FindAddress();
        var signature = this.FindSignature();
        if (this.SkipSignatureCheck)
        {
            signature = null;
            this.WriteWarning(
                "Signatures are not checked. Anyone who can reach this port can send false notifications.");
        }
        else if (signature is null)
        {
            this.FailWithoutKey(" To accept notifications without a check, use -SkipSignatureCheck.");
        }

        if (!address.IsLoopback)
        {
            this.WriteWarning(
                "Other machines can reach this port, and it does not use TLS. Others can read notifications with their "
                + "signatures and send them again. Listen on loopback behind a reverse proxy with TLS. See "
                + "about_Track123_Webhooks.");
        }

        this.Start(address, signature);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(this.StoppingToken);
        if (this.TimeoutSeconds > 0)
        {
            end.CancelAfter(TimeSpan.FromSeconds(this.TimeoutSeconds));
        }

        this.OnWaiting = this.WarnOfInvalidSignatures;
        var sandbox = this.ConnectSandbox(address);
        try
        {
            this.Receive(end.Token);
        }
        finally
        {
            sandbox?.WebhookUri = null;
            this.receiver!.Dispose();
        }

        this.WarnOfInvalidSignatures();
        this.Log.Verbose(string.Format(
            CultureInfo.InvariantCulture,
            "Accepted {0} notifications, dropped {1} duplicates. Rejected requests: {2}.",
            this.receiver!.Accepted,
            this.receiver.Duplicates,
            this.receiver.Rejections.Describe() is { Length: > 0 } rejected ? rejected : "none"));
        this.WriteLog();
    }

    /// <inheritdoc />
    protected override void StopProcessing()
    {
        base.StopProcessing();

        // Close the port at once, even if the rest of the pipeline stops later.
        this.receiver?.Dispose();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        this.receiver?.Dispose();
        base.Dispose(disposing);
    }

    private ListenAddress FindAddress()
    {
        try
        {
            return this.ParameterSetName == ByPort
                ? ListenAddress.OnLoopback(this.Port, this.Path)
                : ListenAddress.Parse(this.Prefix);
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure, this.ParameterSetName));
            throw;
        }
    }

    private void Start(ListenAddress address, WebhookSignature? signature)
    {
        var options = new WebhookReceiverOptions
        {
            Address = address,
            Signature = signature,
            IncludeDuplicates = this.IncludeDuplicate,
            Now = this.Clock,
        };
        try
        {
            this.receiver = new WebhookReceiver(options, this.Log);
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure, address.Port));
        }

        if (this.StoppingToken.IsCancellationRequested)
        {
            this.receiver!.Dispose();
        }

        // The path may be a secret, so it is not logged.
        this.Log.Verbose(FormattableString.Invariant($"Listening on http://{address.Host}:{this.receiver!.Port}."));
        this.WriteLog();
    }

    // A sandbox without a webhook address sends its notifications here, so that no network is needed.
    private ISandbox? ConnectSandbox(ListenAddress address)
    {
        if (this.Sandbox is not { WebhookUri: null } sandbox || !address.IsLoopback)
        {
            return null;
        }

        var uri = new UriBuilder("http", address.Addresses[0].ToString(), this.receiver!.Port) { Path = address.Path };
        sandbox.WebhookUri = uri.Uri;
        return sandbox;
    }

    private void Receive(CancellationToken end)
    {
        for (var left = this.MaximumCount; left > 0;)
        {
            WebhookDelivery? delivery;
            try
            {
                delivery = this.Await(_ => this.receiver!.TakeAsync(end));
            }
            catch (OperationCanceledException)
            {
                // The timeout has passed. If the pipeline was stopped, Await throws another exception.
                return;
            }

            if (delivery is null)
            {
                return;
            }

            this.Output(delivery);
            left -= delivery.Notifications.Count;
        }
    }

    private void Output(WebhookDelivery delivery)
    {
        try
        {
            foreach (var notification in delivery.Notifications)
            {
                this.Write(notification);
            }
        }
        catch
        {
            // A stop by Select-Object -First looks like a failure of a command downstream, so the delivery is rejected
            // and the service sends it again.
            delivery.Reject();
            throw;
        }

        delivery.Acknowledge();
    }

    private void WarnOfInvalidSignatures()
    {
        if (!this.hasWarned && this.receiver!.Rejections.Count(401) > 0)
        {
            this.hasWarned = true;
            this.WriteWarning(
                "A notification was rejected because its signature is not valid. If the service sent it, check -Key, "
                + "-Algorithm and the clock of this machine. Use -Verbose to see the reason.");
        }
    }
}
