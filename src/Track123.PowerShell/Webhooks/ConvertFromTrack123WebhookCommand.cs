namespace Track123.Commands;

/// <summary>Reads the bodies that the service posts as webhooks.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Track123Webhook", DefaultParameterSetName = FromInput)]
[OutputType(typeof(WebhookNotification))]
public sealed class ConvertFromTrack123WebhookCommand : WebhookInputCmdlet
{
    private WebhookSignature? check;
    private bool hasWarned;

    /// <summary>Writes an error in place of a notification whose signature is not valid. Without it, look at Verdict.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        this.check = this.FindSignature();
        if (this.check is null && this.Verify)
            this.FailWithoutKey("");
    }

    private protected override void Take(byte[] body, object? source)
    {
        IReadOnlyList<WebhookNotification> notifications;
        try
        {
            notifications = WebhookReader.Read(body, this.check, this.Clock());
        }
        catch (Track123Exception failure)
        {
            this.WriteError(Track123Error.From(failure, source));
            return;
        }

        var verdict = notifications[0].Verdict;
        if (this.Verify && !verdict.IsValid)
        {
            this.WriteError(Track123Error.WebhookUnverified(verdict, source));
            return;
        }

        if (verdict.Status == WebhookStatus.NotChecked && !this.hasWarned)
        {
            this.hasWarned = true;
            this.WriteWarning("The signature was not checked, because there is no API key: give -Key, or connect first.");
        }

        foreach (var notification in notifications)
        {
            this.WriteObject(notification);
        }
    }
}
