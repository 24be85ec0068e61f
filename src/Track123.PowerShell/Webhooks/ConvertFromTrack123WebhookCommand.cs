using Track123.Webhooks;

namespace Track123.Commands;

/// <summary>Converts webhook bodies to notifications.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Track123Webhook", DefaultParameterSetName = FromInput)]
[OutputType(typeof(WebhookNotification))]
public sealed class ConvertFromTrack123WebhookCommand : WebhookInputCmdlet
{
    private WebhookSignature? signature;
    private bool hasWarned;

    /// <summary>
    /// Writes an error instead of a notification if the signature is not valid. By default, the property
    /// SignatureResult of the notification contains the result of the check.
    /// </summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        this.signature = this.FindSignature();
        if (this.signature is null && this.Verify)
        {
            this.FailWithoutKey("");
        }
    }

    private protected override void Process(byte[] body, object? source)
    {
        IReadOnlyList<WebhookNotification> notifications;
        try
        {
            notifications = WebhookBody.ReadNotifications(body, this.signature, this.Clock());
        }
        catch (Track123Exception failure)
        {
            this.WriteError(Track123Error.From(failure, source));
            return;
        }

        var result = notifications[0].SignatureResult;
        if (this.Verify && !result.IsValid)
        {
            this.WriteError(Track123Error.WebhookUnverified(result, source));
            return;
        }

        if (result.Status == WebhookSignatureStatus.NotChecked && !this.hasWarned)
        {
            this.hasWarned = true;
            this.WriteWarning(
                "The signature was not checked because there is no API key. Use -Key or run Connect-Track123.");
        }

        foreach (var notification in notifications)
        {
            this.Write(notification);
        }
    }
}
