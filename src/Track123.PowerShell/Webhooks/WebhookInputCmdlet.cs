namespace Track123.Commands;

/// <summary>Base of the cmdlets that read the bodies of webhooks.</summary>
public abstract class WebhookInputCmdlet : WebhookCmdlet
{
    private protected const string FromInput = "InputObject";
    private protected const string FromPath = "Path";
    private protected const string FromLiteralPath = "LiteralPath";

    private readonly BodyAssembler bodies;

    private protected WebhookInputCmdlet() => this.bodies = new(this.Process, this.WriteError);

    /// <summary>
    /// The body as it was posted: text, bytes, or a file from Get-Item. Lines from Get-Content are put together. A body
    /// that ConvertFrom-Json or a web framework has parsed is accepted, too.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = FromInput)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>Files with one body each. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files with one body each. The names are used as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        switch (this.ParameterSetName)
        {
            case FromPath:
                foreach (var path in this.Path)
                {
                    this.AddFiles(path);
                }

                break;
            case FromLiteralPath:
                foreach (var path in this.LiteralPath)
                {
                    this.bodies.AddFile(this.GetUnresolvedProviderPathFromPSPath(path));
                }

                break;
            default:
                this.bodies.Add(this.InputObject);
                break;
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing() => this.bodies.Complete();

    /// <summary>Processes a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="source">The input that it came from, for errors.</param>
    private protected abstract void Process(byte[] body, object? source);

    private void AddFiles(string path)
    {
        try
        {
            foreach (var file in this.GetResolvedProviderPathFromPSPath(path, out _))
            {
                this.bodies.AddFile(file);
            }
        }
        catch (ItemNotFoundException e)
        {
            this.WriteError(Track123Error.InvalidRequest(e.Message, path));
        }
    }
}
