using Track123.Webhooks;

namespace Track123.Commands;

/// <summary>
/// Checks the signature of a webhook and outputs the result with its reason. An invalid signature is a result, not an
/// error. A valid signature proves that the sender knows the API key. It does not protect the body.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "Track123WebhookSignature", DefaultParameterSetName = FromInput)]
[OutputType(typeof(WebhookSignatureResult))]
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
        {
            this.FailWithoutKey("");
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (this.ParameterSetName == FromPair)
        {
            this.WriteObject(this.check!.Check(this.Timestamp, this.Signature));
        }
        else
        {
            base.ProcessRecord();
        }
    }

    private protected override void Process(byte[] body, object? source) =>
        this.WriteObject(WebhookBody.CheckSignature(body, this.check!));
}
