using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Listens for webhooks and writes each notification once, in the order of arrival. The service is told that a notification has arrived only once
/// the pipeline has it; what the pipeline did not get comes again.
/// </summary>
[Cmdlet(VerbsCommunications.Receive, "Track123Webhook", DefaultParameterSetName = ByPort)]
[OutputType(typeof(WebhookNotification))]
public sealed class ReceiveTrack123WebhookCommand : WebhookCmdlet
{
    private const string ByPort = "Port";
    private const string ByPrefix = "Prefix";

    private volatile WebhookListener? listener;
    private bool hasWarned;

    /// <summary>The port to listen at, on this machine's loopback addresses. 0 takes a free one, which -Verbose tells.</summary>
    [Parameter(ParameterSetName = ByPort)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; } = 8080;

    /// <summary>
    /// The path to answer; all others are not found. A path that cannot be guessed keeps out who does not know the address. By default any.
    /// </summary>
    [Parameter(ParameterSetName = ByPort)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "/";

    /// <summary>
    /// Address, port and path in one, such as http://10.0.0.5:8080/hook: for addresses other than loopback, by number. http://*:8080/ is every
    /// address of this machine.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPrefix)]
    [ValidateNotNullOrEmpty]
    public string Prefix { get; set; } = "";

    /// <summary>Ends after so many notifications. Those that one request brings together are not split.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaximumCount { get; set; } = int.MaxValue;

    /// <summary>Ends after so many seconds. By default it listens until it is stopped.</summary>
    [Parameter]
    [ValidateRange(1, 2_000_000)]
    public int TimeoutSeconds { get; set; }

    /// <summary>Writes repeats too. By default a notification that says what one before said is answered and dropped.</summary>
    [Parameter]
    public SwitchParameter IncludeDuplicate { get; set; }

    /// <summary>Takes every notification, whoever sent it: without it, and without a key, nothing is listened to.</summary>
    [Parameter]
    public SwitchParameter SkipSignatureCheck { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var place = this.ReadPlace();
        var check = this.FindSignature();
        if (this.SkipSignatureCheck)
        {
            check = null;
            this.WriteWarning("Signatures are not checked: whoever can reach this port can make up notifications.");
        }
        else if (check is null)
        {
            this.FailWithoutKey(" To take notifications from anybody, say -SkipSignatureCheck.");
        }

        if (!place.IsLoopback)
        {
            this.WriteWarning(
                "Other machines can reach this port, and it has no TLS: what is sent, signatures included, can be read on the way and sent again. "
                + "Listen at loopback and put a reverse proxy with TLS before it. See about_Track123_Webhooks.");
        }

        using var timeUp = new CancellationTokenSource();
        this.Start(place, check);
        if (this.TimeoutSeconds > 0)
            timeUp.CancelAfter(TimeSpan.FromSeconds(this.TimeoutSeconds));

        this.OnWaiting = this.WarnOfRefusals;
        var lent = this.LendTo(place);
        try
        {
            this.Pump(timeUp.Token);
        }
        finally
        {
            if (lent is not null)
                lent.WebhookUri = null;

            this.listener!.Dispose();
        }

        this.WarnOfRefusals();
        this.Log.Verbose(string.Format(
            CultureInfo.InvariantCulture,
            "Taken {0} notifications, dropped {1} repeats. Requests refused: {2}.",
            this.listener!.Taken,
            this.listener.Repeated,
            this.listener.DescribeRefused() is { Length: > 0 } refused ? refused : "none"));
        this.WriteLog();
    }

    /// <inheritdoc />
    protected override void StopProcessing()
    {
        base.StopProcessing();

        // At once, even if what is downstream takes its time to stop.
        this.listener?.Dispose();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        this.listener?.Dispose();
        base.Dispose(disposing);
    }

    private void Start(WebhookPlace place, WebhookSignature? check)
    {
        try
        {
            this.listener = WebhookListener.Start(
                new WebhookListenerOptions
                {
                    Addresses = place.Addresses,
                    Port = place.Port,
                    Path = place.Path,
                    Signature = check,
                    IncludeDuplicates = this.IncludeDuplicate,
                },
                this.Log,
                this.Clock);
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure, place.Port));
        }

        if (this.StoppingToken.IsCancellationRequested)
            this.listener!.Dispose();

        // Without the path, which may be a secret.
        this.Log.Verbose($"Listening at http://{place.Host}:{this.listener!.Port.ToString(CultureInfo.InvariantCulture)}.");
        this.WriteLog();
    }

    // A sandbox that has no address to send to sends here, so that all of it can be tried without a network.
    private ISandbox? LendTo(WebhookPlace place)
    {
        if (this.Sandbox is not { WebhookUri: null } sandbox || !place.IsLoopback)
            return null;

        sandbox.WebhookUri = new UriBuilder("http", place.Addresses[0].ToString(), this.listener!.Port) { Path = place.Path }.Uri;
        return sandbox;
    }

    private void Pump(CancellationToken timeUp)
    {
        var left = this.MaximumCount;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(this.StoppingToken, timeUp);
        while (left > 0 && !timeUp.IsCancellationRequested)
        {
            if (this.listener!.TryTake(out var delivery))
                left -= this.HandOn(delivery!);
            else if (!this.Await(_ => this.WaitAsync(either.Token, timeUp)))
                break;
        }
    }

    private async Task<bool> WaitAsync(CancellationToken either, CancellationToken timeUp)
    {
        try
        {
            return await this.listener!.WhenReadyAsync(either).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested && !this.StoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private int HandOn(WebhookDelivery delivery)
    {
        var notifications = delivery.Notifications;
        try
        {
            foreach (var notification in notifications)
            {
                this.WriteObject(notification);
            }
        }
        catch
        {
            // By the exception Select-Object -First looks like a cmdlet downstream that failed, so in doubt it comes again.
            delivery.Refuse();
            throw;
        }

        delivery.Acknowledge();
        return notifications.Count;
    }

    private void WarnOfRefusals()
    {
        if (this.hasWarned || this.listener!.CountRefused(401) == 0)
            return;

        this.hasWarned = true;
        this.WriteWarning(
            "A notification was refused because its signature did not pass. If it came from the service, check -Key, -Algorithm and this machine's "
            + "clock; -Verbose tells the reasons.");
    }

    private WebhookPlace ReadPlace()
    {
        var (place, reason) = this.ParameterSetName == ByPort
            ? WebhookPlace.OnLoopback(this.Port, this.Path)
            : WebhookPlace.Read(this.Prefix);
        if (place is null)
            this.Fail(Track123Error.InvalidRequest(reason, this.ParameterSetName));

        return place!;
    }
}
