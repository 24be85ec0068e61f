namespace Track123.Commands;

/// <summary>
/// Judges the signature of a webhook, and says why. Bad input gets a verdict, never an error. A good signature proves that its sender knows the API
/// key, and nothing about the body.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "Track123WebhookSignature", DefaultParameterSetName = FromInput)]
[OutputType(typeof(WebhookVerdict))]
public sealed class TestTrack123WebhookSignatureCommand : WebhookInputCmdlet
{
    private const string FromPair = "Timestamp";

    private WebhookSignature? check;

    /// <summary>The timestamp, exactly as it was received.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromPair)]
    [AllowNull]
    [AllowEmptyString]
    public string? Timestamp { get; set; }

    /// <summary>The signature, 64 hexadecimal digits.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromPair)]
    [AllowNull]
    [AllowEmptyString]
    public string? Signature { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        this.check = this.FindSignature();
        if (this.check is null)
            this.FailWithoutKey("");
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (this.ParameterSetName == FromPair)
            this.WriteObject(this.check!.Check(this.Timestamp, this.Signature));
        else
            base.ProcessRecord();
    }

    private protected override void Take(byte[] body, object? source) => this.WriteObject(WebhookReader.Check(body, this.check!));
}
